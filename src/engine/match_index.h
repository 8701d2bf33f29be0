// Finds, for many matchers at once, the lines that they match.
//
// What a matcher asks for is found in the raw bytes: phrases at a line's edges by the words there, all others by pieces
// of them (piece_table.h). Only what is found so is tried on its line. Lines with characters that could hide something
// (text/plain.h) are looked through in their match form. Whatever the tricks, scan() says the same as matcher_matches()
// asked for every matcher and line.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/costs.h"
#include "engine/edge_table.h"
#include "engine/line_table.h"
#include "engine/piece_table.h"
#include "rules/program.h"

namespace pith {

// A line on which a pattern must be tried; `entry` numbers the patterns of one index.
struct Candidate {
  LineIndex line = 0;
  std::uint32_t entry = 0;
  friend auto operator<=>(const Candidate&, const Candidate&) = default;
};

// What finding candidates needs. Reused from document to document.
struct MatchScratch {
  PieceScratch pieces;
  std::vector<std::uint32_t> odd_places;
  std::string visible;
  std::vector<Candidate> candidates;
};

// For each matcher of a program the lines that it matches, ascending. Kept by a cleaner from document to document.
class Hits {
 public:
  void reset(std::size_t matchers);
  void add(MatcherId matcher, LineIndex line);
  void prefetch(MatcherId matcher) const { __builtin_prefetch(&lines_[matcher]); }
  const std::vector<LineIndex>& of(MatcherId matcher) const { return lines_[matcher]; }
  bool has(MatcherId matcher, LineIndex line) const;
  // The matchers with a line, and those that were worked out; each once, in no order.
  const std::vector<MatcherId>& used() const { return used_; }

  // For matchers that no index finds: their lines are worked out when first asked for.
  bool is_known(MatcherId matcher) const { return known_[matcher] != 0; }
  void set_known(MatcherId matcher);

  MatchScratch scratch;
  // Where the comparisons of lines are booked; null unless they are measured.
  Costs* costs = nullptr;

 private:
  std::vector<std::vector<LineIndex>> lines_;
  std::vector<char> known_;
  std::vector<MatcherId> used_;
};

class MatchIndex {
 public:
  // `program` must outlive the index. Matchers that can only be tried are passed over.
  MatchIndex(const ProgramData& program, const std::vector<MatcherId>& matchers);

  // Adds to `hits` every line of the table that one of the matchers matches.
  void scan(LineTable& table, Hits& hits) const;

  // Fills scratch.candidates with all of the lines that could match: sorted, each once with a pattern, no line blank.
  // There must be a line.
  void find_candidates(LineTable& table, LineRange lines, MatchScratch& scratch) const;
  // Lines from `from` on, as many as are looked at together; at least that one.
  static LineRange next_lines(const LineTable& table, LineIndex from);

 private:
  // One pattern of a matcher: a phrase or a regex of the program. What most comparisons need stands together.
  struct Entry {
    MatcherId matcher = kNoMatcher;
    ast::Word word = ast::Word::has;
    bool exact = false;
    bool narrowed = false;         // the matcher asks for more than one of its patterns
    std::string_view text;         // of a phrase
    const Regex* regex = nullptr;  // of `like`
  };

  void count_grams(const CompiledMatcher& matcher, GramCounts& counts) const;
  void add_phrase(const Phrase& phrase, std::uint32_t entry);
  void add_has(std::string_view form, std::uint32_t entry);
  bool add_sign(std::string_view form, std::uint32_t entry);
  void add_regex(const Regex& regex, std::uint32_t entry);
  void find_in_odd_line(LineTable& table, LineIndex line, std::span<const std::uint32_t> odd,
                        MatchScratch& scratch) const;
  Entry entry_of(MatcherId matcher, std::uint32_t pattern) const;
  bool matches(const Entry& entry, LineTable& table, LineIndex line) const;
  void try_all(std::span<const Candidate> candidates, LineTable& table, Hits& hits) const;

  const ProgramData& program_;
  std::vector<Entry> entries_;
  EdgeTable<FromStart> first_words_;
  EdgeTable<FromEnd> last_words_;
  PieceTable pieces_;                      // in raw lines
  PieceTable form_pieces_;                 // in the forms of odd lines
  std::vector<std::uint32_t> every_line_;  // entries without anything to find them by
  std::vector<std::uint32_t> odd_lines_;   // entries that must be tried on every odd line
};

// The lines that a matcher of the index behind `hits` matches, ascending; works them out first for one that can only be
// tried.
const std::vector<LineIndex>& lines_of(const ProgramData& program, MatcherId matcher, LineTable& table, Hits& hits);

}  // namespace pith
