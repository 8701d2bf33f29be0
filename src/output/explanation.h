// What `pith explain` shows of one document: tracked changes, the notation of rule tests, and remarks.
#pragma once

#include <string>
#include <string_view>

#include "output/terminal.h"
#include "pith.h"
#include "types.h"

namespace pith {

struct ExplanationStyle {
  Palette palette;
  bool for_terminal = false;  // control characters are spelled out; else the text is exact
};

// Appends the document's lines, each with a mark: `=` stays, `-[NAME:ID]` goes, `~[NAME:ID]` and `>` rewritten; before
// and behind them remarks, which are comments in a rule file. So the whole, put under a `test "…"` line, is a test.
void write_explanation(std::string_view text, const Outcome& outcome, const Program& program,
                       const ExplanationStyle& style, std::string& out);

}  // namespace pith
