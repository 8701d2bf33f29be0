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

#include "engine/run_table.h"
#include "rules/program.h"
#include "text/lines.h"

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

  // Appends the lines that could match, ascending, each once; blank lines may be among them. `scratch` is overwritten.
  void find(std::string_view document, const std::vector<Line>& lines, std::vector<char>& scratch,
            std::vector<std::uint32_t>& candidates) const;

 private:
  void add_phrase(const Phrase& phrase);
  void add_regex(const Regex& regex);
  void add_run(std::string_view form, bool whole_words);
  void mark_odd(std::string_view document, const std::vector<Line>& lines, std::vector<char>& marks) const;
  void mark_edges(std::string_view document, const std::vector<Line>& lines, std::vector<char>& marks) const;

  HashSet first_;      // of the first word
  HashSet first_two_;  // of the first two words, or the first word and the end of the line
  HashSet last_;
  HashSet last_two_;
  RunTable runs_;
  bool every_line_ = false;  // some phrase has no key at all
};

}  // namespace pith
