// What `cut text`, `cut shortcode` and `replace text` do to the lines that are left.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "oracle/lines.h"
#include "oracle/oracle.h"
#include "oracle/select.h"
#include "oracle/text.h"
#include "types.h"

namespace pith::oracle {

struct TextEdit {
  const Active* rule = nullptr;
  std::size_t line = 0;
  Span span;
  std::string with;
};

// The edits of all rules that stand, in order of place, overlaps settled. `cut` says which lines are gone already.
std::vector<TextEdit> edit_text(const std::vector<Active>& rules, const Verdicts& cut, const Text& text,
                                Notices& notices);

// The edits of one line.
std::vector<TextEdit> edits_of_line(const std::vector<TextEdit>& edits, std::size_t line);

// True when nothing but white space and invisible characters is left of a line behind its edits.
bool empties(const std::vector<TextEdit>& line_edits, const Text& text, std::size_t line);

// The edits of one line, grown over the white space that they would leave doubled or at the edges of the line.
std::vector<TextEdit> with_white_space(std::vector<TextEdit> line_edits, const Text& text, std::size_t line);

}  // namespace pith::oracle
