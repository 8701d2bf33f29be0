// Writes proposed rules as a rule file, for a person to read.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "measure/draft.h"
#include "pith.h"

namespace pith {

// How a phrase or a regex is written: "…", with quotes doubled, and /…/.
std::string quoted(std::string_view phrase);

// Only the rules, for every text: what is tried. Near misses are not in it.
std::string rules_for_trial(const Draft& draft);

// A line of a written draft: whose it is.
struct DraftPlace {
  enum class Kind : std::uint8_t { other, rule, test, test_line };
  Kind kind = Kind::other;
  std::size_t rule = 0;
  std::size_t test_line = 0;
};

struct WrittenDraft {
  std::string text;
  std::vector<DraftPlace> places;  // by line, from 0 on
};

// The whole file: what it is and how to read it, header, rules with evidence, examples and test, near misses as
// comments.
WrittenDraft write_draft(const Draft& draft);

// The same, when `pith check` would find nothing in it: rules and lines of tests that it complains about are taken out
// of the draft, again and again. `others` gives anew, each time, the rules that stand beside it. Fails when something
// is wrong beside the rules, such as the name of the pack.
Result<std::string> write_checked_draft(Draft& draft, const std::function<RuleSet()>& others);

}  // namespace pith
