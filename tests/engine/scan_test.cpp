// MatchIndex::scan() says the same as matcher_matches() asked for every matcher and line, whatever tricks it plays:
// random matchers over few characters, and lines that nearly match. PITH_SEED and PITH_ROUNDS set the seed and the
// number of rule sets; a failure prints the seed of its own round.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <string>
#include <string_view>

#include "engine/scan_world.h"
#include "engine/scanner.h"
#include "engine/spellings.h"
#include "oracle/effort.h"

namespace pith::oracle {
namespace {

TEST(Scan, SaysTheSameAsEveryMatcherAskedOnEveryLine) {
  const std::uint64_t first = seed();
  const std::uint64_t count = rounds(450);
  std::printf("PITH_SEED=%llu PITH_ROUNDS=%llu\n", static_cast<unsigned long long>(first),
              static_cast<unsigned long long>(count));
  Spellings spellings;
  ScanTally tally;
  for (std::uint64_t round = 0; round < count; ++round) {
    const std::string wrong = run_scan_world(first + round, spellings, tally);
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
    EXPECT_GT(kind.matches * 30, count) << kNames[i];
    EXPECT_GT(kind.misses, kind.matches / 100) << kNames[i];
  }
}

}  // namespace
}  // namespace pith::oracle
