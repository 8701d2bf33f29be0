// What the parts of the engine share while they work on one document.
#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/line_table.h"
#include "engine/match_index.h"
#include "rules/program.h"
#include "types.h"

namespace pith {

constexpr RuleIndex kNoRule = ~RuleIndex{0};

// Shares are counted in code points outside white space, and no further than somebody asks: most documents lose nothing
// or little.
class Shares {
 public:
  void load(const LineTable& table) {
    table_ = &table;
    counted_ = 0;
    lines_ = 0;
  }

  // Of the document.
  std::uint64_t total();
  // Is `part` at most so many percent of that?
  bool is_within(std::uint64_t part, std::uint32_t percent);
  std::uint32_t visible(LineIndex line) const;

 private:
  // Counts until there are that many, or no more lines.
  void count(std::uint64_t wanted);

  const LineTable* table_ = nullptr;
  std::uint64_t counted_ = 0;  // in the first `lines_` lines
  LineIndex lines_ = 0;
};

// What a rule takes, to be held against its bounds.
struct Taken {
  std::uint64_t visible = 0;
  std::uint32_t lines = 0;
  std::uint32_t prose = 0;

  void add(const Taken& more);
};

// The state of one document. Reused from document to document.
struct Run {
  const ProgramData* program = nullptr;
  std::vector<RuleIndex> rules;  // those of the document's stack that could do something, in rank order
  LineTable table;
  Hits hits;
  Shares shares;
  std::vector<std::uint8_t> kept;  // per line: 0, or one more than the highest level of a `keep` that protects it
  std::vector<RuleIndex> kept_by;  // per line: the `keep` rule behind that, or kNoRule
  std::set<RuleIndex> keeps_used;  // `keep` rules that saved a line from a rule
  std::vector<RuleIndex> cut;      // per line: the rule that takes it, or kNoRule
  std::vector<LineIndex> lines;    // scratch: those that one rule looks at
  // Of matchers that can only be tried: the first or the last line that they match, kNoLine without one.
  struct Edge {
    std::pair<MatcherId, bool> asked;  // the matcher, and whether for its first line
    LineIndex line = kNoLine;
  };
  std::vector<Edge> edges;  // sorted
  std::vector<Notice> notices;
  bool caps = true;  // false: bounds are not looked at (the short texts of tests)

  // For each line what a rule of that level may take of the lines above it, and one behind the last; what `keep`
  // protects from it is left out. Every `keep` must be decided.
  const std::vector<Taken>& sums(Level level);

  // Opens the verdicts for the lines of the table: nothing is kept, nothing cut.
  void clear_verdicts();

  bool is_protected(LineIndex line, Level level) const { return kept[line] > static_cast<std::uint8_t>(level); }

  // The same, asked for a line that a rule of that level would take or change; remembers the `keep` rule that saved it.
  bool is_saved(LineIndex line, Level level);

  // Of two rules that take the same, the one that is named.
  RuleIndex better(RuleIndex a, RuleIndex b) const;

  static constexpr std::size_t kLevels = 4;
  std::array<std::vector<Taken>, kLevels> sums_of_levels;  // empty: not worked out yet

  void notice(NoticeKind kind, RuleIndex rule, LineIndex line, std::string detail);

  // Empty when `taken` is within the rule's bounds, else a sentence that says which one it passes.
  std::string passes_bound(const Bounds& bounds, const Taken& taken);

  // The lines that a matcher of the stack matches; works them out first for a matcher that no index finds.
  const std::vector<LineIndex>& lines_of(MatcherId matcher) { return pith::lines_of(*program, matcher, table, hits); }
};

}  // namespace pith
