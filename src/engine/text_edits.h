// Edits inside lines: `cut text`, `cut shortcode`, `replace text`.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "engine/run.h"
#include "types.h"

namespace pith {

// One change inside a line that stays.
struct TextEdit {
  Span span;  // offsets into the document, inside the text of `line`
  LineIndex line = 0;
  RuleIndex rule = 0;
  std::string with;
  bool takes_space = false;  // white space that it would leave doubled, or at an edge of the line, goes too
};

// Finds and settles the edits of all text rules on the lines that decide_lines() left; of edits that overlap the higher
// level, then the longer, then the first wins. A line that they empty is cut in run.cut instead. Sorted by place.
std::vector<TextEdit> decide_text_edits(Run& run);

}  // namespace pith
