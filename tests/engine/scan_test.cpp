// MatchIndex::scan() says the same as matcher_matches() asked for every matcher and line, whatever tricks it plays:
// random matchers over few characters, and lines that nearly match. PITH_SEED and PITH_ROUNDS set the seed and the
// number of rule sets; a failure prints the seed of its own round.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "engine/alphabet.h"
#include "engine/random_matchers.h"
#include "engine/scanner.h"
#include "engine/spellings.h"
#include "oracle/dice.h"
#include "oracle/effort.h"

namespace pith::oracle {
namespace {

constexpr std::size_t kDocuments = 3;  // of one rule set: what one leaves behind must not show in the next

std::size_t random_rule_count(Dice& dice) {
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

// One rule set and its documents; what went wrong, or nothing.
std::string run_round(std::uint64_t seed, Spellings& spellings, ScanTally& tally) {
  Dice dice(seed);
  const Alphabet alphabet = Alphabet::random(dice);
  std::vector<MatcherRule> rules;
  std::vector<std::string> statements;
  for (std::size_t n = random_rule_count(dice); n > 0; --n) {
    rules.push_back(random_matcher_rule(dice, alphabet, spellings));
    statements.push_back(rules.back().statement);
  }
  statements = without_mistakes(std::move(statements));
  std::optional<Scanner> scanner = Scanner::compile(statements);
  if (!scanner) return "the rules hold a mistake";
  for (std::size_t i = 0; i < kDocuments; ++i) {
    const std::size_t count = dice.one_in(4) ? dice.below(4) : dice.between(10, 60);
    const std::vector<std::string> lines = random_lines(dice, alphabet, spellings, rules, count);
    if (!scanner->first_difference(lines, tally)) continue;
    return "PITH_SEED=" + std::to_string(seed) + " PITH_ROUNDS=1\n" + described_difference(statements, lines);
  }
  return "";
}

TEST(Scan, SaysTheSameAsEveryMatcherAskedOnEveryLine) {
  const std::uint64_t first = seed();
  const std::uint64_t count = rounds(600);
  std::printf("PITH_SEED=%llu PITH_ROUNDS=%llu\n", static_cast<unsigned long long>(first),
              static_cast<unsigned long long>(count));
  Spellings spellings;
  ScanTally tally;
  for (std::uint64_t round = 0; round < count; ++round) {
    const std::string wrong = run_round(first + round, spellings, tally);
    ASSERT_TRUE(wrong.empty()) << wrong;
  }

  constexpr std::array<std::string_view, ScanTally::kKinds> kNames = {
      "is", "is exact", "starts", "starts exact", "ends", "ends exact", "has", "has exact", "like", "", "any", ""};
  std::printf("%zu lines\n", tally.lines);
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i].empty()) continue;
    const ScanTally::Kind& kind = tally.kinds[i];
    std::printf("%-12s %8zu matches %9zu misses\n", std::string(kNames[i]).c_str(), kind.matches, kind.misses);
    // The test is worth nothing when hardly anything matches.
    if (count < 50) continue;
    EXPECT_GT(kind.matches * 10, count) << kNames[i];
    EXPECT_GT(kind.misses, kind.matches / 100) << kNames[i];
  }
}

}  // namespace
}  // namespace pith::oracle
