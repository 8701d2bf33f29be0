// A regular expression of the rule language. Only src/rules includes RE2.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "types.h"

namespace re2 {
class FilteredRE2;
class RE2;
}  // namespace re2

namespace pith {

struct RegexError {
  std::string message;
  std::uint32_t offset = 0;  // bytes into the source
};

// Immutable and safe to share between threads.
class Regex {
 public:
  // Offset of the whole match and up to nine groups; a group that took no part has begin > end.
  static constexpr std::size_t kMostGroups = 10;

  static tl::expected<Regex, RegexError> compile(std::string_view source, bool ignore_case);

  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;
  ~Regex();

  bool matches(std::string_view text) const;

  // The leftmost match that starts at `from` or later; `text` is the whole line, so that ^, $ and \b see its edges.
  // Fills groups[0] and as many groups as the span has room for. False when there is none.
  bool find(std::string_view text, std::size_t from, std::span<Span> groups) const;

  // The number of groups in brackets.
  int group_count() const;

  // False when a match has a longest length whatever the text is: no *, + or {n,} in it.
  bool unbounded() const { return unbounded_; }

  // A piece of a match form inside one word. Its last letter may look otherwise in a text where a mark that combines
  // follows it; the first `firm` bytes hold in every text.
  struct Literal {
    std::string text;
    std::size_t firm = 0;  // at least kShortestLiteral
  };
  // The match form of every text that the regex matches holds one of these. Empty when no such set is known; then every
  // text must be tried.
  static constexpr std::size_t kShortestLiteral = 3;
  const std::vector<Literal>& literals() const { return literals_; }

  // Strings of which one, up to case, every match begins with; see regex_starts(). May be empty.
  const std::vector<std::string>& starts() const { return starts_; }

 private:
  Regex(std::unique_ptr<re2::FilteredRE2> filter, std::string_view source);

  const re2::RE2& re() const;

  std::unique_ptr<re2::FilteredRE2> filter_;  // holds the one regex, and knows what strings it needs
  bool unbounded_;
  std::vector<Literal> literals_;
  std::vector<std::string> starts_;
};

}  // namespace pith
