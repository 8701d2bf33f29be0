// What became of each line of a document.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "text/lines.h"
#include "types.h"

namespace pith {

enum class LineFate : std::uint8_t { kept, cut, changed };

struct LineChange {
  Line line;
  LineFate fate = LineFate::kept;
  std::span<const Edit> edits;  // those that touch the line
};

// One entry a line. `edits` (sorted, disjoint, of `text`) must outlive the result. A line is cut when no byte of it
// stays, its line end included.
std::vector<LineChange> line_changes(std::string_view text, std::span<const Edit> edits);

// Appends what a changed line became, without its line end.
void append_changed_line(std::string_view text, const LineChange& change, std::string& out);

}  // namespace pith
