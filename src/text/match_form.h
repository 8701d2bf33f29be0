// The match form: how a line and a phrase are made comparable.
//
// NFKC with case folding (Unicode's NFKC_Casefold, UAX #31 and UAX #44), in which a dot above an i falls away and ı is
// i, invisible characters are removed, every run of white space is one space, and typographic quotes and dashes are
// plain. At the edges everything but letters, marks, digits, brackets and quotes is junk; how much of it counts depends
// on the matcher, so the form keeps it and says where it ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pith {

// A form is `bytes` [begin, end) of some buffer; [first, last) is the part without edge junk, first == last when
// nothing else is there. All four are offsets into the buffer that build_match_form() appended to.
struct MatchForm {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t first = 0;
  std::uint32_t last = 0;

  bool empty() const { return first == last; }
};

// For each byte of a form, the bytes of the source that it was made from.
struct FormMap {
  std::vector<std::uint32_t> source_begin;
  std::vector<std::uint32_t> source_end;

  void clear() {
    source_begin.clear();
    source_end.clear();
  }
};

// A longer text has no form (an empty one): of all characters U+FDFA grows most, three bytes become 33, and offsets
// into eleven times as many bytes must not pass what they can say.
constexpr std::size_t kLongestFormed = std::size_t{1} << 28;

// Appends the match form of `source` to `out`. Ill-formed bytes become U+FFFD. With a `map` (parallel to the whole of
// `out`, so both start empty together) every appended byte is given its place in `source`.
MatchForm build_match_form(std::string_view source, std::string& out, FormMap* map = nullptr);

// `'` or `"` for a quote, which match forms have in its place; 0 for every other character. Unicode gives the primes
// and the acute accent compatibility forms that would tear a quote apart, so these are made plain before normalisation.
char plain_quote(char32_t c);

// False when a word of `form` would be split between the bytes before and after `at`; a script without spaces has no
// word to split.
bool is_word_edge(std::string_view form, std::size_t at);

// Words of a form: runs of letters, marks and digits; in scripts without spaces two characters (marks aside) count as
// one word.
std::uint32_t count_words(std::string_view form);

// True when a sentence ends somewhere in the form: a full stop, question or exclamation mark, closing quotes or
// brackets behind it, then white space or the end; or a sentence end of a script that needs no space behind it.
bool has_sentence_end(std::string_view form);

}  // namespace pith
