// The random worlds are worth nothing when their makers go tame: a sample of them must have every action, condition,
// limit and kind of document in it, and each with both outcomes. PITH_SEED chooses another sample.
#include <gtest/gtest.h>

#include <cstdio>
#include <optional>
#include <string>

#include "oracle/coverage.h"
#include "oracle/effort.h"
#include "oracle/random_rules.h"
#include "oracle/twins.h"
#include "oracle/vocabulary.h"

namespace pith::oracle {
namespace {

constexpr std::uint64_t kWorlds = 400;
constexpr std::size_t kPapers = 12;

TEST(Coverage, RandomWorldsHaveEverythingWithBothOutcomes) {
  Coverage coverage;
  for (std::uint64_t round = 0; round < kWorlds; ++round) {
    WordDice dice(seed() + round);
    std::optional<Twins> twins = Twins::compile(random_rule_files(dice));
    if (!twins) continue;
    for (std::size_t i = 0; i < kPapers; ++i) coverage.see(*twins, random_paper(dice, dice.one_in(2)));
  }
  for (const auto& [what, times] : coverage.counts()) {
    std::printf("%9zu  %s\n", times, what.c_str());
    EXPECT_GT(times, 0U) << what;
  }
}

}  // namespace
}  // namespace pith::oracle
