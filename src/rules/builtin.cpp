#include "rules/builtin.h"

#include <algorithm>
#include <string>
#include <utility>

namespace pith {

RegexFacts KnownRegex::facts() const {
  RegexFacts facts;
  facts.groups = groups;
  facts.unbounded = unbounded;
  for (const Literal& literal : literals)
    facts.literals.push_back({std::string(literal.raw), std::string(literal.form), literal.firm});
  facts.starts.assign(starts.begin(), starts.end());
  facts.ends.assign(ends.begin(), ends.end());
  facts.least = least;
  facts.most = most;
  return facts;
}

const KnownRegex* find_known(KnownRegexes known, std::string_view source, bool ignore_case) {
  const auto key = [](const KnownRegex& regex) { return std::pair(regex.source, regex.ignore_case); };
  const auto found = std::ranges::lower_bound(known, std::pair(source, ignore_case), {}, key);
  return found != known.end() && key(*found) == std::pair(source, ignore_case) ? &*found : nullptr;
}

}  // namespace pith
