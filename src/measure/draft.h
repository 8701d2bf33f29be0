// Rules that mining proposes, with the evidence for them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace pith {

// The last ones need no pattern.
enum class DraftWord : std::uint8_t { is, starts, ends, like, date, number };

// Where what a rule takes ends: with the line itself, or a region's end.
enum class DraftEnd : std::uint8_t { line, for_lines, to_blank, to_line, to_prose, to_end };

// Where a line must stand: `below line is "…"`, `above line is "…"`, `top N lines`.
enum class DraftWhere : std::uint8_t { anywhere, below, above, top };

// Where the first line of a region to the end stands, so that no article goes.
enum class DraftGuard : std::uint8_t {
  none,
  not_before,  // `not before run of N+ lines prose`
  after        // `after run of N+ lines prose`
};

// What a rule did when it was tried on all texts.
struct Evidence {
  std::uint64_t documents = 0;  // in which it took something that the rules in use leave
  std::uint64_t hosts = 0;
  std::uint64_t lines = 0;
  std::uint64_t characters = 0;       // outside white space
  std::uint64_t wrong = 0;            // lines: in the gold, or, without one, likely to be of the article
  std::uint64_t wrong_documents = 0;  // with such lines
  std::uint64_t between = 0;          // lines inside the article
  std::uint64_t capped = 0;           // documents in which the limit held it back
  std::string wrong_example;          // a line, bounded

  // What it is good for: rules are listed by that.
  double use() const { return static_cast<double>(documents) * static_cast<double>(characters); }
};

// A line of a rule's test.
struct DraftTestLine {
  bool goes = false;     // else it stays
  bool by_rule = false;  // it goes by the very rule that is tested
  std::string text;      // empty: a blank line
};

struct DraftRule {
  std::string id;
  DraftWord word = DraftWord::is;
  std::vector<std::string> patterns;  // as written in the texts; of `like`, regexes
  std::uint32_t most_words = 0;       // `words <= N`; 0: any number
  DraftEnd end = DraftEnd::line;
  std::uint32_t for_lines = 0;
  std::string end_phrase;  // of to_line
  DraftWhere where = DraftWhere::anywhere;
  std::string where_phrase;       // of below and above
  std::uint32_t where_lines = 0;  // of top
  DraftGuard guard = DraftGuard::none;
  std::uint32_t guard_run = 0;    // N of the guard
  std::uint32_t limit_lines = 0;  // `limit N lines, P%`; 0: the limits that hold without one
  std::uint32_t limit_percent = 0;
  Evidence evidence;
  bool unsure = false;                // without a gold, every line that it takes inside an article counts as wrong
  std::vector<std::string> examples;  // lines that it takes and that do not stand in `patterns`
  std::vector<DraftTestLine> test;
};

// Texts of lines in it are bounded in length and hold nothing but valid UTF-8 without control characters.
struct Draft {
  std::string site;                  // a host; empty: none
  std::string pack;                  // a name; empty: none
  std::string lang;                  // of all texts; empty: unknown, or several
  bool across_hosts = false;         // phrases of three hosts or more, not of one site
  std::uint64_t documents = 0;       // that were looked at
  std::uint64_t gold_documents = 0;  // of these, with a gold
  std::uint64_t hosts = 0;
  std::uint64_t copies = 0;           // documents left out: the same text came before
  std::uint64_t characters = 0;       // that the rules in use leave
  std::vector<std::string> known_by;  // lines
  std::vector<DraftRule> rules;
  std::vector<DraftRule> near_misses;  // too often wrong
  std::uint64_t wrong = 0;             // rules that were mostly wrong, and are not shown
  std::uint64_t left_out = 0;          // more rules that were found
};

}  // namespace pith
