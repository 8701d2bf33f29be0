// Random rules of one matcher each, and documents full of near hits of theirs.
#pragma once

#include <string>
#include <vector>

#include "engine/alphabet.h"
#include "engine/spellings.h"
#include "oracle/dice.h"

namespace pith::oracle {

struct MatcherRule {
  std::string statement;                // without its line end
  std::vector<std::u32string> targets;  // what its patterns say, or texts that they match
};

// Some of the rules have words in common, or differ in one character only.
std::vector<MatcherRule> random_matcher_rules(Dice& dice, const Alphabet& alphabet, Spellings& spellings,
                                              std::size_t count);

// Lines with their ends; the last may lack its own.
std::vector<std::string> random_lines(Dice& dice, const Alphabet& alphabet, Spellings& spellings,
                                      const std::vector<MatcherRule>& rules, std::size_t count);

}  // namespace pith::oracle
