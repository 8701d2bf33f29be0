// Engine against oracle on random rule files and documents. PITH_SEED and PITH_ROUNDS set the seed and the number of
// rule sets; a failure prints the seed of its own round, so `PITH_SEED=… PITH_ROUNDS=1` runs that alone.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstdio>
#include <string>

#include "oracle/effort.h"
#include "oracle/world.h"

namespace pith::oracle {
namespace {

constexpr std::size_t kPapersPerRuleSet = 20;

TEST(RandomWorlds, EngineAndOracleAgree) {
  const std::uint64_t first = seed();
  const std::uint64_t count = rounds(400);
  std::printf("PITH_SEED=%llu PITH_ROUNDS=%llu\n", static_cast<unsigned long long>(first),
              static_cast<unsigned long long>(count));
  WorldTally tally;
  for (std::uint64_t round = 0; round < count; ++round) {
    const std::string wrong = run_world(first + round, kPapersPerRuleSet, tally);
    ASSERT_TRUE(wrong.empty()) << wrong;
  }
  std::printf("%s\n", described(tally).c_str());
  // The test is worth nothing when the rules hardly ever hit.
  if (tally.rule_sets < 50) return;
  EXPECT_LT(tally.refused_rule_sets * 50, tally.rule_sets);
  EXPECT_GT(tally.cleaned_papers * 3, tally.papers);
}

}  // namespace
}  // namespace pith::oracle
