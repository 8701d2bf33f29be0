#include "text/lines.h"

#include "text/unicode.h"

namespace pith {

void split_lines(std::string_view document, std::vector<Line>& lines) {
  lines.clear();
  for (std::size_t begin = 0; begin < document.size();) {
    const std::size_t newline = document.find('\n', begin);
    const std::size_t next = newline == std::string_view::npos ? document.size() : newline + 1;
    std::size_t end = newline == std::string_view::npos ? document.size() : newline;
    if (newline != std::string_view::npos && end > begin && document[end - 1] == '\r') --end;
    Line line{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), static_cast<std::uint32_t>(next),
              false};
    line.blank = is_blank(line.text(document));
    lines.push_back(line);
    begin = next;
  }
}

}  // namespace pith
