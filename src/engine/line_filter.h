// Tells, from the raw bytes, which lines could match any of many matchers. Wrong in one direction only: a line that is
// passed over matches none of them.
//
// Phrases at a line's edges are found by the hashes of its first and last words (phrases split no word), all others by
// pieces of their words. Quotes, dashes, spaces and case hide nothing of these; lines with characters that
// could hide something are candidates whatever they say.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/line_table.h"
#include "engine/run_table.h"
#include "rules/program.h"

namespace pith {

// A set of hashes behind a bitmap.
class HashSet {
 public:
  void add(std::uint64_t hash) { hashes_.push_back(hash); }
  void build();
  bool empty() const { return hashes_.empty(); }
  bool has(std::uint64_t hash) const;

 private:
  std::vector<std::uint64_t> hashes_;  // sorted
  std::vector<std::uint64_t> bits_;
  unsigned shift_ = 63;
};

class LineFilter {
 public:
  // Matchers that can only be tried are passed over.
  LineFilter(const ProgramData& program, const std::vector<MatcherId>& matchers);

  // Appends the lines that could match, ascending, each once; none of them is blank. `marks` is scratch.
  void find(LineTable& table, std::vector<char>& marks, std::vector<LineIndex>& candidates) const;

 private:
  static constexpr char kOdd = 2;  // a line whose raw bytes may hide something; other marks: it holds a run

  void add_phrase(const Phrase& phrase);
  void add_regex(const Regex& regex);
  // The first `firm` bytes of `form` stand in the match form of every line that is to be found, the whole in plain
  // ones.
  void add_run(std::string_view form, std::size_t firm, bool whole_words, std::uint32_t owner);
  std::uint32_t add_words(std::string_view form);
  bool words_stand_around(std::string_view text, std::size_t at, std::uint32_t owner) const;
  static void mark_odd(std::string_view document, const std::vector<Line>& lines, std::vector<char>& marks);
  bool edges_match(std::string_view text) const;
  bool form_matches(std::string_view form) const;

  HashSet first_;      // of the first word
  HashSet first_two_;  // of the first two words, or the first word and the end of the line
  HashSet last_;
  HashSet last_two_;
  RunTable runs_;                                  // for raw lines
  RunTable form_runs_;                             // for the forms of odd lines
  std::vector<std::vector<std::uint64_t>> words_;  // of each owner of runs, by their hashes; empty: nothing is known
  bool every_line_ = false;                        // some phrase has no key at all
  bool odd_lines_match_ = false;                   // some phrase is exact
};

}  // namespace pith
