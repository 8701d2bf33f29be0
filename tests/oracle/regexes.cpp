#include "oracle/regexes.h"

namespace pith::oracle {

const Regex& Regexes::of(const ast::Pattern& pattern) {
  std::pair<bool, std::string> key(pattern.ignore_case, pattern.text);
  const auto it = known_.find(key);
  if (it != known_.end()) return it->second;
  // Nothing is known of the regex but that it may have nine groups.
  RegexFacts facts;
  facts.groups = 9;
  return known_.try_emplace(std::move(key), pattern.text, pattern.ignore_case, std::move(facts)).first->second;
}

}  // namespace pith::oracle
