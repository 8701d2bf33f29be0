// What is known of a regex without a text: whether it is one, and what every text that it matches holds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace pith {

struct RegexError {
  std::string message;
  std::uint32_t offset = 0;  // bytes into the source
};

constexpr std::size_t kShortestLiteral = 3;  // bytes

// A string that stands in every text that matches, up to the case of its letters.
struct RegexLiteral {
  std::string raw;
  // Inside one word of its match form. The last letter may look otherwise in a text where a mark that combines follows
  // it; the first `firm` bytes stand in the match form of every text that matches.
  std::string form;
  std::size_t firm = 0;  // at least kShortestLiteral
};

struct RegexFacts {
  std::uint32_t groups = 0;  // in brackets
  bool unbounded = false;    // false: a match has a longest length whatever the text is (no *, + or {n,})
  // Every text that the regex matches holds one of these. Empty when no such set is known; then every text must be
  // tried.
  std::vector<RegexLiteral> literals;
  // Strings of which one, up to case, every text that matches begins or ends with; see regex_edges(). May be empty.
  std::vector<std::string> starts;
  std::vector<std::string> ends;
  // Every text that matches is at least `least` and at most `most`, byte by byte; both empty when that is not known.
  std::string least;
  std::string most;
};

// Fails when `source` is no regex that pith can use.
tl::expected<RegexFacts, RegexError> regex_facts(std::string_view source, bool ignore_case);

}  // namespace pith
