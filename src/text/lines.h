// A document as a list of lines.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace pith {

// One line: its text is [begin, end), its line end [end, next). A line owns its line end ("\n" or "\r\n"); only the
// last line of a document may have none.
struct Line {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t next = 0;
  bool blank = false;  // white space or invisible characters only

  std::string_view text(std::string_view document) const { return document.substr(begin, end - begin); }
};

// Fills `lines`, which is emptied first and keeps its capacity. `document` must be shorter than 4 GiB. An empty
// document has no lines; a line end at the very end does not open another line.
void split_lines(std::string_view document, std::vector<Line>& lines);

}  // namespace pith
