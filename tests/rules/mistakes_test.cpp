// What the reader of a rule file is told, and where.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "pith.h"

namespace pith {
namespace {

std::vector<Diagnostic> mistakes_of(std::string_view text) {
  RuleSet rules;
  rules.add(text, "test.rules");
  auto program = std::move(rules).compile();
  return program ? std::vector<Diagnostic>() : std::move(program).error();
}

struct Case {
  std::string_view rules;  // behind `format 1\n`
  std::string_view code;
  std::uint32_t line;
  std::uint32_t column;
};

void PrintTo(const Case& c, std::ostream* out) {
  *out << c.rules;
}

class Mistake : public testing::TestWithParam<Case> {};

TEST_P(Mistake, HasItsCodeAndPlace) {
  const auto mistakes = mistakes_of("format 1\n" + std::string(GetParam().rules));
  ASSERT_EQ(mistakes.size(), 1U) << (mistakes.size() > 1 ? mistakes[1].message : "none");
  EXPECT_EQ(mistakes[0].code, GetParam().code) << mistakes[0].message;
  EXPECT_EQ(mistakes[0].at.line, GetParam().line) << mistakes[0].message;
  EXPECT_EQ(mistakes[0].at.column, GetParam().column) << mistakes[0].message;
  EXPECT_FALSE(mistakes[0].message.empty());
}

INSTANTIATE_TEST_SUITE_P(
    All, Mistake,
    testing::Values(
        Case{"cutt line any\n", "E003", 2, 1}, Case{"cut lines any\n", "E010", 2, 5},
        Case{"cut line stars \"x\"\n", "E012", 2, 10}, Case{"cut line is \"x\" atop 3\n", "E013", 2, 17},
        Case{"cut line is \"x\n", "E011", 2, 13}, Case{"cut line like /x\n", "E011", 2, 15},
        Case{"cut line is \"***\"\n", "E014", 2, 13}, Case{"cut line is \"æ\" | \"--\"\n", "E014", 2, 19},
        Case{"cut line like /a(b/\n", "E015", 2, 17}, Case{"cut line like /a[z-a]/\n", "E015", 2, 18},
        Case{"cut line like /a\\C/\n", "E015", 2, 17}, Case{"cut line like /(a)\\1/\n", "E015", 2, 19},
        Case{"cut line is /x/\n", "E010", 2, 13}, Case{"cut line like \"x\"\n", "E010", 2, 15},
        Case{"cut line words < 3\n", "E010", 2, 16}, Case{"cut line words <= many\n", "E016", 2, 19},
        Case{"cut line any top x lines\n", "E016", 2, 18}, Case{"cut line any top 0%\n", "E016", 2, 18},
        Case{"cut line any top 3\n", "E010", 2, 19}, Case{"cut from line any\n", "E010", 2, 18},
        Case{"cut from line any for 0 lines\n", "E016", 2, 23}, Case{"cut from line any to nowhere\n", "E010", 2, 22},
        Case{"cut from line is \"x\" to end or end\n", "E010", 2, 29}, Case{"cut from start to end\n", "E010", 2, 19},
        Case{"cut text any\n", "E010", 2, 10}, Case{"cut shortcode \"x\"\n", "E010", 2, 15},
        Case{"replace text has \"long x\"\n", "E010", 2, 26},
        Case{"replace text like /(a)/ with \"\\2\"\n", "E030", 2, 30},
        Case{"replace text has \"aaaa\" with \"\\1\"\n", "E030", 2, 30}, Case{"site two words\n", "E010", 2, 10},
        Case{"site http://example.org\n", "E018", 2, 6}, Case{"lang x\n", "E019", 2, 6},
        Case{"lang da\nlang de\n", "E020", 3, 1}, Case{"use no/such\n", "E024", 2, 5},
        Case{"off no:such\n", "E025", 2, 5}, Case{"off nosuch\n", "E010", 2, 5},
        Case{"checked 2026-02-30\n", "E017", 2, 9}, Case{"recheck soon\n", "E016", 2, 9},
        Case{"    id x\n", "E005", 2, 5}, Case{"= marked\n", "E005", 2, 1},
        Case{"cut line is \"x\"\n    idd x\n", "E004", 3, 5}, Case{"cut line is \"x\"\n    id a b\n", "E010", 3, 10},
        Case{"cut line is \"x\"\n    id a\n    id b\n", "E020", 4, 5},
        Case{"cut line is \"x\"\n    limit none\n", "E023", 2, 1},
        Case{"cut line is \"x\"\n    limit 101%\n", "E016", 3, 11},
        Case{"cut line is \"x\"\n    since soon\n", "E017", 3, 11},
        Case{"cut line is \"x\"\n    id a\ncut line is \"y\"\n    id a\n", "E022", 4, 1},
        Case{"cut line is \"x\"\ncut line is \"x\"\n", "E022", 3, 1}, Case{"pack p\ncut line is \"x\"\n", "E021", 3, 1},
        Case{"pack p\nsite example.org\n", "E020", 3, 6}, Case{"pick html \"article\"\n", "E027", 2, 1},
        Case{"cut html \"nav\"\n", "E027", 2, 5}, Case{"test \"none\"\n", "E028", 2, 1},
        Case{"test \"x\"\n~ a\n", "E028", 3, 1}, Case{"test \"x\"\n> a\n", "E028", 3, 1},
        Case{"test \"x\"\n=a\n", "E028", 3, 2}, Case{"test \"x\"\n=[a] b\n", "E028", 3, 2},
        Case{"test \"x\"\n-[no id] b\n", "E028", 3, 2}, Case{"test \"x\"\n-[nosuch] b\n", "E025", 3, 3},
        Case{"test \"x\" on two words\n= a\n", "E010", 2, 17}, Case{"cut line is \"\xFF\"\n", "E001", 2, 14}));

INSTANTIATE_TEST_SUITE_P(
    ShapesAndRuns, Mistake,
    testing::Values(
        Case{"cut run\n", "E010", 2, 8}, Case{"cut run 5+ lines any\n", "E010", 2, 9},
        Case{"cut run of 5 lines any\n", "E016", 2, 12}, Case{"cut run of 1+ lines any\n", "E016", 2, 12},
        Case{"keep run of 0+ lines any\n", "E016", 2, 13}, Case{"cut run of +5 lines any\n", "E016", 2, 12},
        Case{"cut run of some lines any\n", "E016", 2, 12}, Case{"cut run of 4294967296+ lines any\n", "E016", 2, 12},
        Case{"cut run of 5+ line any\n", "E010", 2, 15}, Case{"cut run of 5+ lines\n", "E012", 2, 20},
        Case{"cut from run to end\n", "E010", 2, 14}, Case{"cut from line any to run\n", "E010", 2, 25},
        Case{"cut from line any through run of 2+ lines any\n", "E010", 2, 27},
        Case{"cut from start through run of 2+ lines any\n", "E010", 2, 24},
        Case{"cut line any above runs of 2+ lines any\n", "E010", 2, 20},
        Case{"cut line any but not run of 2+ lines any\n", "E012", 2, 22},
        Case{"cut text run of 2+ lines any\n", "E012", 2, 10}, Case{"cut line repeats\n", "E010", 2, 17},
        Case{"cut line repeats below |\n", "E010", 2, 25}, Case{"cut line repeats words <= 3\n", "E010", 2, 18},
        Case{"cut line not is \"x\"\n", "E012", 2, 10}, Case{"cut line above line any\n", "E012", 2, 10},
        Case{"cut line date number\n", "E013", 2, 15}, Case{"cut line is \"x\" risk high\n", "E013", 2, 17},
        Case{"cut line proze\n", "E012", 2, 10}, Case{"cut text prose\n", "E010", 2, 10},
        Case{"replace text repeats title with \"x\"\n", "E010", 2, 14}, Case{"cut line any not\n", "E013", 2, 17},
        Case{"cut line any not not alone\n", "E013", 2, 18}, Case{"cut line any not words <= 3\n", "E013", 2, 18},
        Case{"site example.org\nknown by run\n", "E010", 3, 13},
        Case{"site example.org\nknown by line any\n", "E012", 3, 10},
        Case{"site example.org\nknown by prose atop\n", "E013", 3, 16}, Case{"risk much\n", "E010", 2, 6},
        Case{"risk\n", "E010", 2, 5}, Case{"risk none\nrisk some\n", "E020", 3, 1},
        Case{"cut line is \"x\"\n    risk much\n", "E010", 3, 10},
        Case{"cut line is \"x\"\n    risk high low\n", "E010", 3, 15},
        Case{"cut line is \"x\"\n    risk none\n    risk none\n", "E020", 4, 5},
        Case{"test \"x\" keep\n= a\n", "E010", 2, 14}, Case{"test \"x\" keep balanced\n= a\n", "E010", 2, 15},
        Case{"test \"x\" keep bold keep bold\n= a\n", "E010", 2, 20}, Case{"test \"x\" title\n= a\n", "E010", 2, 15},
        Case{"test \"x\" title Ferries\n= a\n", "E010", 2, 16},
        Case{"test \"x\" title \"a\" title \"b\"\n= a\n", "E010", 2, 20}));

std::string help_of(std::string_view rules) {
  const auto mistakes = mistakes_of("format 1\n" + std::string(rules));
  return mistakes.size() == 1 ? mistakes[0].help : "";
}

TEST(Mistakes, NameTheWordsThatMayStandThereWhereTheyAreFew) {
  EXPECT_EQ(help_of("cut line is \"x\"\n    risk much\n"), "one of `none`, `some`, `high`");
  EXPECT_EQ(help_of("risk hihg\n"), "did you mean `high`?");
  EXPECT_EQ(help_of("cut line repeats\n"), "one of `above`, `below`, `title`");
  EXPECT_EQ(help_of("cut line repeats belo\n"), "did you mean `below`?");
  EXPECT_EQ(help_of("test \"x\" keep balanced\n= a\n"), "one of `strict`, `bold`");
  EXPECT_EQ(help_of("cut line any not atop 3 lines\n"), "did you mean `top`?");
}

TEST(Mistakes, SayWhereAWordOfAnotherPartBelongs) {
  EXPECT_EQ(help_of("cut line is \"x\" risk high\n"), "write it indented, on a line of its own under the rule");
  EXPECT_EQ(help_of("site example.org\nknown by line is \"x\"\n"), "leave it out: the matcher itself is expected");
  EXPECT_EQ(help_of("cut line below line is \"x\"\n"), "for every line of that place: any below …");
}

TEST(Mistakes, SayWhereARunMayStand) {
  EXPECT_EQ(help_of("cut from line any through run of 2+ lines any\n"), "to end it before one, use `to run of`");
  EXPECT_EQ(help_of("cut line any but not run of 2+ lines any\n"),
            "it stands where `line` stands: cut run of 5+ lines words <= 4");
}

class Understood : public testing::TestWithParam<std::string_view> {};

TEST_P(Understood, HasNoMistake) {
  const auto mistakes = mistakes_of("format 1\n" + std::string(GetParam()) + "\n");
  EXPECT_TRUE(mistakes.empty()) << mistakes[0].message;
}

INSTANTIATE_TEST_SUITE_P(
    ShapesAndRuns, Understood,
    testing::Values(
        "cut line prose", "cut line sentence words <= 14 but not caps", "cut line caps but not date but not number",
        "cut line digits words <= 3 but not number", "cut line address chars <= 60", "cut line repeats above",
        "cut line repeats below | title words <= 9", "cut line is \"x\" but not repeats title | above words >= 2",
        "cut run of 2+ lines any", "keep run of 4294967295+ lines prose",
        "cut from run of 3+ lines number to run of 2+ lines prose or end",
        "cut from start to run of 2+ lines prose not alone",
        "cut line date not above run of 2+ lines prose not directly below line caps before run of 2+ lines any",
        "cut text has \"word\" but not prose not top 3 lines", "cut shortcode x not bottom 5%",
        "site example.org\nknown by run of 2+ lines caps top 9 lines not alone",
        "site example.org\nknown by is \"run\" above line is \"x\"",
        "pack p\nknown by prose not after line caps\nknown by date\nrisk high\ncut line number\n  id n\n  risk none",
        "cut line is \"x\"\n  risk some", "test \"x\" keep strict with caps on example.org\n= a",
        "test \"x\" title \"a \"\"b\"\" | c\" keep bold\n= a"));

TEST(Mistakes, AreReportedAllAtOnceInOrder) {
  const auto mistakes = mistakes_of(
      "format 1\n"
      "cut line stars \"Læs også:\"\n"
      "cut line is \"Gem\" | \"\"\n"
      "    limitt 3 lines\n"
      "use lang/xx\n"
      "cut text like /(/\n");
  ASSERT_EQ(mistakes.size(), 5U);
  const std::vector<std::string_view> codes = {"E012", "E014", "E004", "E024", "E015"};
  for (std::size_t i = 0; i < codes.size(); ++i) EXPECT_EQ(mistakes[i].code, codes[i]);
  EXPECT_EQ(mistakes[0].help, "did you mean `starts`?");
  EXPECT_EQ(mistakes[0].source_line, "cut line stars \"Læs også:\"");
  EXPECT_EQ(mistakes[2].help, "did you mean `limit`?");
}

TEST(Mistakes, OfABrokenRuleDoNotHideThoseOfItsProperties) {
  const auto mistakes = mistakes_of("format 1\ncut line stars \"x\"\n  limt 3 lines\n  since soon\n");
  ASSERT_EQ(mistakes.size(), 3U);
  EXPECT_EQ(mistakes[1].code, "E004");
  EXPECT_EQ(mistakes[2].code, "E017");
}

TEST(Mistakes, AreNoneWhenAPackOfTheUserReplacesOne) {
  RuleSet rules;
  rules.add_builtin();
  rules.add("format 1\npack lang/en\ncut line is \"X\"\n  id x\n", "mine.rules");
  const auto program = std::move(rules).compile();
  ASSERT_TRUE(program) << program.error()[0].message;
  EXPECT_EQ(program->find_rules("lang/en:x").size(), 1U);
  EXPECT_TRUE(program->find_rules("lang/en:copyright").empty());
}

TEST(Mistakes, CountColumnsInCodePoints) {
  const auto mistakes = mistakes_of("format 1\ncut line is \"Læs også\" ens \"x\"\n");
  ASSERT_EQ(mistakes.size(), 1U);
  EXPECT_EQ(mistakes[0].at.column, 24U);
  EXPECT_EQ(mistakes[0].at.width, 3U);
}

TEST(Mistakes, NameAMissingFormatOnce) {
  const auto mistakes = mistakes_of("cut line is \"x\"\n");
  ASSERT_EQ(mistakes.size(), 1U);
  EXPECT_EQ(mistakes[0].code, "E002");
}

TEST(Mistakes, AreOneForAFileOfGarbage) {
  const auto mistakes =
      mistakes_of(std::string_view("\x7F"
                                   "ELF\0\0\1",
                                   7));
  ASSERT_EQ(mistakes.size(), 1U);
  EXPECT_EQ(mistakes[0].code, "E001");
}

TEST(Mistakes, NameBothFilesOfOneSite) {
  RuleSet rules;
  rules.add("format 1\nsite example.org\n", "a.rules");
  rules.add("format 1\nsite www.example.org\n", "b.rules");
  const auto program = std::move(rules).compile();
  ASSERT_FALSE(program);
  EXPECT_EQ(program.error().at(0).code, "E026");
  EXPECT_EQ(program.error().at(0).file, "b.rules");
  EXPECT_NE(program.error().at(0).help.find("a.rules"), std::string::npos);
}

TEST(Mistakes, HaveAPageEach) {
  for (const CodeHelp& help : all_code_help()) {
    EXPECT_FALSE(help.title.empty());
    EXPECT_GT(help.explanation.size(), 20U) << help.code;
    EXPECT_TRUE(explain_code(help.code));
  }
  EXPECT_TRUE(explain_code("e012"));
  EXPECT_FALSE(explain_code("E999"));
}

std::vector<std::string_view> lint_codes(std::string_view text) {
  RuleSet rules;
  rules.add(text, "test.rules");
  std::vector<std::string_view> codes;
  for (const Diagnostic& d : rules.lint("2026-11-20")) codes.push_back(d.code);
  return codes;
}

using Codes = std::vector<std::string_view>;

TEST(Lint, WarnsOfRulesThatAnotherCovers) {
  EXPECT_EQ(lint_codes("format 1\ncut line has \"read also\"\ncut line starts \"Read also: more\"\n"), Codes{"W101"});
  EXPECT_EQ(lint_codes("format 1\ncut line is \"Save\"\ncut line is \"save!\"\n"), Codes{"W101"});
  EXPECT_EQ(lint_codes("format 1\ncut line starts \"Read also\"\ncut line is \"Do read also\"\n"), Codes{});
  EXPECT_EQ(lint_codes("format 1\ncut line has \"read also\" words <= 5\ncut line is \"Read also\"\n"), Codes{});
  EXPECT_EQ(lint_codes("format 1\ncut line has \"read\"\ncut line is \"Already reading\"\n"), Codes{});
}

TEST(Lint, WarnsOfShortPhrasesEmptyRegexesAndSlowRules) {
  EXPECT_EQ(lint_codes("format 1\ncut line has \"ad\"\n"), Codes{"W102"});
  EXPECT_EQ(lint_codes("format 1\ncut line like /Advert(x)?|/\n"), (Codes{"W104", "W103"}));
  EXPECT_EQ(lint_codes("format 1\ncut line like /^\\d+$/ directly above line is \"Photo\"\n"), Codes{});
  EXPECT_EQ(lint_codes("format 1\ncut line like /^\\d+$/ top 5 lines\n"), Codes{});
  EXPECT_EQ(lint_codes("format 1\ncut line like /^\\d+ comments$/\n"), Codes{});
}

TEST(Lint, CallsOnlyRegexesSlow) {
  EXPECT_EQ(lint_codes("format 1\ncut line words <= 3\ncut run of 3+ lines date\n"), Codes{});
  EXPECT_EQ(lint_codes("format 1\ncut line like /^\\d+$/ not top 5 lines\n"), Codes{"W104"});
  EXPECT_EQ(lint_codes("format 1\ncut run of 2+ lines like /^\\d+$/ top 5 lines\n"), Codes{"W104"});
  EXPECT_EQ(lint_codes("format 1\nsite example.org\nknown by run of 2+ lines like /^\\d+$/\n"), Codes{"W104"});
  EXPECT_EQ(lint_codes("format 1\nsite example.org\nknown by like /^\\d+$/\n"), Codes{"W104"});
  EXPECT_EQ(lint_codes("format 1\nsite example.org\nknown by like /^\\d+$/ top 5 lines\n"), Codes{});
}

TEST(Lint, LooksAtPlacesOfWhatAFileIsKnownBy) {
  EXPECT_EQ(lint_codes("format 1\nsite example.org\nknown by prose after line has \"ad\"\n"), Codes{"W102"});
}

TEST(Lint, KnowsThatARuleOfHigherRiskCoversNothing) {
  EXPECT_EQ(lint_codes("format 1\ncut line has \"read also\"\n  risk high\ncut line is \"Do read also\"\n"), Codes{});
  EXPECT_EQ(lint_codes("format 1\ncut line has \"read also\"\ncut line is \"Do read also\"\n  risk high\n"),
            Codes{"W101"});
  EXPECT_EQ(lint_codes("format 1\ncut line is \"save!\"\n  risk high\ncut line is \"Save\"\n"), Codes{"W101"});
  EXPECT_EQ(lint_codes("format 1\nrisk high\ncut line is \"Save\"\ncut line is \"save!\"\n"), Codes{"W101"});
}

TEST(Lint, KnowsThatLinesCoverRunsAndNotTheOtherWayRound) {
  EXPECT_EQ(lint_codes("format 1\ncut line is \"Save\"\ncut run of 2+ lines is \"save!\"\n"), Codes{"W101"});
  EXPECT_EQ(lint_codes("format 1\ncut run of 2+ lines is \"Save\"\ncut line is \"save!\" alone\n"), Codes{});
}

TEST(Lint, KnowsThatAPackForSomeDocumentsCoversNoOtherFile) {
  RuleSet rules;
  rules.add("format 1\npack common\nknown by prose\ncut line is \"Save\"\n  id a\n", "common.rules");
  rules.add("format 1\npack p\ncut line is \"Save\"\n  id b\n", "p.rules");
  EXPECT_TRUE(rules.lint("2026-11-20").empty());
}

TEST(Lint, SaysWhichFilesAreDue) {
  EXPECT_EQ(lint_codes("format 1\nchecked 2026-01-01\nrecheck 30 days\n"), Codes{"N201"});
  EXPECT_EQ(lint_codes("format 1\nchecked 2026-11-01\nrecheck 30 days\n"), Codes{});
}

}  // namespace
}  // namespace pith
