#include "rules/mistakes.h"

#include <algorithm>
#include <tuple>

namespace pith {

void Mistakes::add(const ast::File& file, const Code& code, SourcePos at, std::string message, std::string label,
                   std::string help) {
  Diagnostic mistake;
  mistake.code = code.id;
  mistake.severity = code.severity;
  mistake.file = file.path;
  mistake.at = at;
  if (at.line >= 1 && at.line <= file.source_lines.size()) mistake.source_line = file.source_lines[at.line - 1];
  mistake.message = std::move(message);
  mistake.label = std::move(label);
  mistake.help = std::move(help);
  list_.push_back(std::move(mistake));
}

std::string Mistakes::did_you_mean(std::string_view word) {
  return word.empty() ? std::string() : "did you mean `" + std::string(word) + "`?";
}

void Mistakes::sort() {
  std::ranges::stable_sort(list_, {}, [](const Diagnostic& d) {
    return std::tuple(std::string_view(d.file), d.at.line, d.at.column, d.code);
  });
}

bool Mistakes::any_error() const {
  return std::ranges::any_of(list_, [](const Diagnostic& d) { return d.severity == Severity::error; });
}

}  // namespace pith
