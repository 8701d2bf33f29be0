// A regular expression of the rule language. Only src/rules includes RE2.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/regex_facts.h"
#include "types.h"

namespace pith {

// Immutable and safe to share between threads. Compiled when it is first tried on a text: most regexes of a large set
// never are.
class Regex {
 public:
  // Offset of the whole match and up to nine groups; a group that took no part has begin > end.
  static constexpr std::size_t kMostGroups = 10;

  // `facts` are those of regex_facts() for this very source.
  Regex(std::string source, bool ignore_case, RegexFacts facts);
  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;
  ~Regex();

  bool matches(std::string_view text) const;

  // The leftmost match that starts at `from` or later; `text` is the whole line, so that ^, $ and \b see its edges.
  // Fills groups[0] and as many groups as the span has room for. False when there is none.
  bool find(std::string_view text, std::size_t from, std::span<Span> groups) const;

  const RegexFacts& facts() const { return facts_; }

  // Steps of the compiled program.
  int size() const;

 private:
  struct Lazy;

  RegexFacts facts_;
  std::unique_ptr<Lazy> lazy_;
};

}  // namespace pith
