// What is known of the edges of texts that a regex matches.
#include "rules/regex_edges.h"

#include <gtest/gtest.h>

#include "rules/regex_facts.h"

namespace pith {
namespace {

using Strings = std::vector<std::string>;

Strings starts(std::string_view source) {
  return regex_edges(source, RegexEdge::start);
}
Strings ends(std::string_view source) {
  return regex_edges(source, RegexEdge::end);
}

TEST(RegexEdges, StartsOfAnchoredRegexes) {
  EXPECT_EQ(starts("^Read also: "), Strings{"Read also: "});
  EXPECT_EQ(starts("^(Read|See) also"), (Strings{"Read also", "See also"}));
  EXPECT_EQ(starts("^Photos?: .*"), (Strings{"Photos: ", "Photo: "}));
  EXPECT_EQ(starts("^Read$"), Strings{"Read\n"});
  EXPECT_EQ(starts(R"(^\(Ad\) )"), Strings{"(Ad) "});
  EXPECT_EQ(starts("^[AB]x"), (Strings{"Ax", "Bx"}));
  EXPECT_EQ(starts("^a|^b"), (Strings{"a", "b"}));
  EXPECT_EQ(starts("^ab+c"), Strings{"ab"});
  EXPECT_EQ(starts("^ab*c"), (Strings{"ab", "a"}));
}

TEST(RegexEdges, EndsOfAnchoredRegexes) {
  EXPECT_EQ(ends(R"(\d+ comments$)"), Strings{" comments"});
  EXPECT_EQ(ends("(AFP|dpa)$"), (Strings{"AFP", "dpa"}));
  EXPECT_EQ(ends("by (AFP|dpa)$"), (Strings{"by AFP", "by dpa"}));
  EXPECT_EQ(ends("^by dpa$"), Strings{"\nby dpa"});
  EXPECT_EQ(ends("a$|b$"), (Strings{"a", "b"}));
  EXPECT_EQ(ends("ab+c$"), Strings{"bc"});
  EXPECT_EQ(ends("xy?z$"), (Strings{"xyz", "xz"}));
}

TEST(RegexEdges, NothingWhereAnAlternativeIsFree) {
  EXPECT_EQ(starts("Read"), Strings());
  EXPECT_EQ(starts("^a|b"), Strings());
  EXPECT_EQ(ends("Read"), Strings());
  EXPECT_EQ(ends("a$|b"), Strings());
  EXPECT_EQ(ends("(a$|b)$"), Strings());
  EXPECT_EQ(ends("a$+"), Strings());
  EXPECT_EQ(ends(R"(cost \$)"), Strings());
  EXPECT_EQ(ends("[$]"), Strings());
}

TEST(RegexEdges, KeepWhatIsNearWhenThereAreTooMany) {
  const std::string letters = "(a|b|c|d|e|f|g|h|i|j)";
  EXPECT_EQ(starts("^" + letters + letters + "x").size(), 10U);
  EXPECT_EQ(ends(letters + letters + "x$").size(), 10U);
}

TEST(RegexFacts, RangeOfAnchoredRegexes) {
  const auto facts = regex_facts(R"(^\d+ comments)", false);
  ASSERT_TRUE(facts.has_value());
  EXPECT_LE(facts->least, "1 comments");
  EXPECT_GE(facts->most, "9 comments");
  EXPECT_LT(facts->most, "a comments");
  EXPECT_EQ(regex_facts("comments", false)->most, "");
  // RE2 is wrong about these.
  EXPECT_EQ(regex_facts(R"(^ab\b)", false)->most, "");
}

}  // namespace
}  // namespace pith
