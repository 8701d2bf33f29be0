// Finds, for many matchers at once, the lines that they match.
//
// A filter looks at the raw bytes and names the few lines that could match; only their match forms are made and looked
// up. What stands behind scan() may use any trick as long as it says the same as matcher_matches() asked for every
// matcher and line.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/line_filter.h"
#include "engine/line_table.h"
#include "rules/program.h"

namespace pith {

// For each matcher of a program the lines that it matches, ascending. Kept by a cleaner from document to document.
class Hits {
 public:
  void reset(std::size_t matchers);
  void add(MatcherId matcher, LineIndex line);
  const std::vector<LineIndex>& of(MatcherId matcher) const { return lines_[matcher]; }
  bool has(MatcherId matcher, LineIndex line) const;
  // The matchers with a line, and those that were worked out; each once, in no order.
  const std::vector<MatcherId>& used() const { return used_; }

  // For matchers that no index finds: their lines are worked out when first asked for.
  bool is_known(MatcherId matcher) const { return known_[matcher] != 0; }
  void set_known(MatcherId matcher);

  // True the first time that it is asked for this entry of the index and line; a line may hold many of its literals.
  bool first_try(std::size_t entry, LineIndex line);
  // Forgets all of that; `entries` is how many there are.
  void reset_tries(std::size_t entries);

  // Scratch of the filter.
  std::vector<char> marks;
  std::vector<LineIndex> candidates;

 private:
  std::vector<std::vector<LineIndex>> lines_;
  std::vector<std::uint64_t> tries_;  // per regex of the index: round and line of its last try
  std::uint64_t round_ = 0;
  std::vector<char> known_;
  std::vector<MatcherId> used_;
};

class MatchIndex {
 public:
  // `program` must outlive the index. Matchers that can only be tried are passed over.
  MatchIndex(const ProgramData& program, const std::vector<MatcherId>& matchers);

  // Adds to `hits` every line of the table that one of the matchers matches.
  void scan(LineTable& table, Hits& hits) const;

 private:
  struct Entry {
    std::uint64_t hash = 0;
    std::uint32_t phrase = 0;
    std::uint32_t offset = 0;  // of the hashed word inside a `has` phrase
    MatcherId matcher = kNoMatcher;
  };

  // Entries by hash, with a bitmap in front that answers most questions.
  class Table {
   public:
    void add(Entry entry) { entries_.push_back(entry); }
    void build();
    bool empty() const { return entries_.empty(); }
    template <class See>
    void find(std::uint64_t hash, See see) const;

   private:
    std::vector<Entry> entries_;  // sorted by hash
    std::vector<std::uint32_t> starts_;
    unsigned shift_ = 63;
  };

  // A string that the form of a line must hold for a regex, or a phrase without words, to match; found by three bytes
  // of it.
  struct Literal {
    std::uint32_t gram = 0;
    std::uint32_t offset = 0;  // of the gram
    std::uint32_t what = 0;    // into by_literal_
    std::string_view text;
  };
  struct ByLiteral {
    std::uint32_t pattern = 0;  // a regex or phrase of the program
    MatcherId matcher = kNoMatcher;
    bool is_phrase = false;
    friend bool operator==(const ByLiteral&, const ByLiteral&) = default;
  };

  struct ByPhrase {
    std::uint32_t phrase = 0;
    MatcherId matcher = kNoMatcher;
  };

  void add_phrase(std::uint32_t phrase, MatcherId matcher);
  void add_regex(std::uint32_t regex, MatcherId matcher);
  void build_literals();
  void match_literals(std::string_view form, LineTable& table, LineIndex line, Hits& hits) const;
  void add_literal(std::string_view text, ByLiteral what);
  void try_literal(std::uint32_t what, LineTable& table, LineIndex line, Hits& hits) const;
  void match_line(LineTable& table, LineIndex line, Hits& hits) const;
  void match_words(std::string_view form, LineTable& table, LineIndex line, Hits& hits) const;
  void hit(MatcherId matcher, LineTable& table, LineIndex line, Hits& hits) const;

  const ProgramData& program_;
  LineFilter filter_;
  Table is_;
  Table starts_;              // by the first bytes
  Table ends_;                // by the last bytes
  Table has_;                 // by a word inside
  unsigned start_sizes_ = 0;  // bit k: some key of kKeySizes[k] bytes
  unsigned end_sizes_ = 0;
  std::vector<ByLiteral> by_literal_;
  std::vector<Literal> literals_;         // sorted by gram
  std::vector<std::uint64_t> gram_bits_;  // a bit a hashed gram that some literal has
  std::vector<ByPhrase> others_;          // phrases that no key finds: exact ones, a sign or two
};

// The lines that a matcher of the index behind `hits` matches, ascending; works them out first for one that can only be
// tried.
const std::vector<LineIndex>& lines_of(const ProgramData& program, MatcherId matcher, LineTable& table, Hits& hits);

}  // namespace pith
