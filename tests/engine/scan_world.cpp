#include "engine/scan_world.h"

#include <optional>
#include <utility>
#include <vector>

#include "engine/alphabet.h"
#include "engine/random_matchers.h"
#include "oracle/dice.h"

namespace pith::oracle {
namespace {

constexpr std::size_t kDocuments = 3;  // of one rule set: what one leaves behind must not show in the next

std::size_t random_rule_count(Dice& dice) {
  if (dice.one_in(250)) return dice.between(500, 2000);
  switch (dice.below(16)) {
    case 0:
      return dice.between(40, 300);
    case 1:
    case 2:
      return dice.between(8, 40);
    case 3:
    case 4:
    case 5:
      return 1;
    default:
      return dice.between(2, 7);
  }
}

}  // namespace

std::string run_scan_world(std::uint64_t seed, Spellings& spellings, ScanTally& tally) {
  Dice dice(seed);
  const Alphabet alphabet = Alphabet::random(dice);
  const std::vector<MatcherRule> rules = random_matcher_rules(dice, alphabet, spellings, random_rule_count(dice));
  std::vector<std::string> statements;
  for (const MatcherRule& rule : rules) statements.push_back(rule.statement);
  statements = without_mistakes(std::move(statements));
  std::optional<Scanner> scanner = Scanner::compile(statements);
  if (!scanner) return "the rules hold a mistake";
  for (std::size_t i = 0; i < kDocuments; ++i) {
    std::size_t count = dice.one_in(4) ? dice.below(4) : dice.between(10, 60);
    if (dice.one_in(80)) count = dice.between(200, 800);
    const std::vector<std::string> lines = random_lines(dice, alphabet, spellings, rules, count);
    if (!scanner->first_difference(lines, tally)) continue;
    return "PITH_SEED=" + std::to_string(seed) + " PITH_ROUNDS=1\n" + described_difference(statements, lines);
  }
  return "";
}

}  // namespace pith::oracle
