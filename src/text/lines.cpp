#include "text/lines.h"

#include "text/byte_masks.h"
#include "text/unicode.h"

namespace pith {
namespace {

Line line_of(std::string_view document, std::size_t begin, std::size_t newline, std::size_t next) {
  const std::size_t end = next > newline && newline > begin && document[newline - 1] == '\r' ? newline - 1 : newline;
  Line line{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), static_cast<std::uint32_t>(next),
            false};
  line.blank = is_blank(line.text(document));
  return line;
}

}  // namespace

void split_lines(std::string_view document, std::vector<Line>& lines) {
  lines.clear();
  std::size_t begin = 0;
  for_each_marked(document, mark_newlines, [&](std::size_t newline) {
    lines.push_back(line_of(document, begin, newline, newline + 1));
    begin = newline + 1;
  });
  if (begin < document.size()) lines.push_back(line_of(document, begin, document.size(), document.size()));
}

}  // namespace pith
