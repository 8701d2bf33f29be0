// Engine against oracle on random rule files and documents. PITH_SEED and PITH_ROUNDS set the seed and the number of
// rule sets; a failure prints the seed of its own round, so `PITH_SEED=… PITH_ROUNDS=1` runs that alone.
#include <gtest/gtest.h>

#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "oracle/effort.h"
#include "oracle/random_rules.h"
#include "oracle/shrink.h"
#include "oracle/twins.h"
#include "oracle/vocabulary.h"

namespace pith::oracle {
namespace {

constexpr std::size_t kPapersPerRuleSet = 16;

struct Tally {
  std::size_t rule_sets = 0;
  std::size_t refused_rule_sets = 0;  // with a mistake in them
  std::size_t papers = 0;
  std::size_t cleaned_papers = 0;
  std::size_t edits = 0;
  std::size_t notices = 0;
};

std::string failure(std::uint64_t seed, Scene scene) {
  return "PITH_SEED=" + std::to_string(seed) + " PITH_ROUNDS=1\n" + described(shrink(std::move(scene), disagree));
}

// One rule set and its documents; what went wrong, or nothing.
std::string run_round(std::uint64_t seed, Tally& tally) {
  WordDice dice(seed);
  const std::vector<RuleFile> files = random_rule_files(dice);
  std::optional<Twins> twins = Twins::compile(files);
  tally.rule_sets += 1;
  tally.refused_rule_sets += !twins;
  if (!twins) return "";
  for (std::size_t i = 0; i < kPapersPerRuleSet; ++i) {
    const Paper paper = random_paper(dice, dice.one_in(2));
    const Result engine = twins->engine(paper.view());
    tally.papers += 1;
    tally.cleaned_papers += !engine.edits.empty();
    tally.edits += engine.edits.size();
    tally.notices += engine.notices.size();
    if (twins->disagree(paper.view())) return failure(seed, {files, paper});
  }
  return "";
}

TEST(RandomWorlds, EngineAndOracleAgree) {
  const std::uint64_t first = seed();
  const std::uint64_t count = rounds(150);
  std::printf("PITH_SEED=%llu PITH_ROUNDS=%llu\n", static_cast<unsigned long long>(first),
              static_cast<unsigned long long>(count));
  Tally tally;
  for (std::uint64_t round = 0; round < count; ++round) {
    const std::string wrong = run_round(first + round, tally);
    ASSERT_TRUE(wrong.empty()) << wrong;
  }
  std::printf("%zu rule sets (%zu with a mistake), %zu documents, %zu of them cleaned, %zu edits, %zu notices\n",
              tally.rule_sets, tally.refused_rule_sets, tally.papers, tally.cleaned_papers, tally.edits, tally.notices);
  // The test is worth nothing when the rules hardly ever hit.
  if (tally.rule_sets < 50) return;
  EXPECT_LT(tally.refused_rule_sets * 10, tally.rule_sets);
  EXPECT_GT(tally.cleaned_papers * 3, tally.papers);
}

}  // namespace
}  // namespace pith::oracle
