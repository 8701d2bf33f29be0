#include "oracle/pieces.h"

#include <utility>

namespace pith::oracle {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t newline = text.find('\n');
    const std::size_t size = newline == std::string_view::npos ? text.size() : newline + 1;
    lines.emplace_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

std::vector<std::string> statements_of(std::string_view text) {
  std::vector<std::string> statements;
  for (std::string& line : lines_of(text)) {
    if (line.starts_with(' ') && !statements.empty()) {
      statements.back() += line;
    } else {
      statements.push_back(std::move(line));
    }
  }
  return statements;
}

}  // namespace pith::oracle
