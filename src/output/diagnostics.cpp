#include "output/diagnostics.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "output/names.h"
#include "text/json.h"

namespace pith {
namespace {

constexpr std::array<const MessageFormat*, 5> kFormats = {&kHumanMessages, &kShortMessages, &kJsonMessages,
                                                          &kGithubMessages, &kSarifMessages};

void write_short(std::span<const Diagnostic> mistakes, const Palette& palette, std::string& out) {
  for (const Diagnostic& mistake : mistakes) {
    const Ink ink = mistake.severity == Severity::error     ? Ink::error
                    : mistake.severity == Severity::warning ? Ink::warning
                                                            : Ink::note;
    out += fmt::format("{}:{}:{}: {}: {}\n", printable(mistake.file), mistake.at.line, mistake.at.column,
                       palette.paint(ink, fmt::format("{}[{}]", name_of(mistake.severity), mistake.code)),
                       printable(mistake.message));
  }
}

void write_json(std::span<const Diagnostic> mistakes, const Palette& /*palette*/, std::string& out) {
  for (const Diagnostic& mistake : mistakes) {
    JsonWriter json;
    json.begin_object()
        .member("code", mistake.code)
        .member("severity", name_of(mistake.severity))
        .member("file", std::string_view(mistake.file))
        .member("line", std::uint64_t{mistake.at.line})
        .member("column", std::uint64_t{mistake.at.column})
        .member("end_column", std::uint64_t{mistake.at.column} + mistake.at.width)
        .member("message", std::string_view(mistake.message))
        .member("label", std::string_view(mistake.label))
        .member("help", std::string_view(mistake.help))
        .member("source", std::string_view(mistake.source_line))
        .end_object();
    out += json.take() + '\n';
  }
}

// GitHub's "workflow commands": %, line ends and, in properties, the separators are written as %XX.
std::string github_escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    const bool special = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
    if (special) {
      out += fmt::format("%{:02X}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out;
}

void write_github(std::span<const Diagnostic> mistakes, const Palette& /*palette*/, std::string& out) {
  for (const Diagnostic& mistake : mistakes) {
    const std::string_view command = mistake.severity == Severity::note ? "notice" : name_of(mistake.severity);
    const std::string help = mistake.help.empty() ? "" : "\n" + printable(mistake.help);
    out += fmt::format("::{} file={},line={},col={},endColumn={},title={}::{}\n", command,
                       github_escaped(mistake.file, true), mistake.at.line, mistake.at.column,
                       mistake.at.column + mistake.at.width, mistake.code,
                       github_escaped(printable(mistake.message) + help, false));
  }
}

}  // namespace

const MessageFormat kShortMessages{"short", "one line each", write_short};
const MessageFormat kJsonMessages{"json", "one object a line", write_json};
const MessageFormat kGithubMessages{"github", "workflow commands of GitHub Actions", write_github};

std::span<const MessageFormat* const> message_formats() {
  return kFormats;
}

const MessageFormat* find_message_format(std::string_view name) {
  const auto* const found = std::ranges::find(kFormats, name, &MessageFormat::name);
  return found == kFormats.end() ? nullptr : *found;
}

}  // namespace pith
