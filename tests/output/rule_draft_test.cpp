#include "output/rule_draft.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace pith {
namespace {

DraftRule line_rule(std::string id, std::string phrase) {
  DraftRule rule;
  rule.id = std::move(id);
  rule.patterns = {phrase};
  rule.evidence.documents = 9;
  rule.evidence.lines = 12;
  rule.evidence.characters = 120;
  rule.test = {{true, true, phrase}, {false, false, "The board said so on Monday."}};
  return rule;
}

Draft draft_with(std::vector<DraftRule> rules) {
  Draft draft;
  draft.site = "courier.invalid";
  draft.documents = 10;
  draft.rules = std::move(rules);
  return draft;
}

RuleSet no_rules() {
  return {};
}

std::string checked(Draft& draft) {
  const auto text = write_checked_draft(draft, no_rules);
  EXPECT_TRUE(text) << text.error().message;
  return text.value_or("");
}

TEST(RuleDraft, IsARuleFileWithEvidenceAndTests) {
  DraftRule region = line_rule("trending", "Trending now");
  region.end = DraftEnd::to_end;
  region.guard = DraftGuard::not_before;
  region.guard_run = 2;
  region.limit_lines = 20;
  region.limit_percent = 40;
  region.examples = {"Storm takes the pier"};
  region.test = {{true, true, "Trending now"}, {true, true, "Storm takes the pier"}};
  Draft draft = draft_with({line_rule("share", "Share this"), region});
  draft.known_by = {"The Courier since 1890"};
  const std::string text = checked(draft);
  for (const std::string_view part :
       {"site    courier.invalid\nknown by is \"The Courier since 1890\"\n",
        "cut line is \"Share this\"\n    id     share\n    why    on 9 of 10 texts; takes 12 lines, 120 characters\n",
        "cut from line is \"Trending now\" to end not before run of 2+ lines prose\n    id     trending\n    limit  20 "
        "lines, 40%\n",
        "    # e.g.  Storm takes the pier\n",
        "test \"share\"\n-[share] Share this\n= The board said so on Monday.\n"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\nin\n" << text;
  }
}

TEST(RuleDraft, WritesQuotesAndSignsOfTheLanguageAsText) {
  Draft draft = draft_with({line_rule("a", "\"Share\" | # and /print/"), line_rule("b", "= -[x] ~ >\" end \"")});
  const std::string text = checked(draft);
  EXPECT_EQ(draft.rules.size(), 2U) << text;
  EXPECT_NE(text.find("cut line is \"\"\"Share\"\" | # and /print/\"\n"), std::string::npos) << text;
}

TEST(RuleDraft, LosesRulesThatCheckWouldNotPass) {
  DraftRule broken = line_rule("broken", "Print");
  broken.word = DraftWord::like;
  broken.patterns = {"(unclosed"};
  DraftRule slow = line_rule("slow", "12");
  slow.word = DraftWord::like;
  slow.patterns = {"^\\d+$"};
  DraftRule nothing = line_rule("nothing", "***");
  DraftRule second = line_rule("second", "Share this page");
  second.word = DraftWord::starts;
  Draft draft = draft_with({line_rule("share", "Share"), broken, slow, nothing, second});
  const std::string text = checked(draft);
  ASSERT_EQ(draft.rules.size(), 2U) << text;
  EXPECT_EQ(draft.rules[0].id, "share");
  EXPECT_EQ(draft.rules[1].id, "second");
}

TEST(RuleDraft, LosesTestLinesThatAnotherRuleDecides) {
  DraftRule share = line_rule("share", "Share");
  share.test.push_back({false, false, "Print"});
  share.test.push_back({true, true, "Nothing takes this"});
  DraftRule heading = line_rule("most-read", "Most read");
  heading.end = DraftEnd::to_line;
  heading.end_phrase = "Print";
  heading.test = {{true, true, "Most read"}, {true, true, "Storm"}, {false, false, "Print"}};
  Draft draft = draft_with({share, line_rule("print", "Print"), heading});
  const std::string text = checked(draft);
  ASSERT_EQ(draft.rules.size(), 3U) << text;
  EXPECT_EQ(draft.rules[0].test.size(), 2U) << text;
  EXPECT_TRUE(draft.rules[2].test.back().goes) << text;
}

TEST(RuleDraft, WritesDaysAndNumbersWithTheirPlaces) {
  DraftRule date = line_rule("date", "");
  date.patterns.clear();
  date.word = DraftWord::date;
  date.where = DraftWhere::top;
  date.where_lines = 5;
  date.test = {{true, true, "3 May 2024"}};
  DraftRule number = date;
  number.id = "number";
  number.word = DraftWord::number;
  number.where = DraftWhere::below;
  number.where_phrase = "Share";
  number.test = {{false, false, "Share"}, {true, true, "12"}};
  DraftRule above = number;
  above.id = "above";
  above.where = DraftWhere::above;
  above.where_phrase = "\"Likes\"";
  above.test = {{false, false, "17"}, {true, true, "12"}, {false, false, "\"Likes\""}};
  Draft draft = draft_with({date, number, above, line_rule("share", "Share")});
  const std::string text = checked(draft);
  ASSERT_EQ(draft.rules.size(), 4U) << text;
  for (const std::string_view part : {"cut line date top 5 lines\n", "cut line number below line is \"Share\"\n",
                                      "cut line number above line is \"\"\"Likes\"\"\"\n", "- Share\n-[number] 12\n"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\nin\n" << text;
  }
}

TEST(RuleDraft, WritesEachTestBelowItsRule) {
  Draft draft = draft_with({line_rule("share", "Share"), line_rule("print", "Print")});
  const std::string text = checked(draft);
  EXPECT_LT(text.find("test \"share\""), text.find("cut line is \"Print\"")) << text;
}

TEST(RuleDraft, SaysThatLittleIsTaken) {
  Draft draft = draft_with({line_rule("share", "Share")});
  draft.characters = 1'000'000;
  EXPECT_NE(checked(draft).find("take less than 1 % of"), std::string::npos);
}

TEST(RuleDraft, WritesNearMissesAsComments) {
  Draft draft = draft_with({line_rule("share", "Share")});
  DraftRule miss = line_rule("", "Background");
  miss.evidence.wrong = 3;
  miss.evidence.wrong_example = "Background";
  draft.near_misses.push_back(miss);
  const std::string text = checked(draft);
  EXPECT_NE(text.find("# cut line is \"Background\"\n"), std::string::npos) << text;
  EXPECT_NE(text.find("3 seem wrong"), std::string::npos) << text;
}

TEST(RuleDraft, CannotBeWrittenForANameThatIsNone) {
  Draft draft = draft_with({line_rule("share", "Share")});
  draft.site.clear();
  draft.pack = "no name";
  const auto text = write_checked_draft(draft, no_rules);
  ASSERT_FALSE(text);
  EXPECT_NE(text.error().message.find("pack"), std::string::npos) << text.error().message;
}

TEST(RuleDraft, HoldsBoundsAndPlacesOfItsLines) {
  const Draft draft = draft_with({line_rule("share", "Share"), line_rule("print", "Print")});
  const WrittenDraft written = write_draft(draft);
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(written.text, '\n')), written.places.size());
}

}  // namespace
}  // namespace pith
