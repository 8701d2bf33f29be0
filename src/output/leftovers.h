// What stayed in a document but looks like boilerplate: hints for the person who writes the next rule.
//
// Cautious, because a list with many false hints is not read. A kept line is named when
// - the very same line was cut elsewhere in the document, or
// - it is short (at most 6 words, no sentence end) and the lines around it, blank ones aside, were both cut, or
// - it is short and stands behind the last prose paragraph, in a document of which something was cut, or
// - it is short and stands in the document three times or more.
// The first line that is left is never named: it is the headline.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "output/line_changes.h"

namespace pith {

struct Leftover {
  std::uint32_t line = 0;  // counts from 1
  std::string_view text;   // a part of the document, without white space at its edges
  std::string_view reason;
};

// In the order of the lines; each line once, with the first reason of the list above.
std::vector<Leftover> find_leftovers(std::string_view text, std::span<const LineChange> changes);

}  // namespace pith
