#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "measure/quality.h"
#include "measure/rank_test.h"
#include "measure/rule_use.h"
#include "measure/timing.h"
#include "pith.h"

namespace pith {
namespace {

using Values = std::vector<double>;

TEST(MannWhitney, IsExactForSmallSamples) {
  // The example of SciPy's mannwhitneyu.
  EXPECT_NEAR(mann_whitney_p(Values{19, 22, 16, 29, 24}, Values{20, 11, 17, 12}), 1.0 / 9, 1e-12);
  EXPECT_NEAR(mann_whitney_p(Values{1, 2, 3}, Values{4, 5, 6}), 0.1, 1e-12);
  EXPECT_NEAR(mann_whitney_p(Values{5, 6, 7, 8}, Values{1, 2, 3, 4}), 2.0 / 70, 1e-12);
  EXPECT_NEAR(mann_whitney_p(Values{1, 3, 5, 7}, Values{2, 4, 6, 8}), 24.0 / 35, 1e-12);
}

TEST(MannWhitney, CorrectsForTiesAndContinuity) {
  EXPECT_NEAR(mann_whitney_p(Values{1, 1, 2, 2}, Values{2, 3, 3, 4}), 0.05150833604880689, 1e-12);
  EXPECT_NEAR(mann_whitney_p(Values(5, 1), Values{2, 3, 4, 5, 6}), 0.007494957516935249, 1e-12);
}

TEST(MannWhitney, GoesByTheNormalDistributionForLargeSamples) {
  Values evens(30);
  Values odds(30);
  for (std::size_t i = 0; i < evens.size(); ++i) {
    evens[i] = 2 * static_cast<double>(i);
    odds[i] = evens[i] + 11;
  }
  EXPECT_NEAR(mann_whitney_p(evens, odds), 0.02708631838829596, 1e-12);
}

TEST(MannWhitney, SaysNothingOfNothing) {
  EXPECT_EQ(mann_whitney_p(Values{}, Values{1}), 1);
  EXPECT_EQ(mann_whitney_p(Values{1}, Values{2}), 1);
  EXPECT_EQ(mann_whitney_p(Values(9, 3), Values(9, 3)), 1);
}

TEST(Median, IsInTheMiddle) {
  EXPECT_EQ(median(Values{}), 0);
  EXPECT_EQ(median(Values{3, 1, 2}), 2);
  EXPECT_EQ(median(Values{4, 1, 3, 2}), 2.5);
}

// The expected figures are those of the scorer that the definition comes from.
constexpr std::string_view kRight = "The tram to Harvest Hill runs again from Monday, the council said.";
constexpr std::string_view kSurplus =
    "The tram to Harvest Hill runs again from Monday, the council said. Share this page with friends";
constexpr std::string_view kShort = "The tram to Harvest Hill runs";

Overlap overlap(std::string_view text, std::string_view right) {
  return overlap_of(shingles_of(text), shingles_of(right));
}

TEST(Quality, CountsRunsOfFourWords) {
  EXPECT_NEAR(overlap(kSurplus, kRight).precision(), 0.6428571428571429, 1e-12);
  EXPECT_EQ(overlap(kSurplus, kRight).recall(), 1);
  EXPECT_EQ(overlap(kShort, kRight).precision(), 1);
  EXPECT_NEAR(overlap(kShort, kRight).recall(), 1.0 / 3, 1e-12);
}

TEST(Quality, TakesAShortTextForOneRun) {
  EXPECT_EQ(overlap("Two words", "Two words").recall(), 1);
  EXPECT_EQ(overlap("Other words", "Two words").recall(), 0);
  EXPECT_EQ(overlap("", "").precision(), 1);
  EXPECT_EQ(overlap("x", "").precision(), 0);
  EXPECT_EQ(overlap("", "x").recall(), 0);
}

TEST(Quality, CountsARunAsOftenAsItStandsInBoth) {
  const Overlap twice = overlap("a b c d a b c d", "a b c d");
  EXPECT_NEAR(twice.precision(), 1.0 / 5, 1e-12);
  EXPECT_EQ(twice.recall(), 1);
}

TEST(Quality, SplitsWordsAsPythonDoes) {
  const auto words = [](std::string_view text) { return shingles_of(text).size() + 3; };
  // caf|e, an accent of its own, s: marks split words; digits and underscores do not.
  EXPECT_EQ(words("naïve cafe\u0301s snake_case 3½ ² ٣ 漢字 a-b"), 10U);
  EXPECT_EQ(words("क\u093fत\u093eब one"), 4U);
  EXPECT_EQ(shingles_of("one\xfftwo three four"), shingles_of("one two, three; four\n"));
  EXPECT_NE(shingles_of("One two three four"), shingles_of("one two three four"));
}

TEST(Quality, IsTheMeanOverDocuments) {
  const std::array overlaps = {overlap(kSurplus, kRight), overlap(kShort, kRight), overlap("", "x y z w"),
                               overlap("only surplus words here", "")};
  const Quality quality = quality_of(overlaps);
  EXPECT_NEAR(quality.precision, 0.5476190476190477, 1e-12);
  EXPECT_NEAR(quality.recall, 0.4444444444444444, 1e-12);
  EXPECT_NEAR(quality.f1, 0.4906666666666667, 1e-12);
  EXPECT_EQ(quality_of({}).f1, 0);
}

constexpr std::string_view kRules = R"rules(format 1
cut line like /^[A-Z ]+$/
    id capitals
    limit none
    why texts in tests are short
cut line is "Share this" | "Print"
    id buttons
    limit none
    why texts in tests are short
cut text has "(advertisement)" above line is "Print"
    id label
keep line is "Read on" below line is "Print"
    id kept
cut line is "Never there"
    id never
)rules";

Document document_of(std::string_view text) {
  Document document;
  document.text = text;
  return document;
}

Program program_of(std::string_view text) {
  RuleSet rules;
  rules.add(text, "test.rules");
  return std::move(rules).compile().value();
}

const RuleRow* find(const std::vector<RuleRow>& rows, std::string_view name) {
  for (const RuleRow& row : rows) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

TEST(RuleUse, SaysWhatEachRuleTookAndTried) {
  const Program program = program_of(kRules);
  const std::array documents = {document_of("The pier opened.\nMORE NEWS\nShare this\nPrint\n"),
                                document_of("The band played.\nTea is served. (advertisement)\nPrint")};
  const std::vector<RuleRow> rows = use_of_rules(program, documents);
  const RuleRow* buttons = find(rows, "test:buttons");
  ASSERT_NE(buttons, nullptr);
  EXPECT_EQ(buttons->documents, 2U);
  EXPECT_EQ(buttons->lines, 3U);
  EXPECT_EQ(buttons->line, 6U);
  EXPECT_EQ(buttons->file, "test.rules");
  EXPECT_FALSE(buttons->tries_every_line);
  EXPECT_EQ(buttons->sharers, 1U);

  const RuleRow* capitals = find(rows, "test:capitals");
  ASSERT_NE(capitals, nullptr);
  EXPECT_TRUE(capitals->tries_every_line);
  EXPECT_EQ(capitals->tries, 7U);  // every line that is not blank
  EXPECT_EQ(capitals->documents, 1U);

  // Both ask where "Print" stands.
  ASSERT_NE(find(rows, "test:label"), nullptr);
  ASSERT_NE(find(rows, "test:kept"), nullptr);
  EXPECT_EQ(find(rows, "test:label")->sharers, 2U);
  EXPECT_EQ(find(rows, "test:label")->characters, std::string_view(" (advertisement)").size());
  EXPECT_EQ(find(rows, "test:never"), nullptr);
}

TEST(RuleUse, CountsTheLinesThatASiteIsKnownBy) {
  const Program program =
      program_of("format 1\nsite quay.invalid\nknown by like /^=+$/\ncut line is \"Print\"\n    id print\n");
  const std::array documents = {document_of("One.\nTwo.\n")};
  const std::vector<RuleRow> rows = use_of_rules(program, documents);
  const RuleRow* known_by = find(rows, "known by");
  ASSERT_NE(known_by, nullptr);
  EXPECT_EQ(known_by->tries, 2U);
  EXPECT_EQ(find(rows, "quay.invalid:print"), nullptr);
}

TEST(RuleUse, BooksCostsOnlyWhenTold) {
  const Program program = program_of(kRules);
  const Document document = document_of("The pier opened in May.\nMORE NEWS\n");
  Cleaner cleaner(program);
  EXPECT_EQ(cleaner.clean(document).edits.size(), 1U);
  EXPECT_EQ(cleaner.take_costs().rules.size(), program.rule_count());
  cleaner.book_costs();
  EXPECT_EQ(cleaner.clean(document).edits.size(), 1U);
  EXPECT_EQ(cleaner.take_costs().rules.front().tries, 2U);
  EXPECT_EQ(cleaner.clean(document).edits.size(), 1U);
  EXPECT_EQ(cleaner.take_costs().rules.front().tries, 0U);
}

TEST(Timing, PartsAddUpToTheTotal) {
  const Program program = program_of(kRules);
  const std::array documents = {document_of("The pier opened.\nMORE NEWS\nShare this\nPrint\n"), document_of("")};
  Timing timing(program, documents, 2);
  ASSERT_TRUE(timing.repeat());
  ASSERT_TRUE(timing.repeat());
  ASSERT_EQ(timing.rows().size(), 6U);
  EXPECT_EQ(timing.rows()[4].name, "total");
  EXPECT_EQ(timing.rows()[5].name, "total/threads:2");
  for (std::size_t i = 0; i < 2; ++i) {
    double parts = 0;
    for (std::size_t row = 0; row < 4; ++row) parts += timing.rows()[row].repetitions[i].cpu;
    EXPECT_NEAR(parts, timing.rows()[4].repetitions[i].cpu, 1e-6 * parts);
  }
}

}  // namespace
}  // namespace pith
