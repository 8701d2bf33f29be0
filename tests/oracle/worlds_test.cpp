// Exhaustive small worlds: every pair of rules over four patterns, every document of a few lines over four line shapes.
// What a random test meets once in a million documents is met here for certain.
#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "oracle/effort.h"
#include "oracle/shrink.h"
#include "oracle/twins.h"

namespace pith::oracle {
namespace {

using namespace std::string_view_literals;

// A blank line, two short ones and a paragraph. The prose is so long that two short lines are a small share of it.
constexpr std::array kLines = {
    "\n"sv, "Menu\n"sv, "- Tail [x]\n"sv,
    "The keeper walked down to the harbour with the menu in hand, [/x] and there he counted all of the boats twice.\n"sv};

constexpr std::array kRules = {
    R"(cut line is "menu")"sv,
    R"(cut line has "menu" | "tail" but not starts "the keeper" top 3 lines)"sv,
    R"(cut line starts "tail" directly below line has "menu")"sv,
    R"(cut line words <= 3 alone)"sv,
    R"(keep line is "menu" above line starts "tail")"sv,
    R"(keep line starts "the keeper" after line is "menu")"sv,
    R"(cut from line is "menu" to end bottom 60%)"sv,
    R"(cut from line is "menu" to line starts "tail")"sv,
    R"(cut from line has "tail" through line is "menu" or end)"sv,
    R"(cut from line starts "tail" to blank)"sv,
    R"(cut from line words <= 4 to prose)"sv,
    R"(cut from line any for 2 lines below line is "menu")"sv,
    R"(cut from start through line starts "tail")"sv,
    R"(cut from start to line starts "the keeper" before line is "menu")"sv,
    R"(cut text has "menu")"sv,
    R"(replace text starts "- tail" with "Menu")"sv,
    R"(cut shortcode x with text)"sv,
    R"(cut run of 2+ lines words <= 3)"sv,
    R"(cut line repeats below | title not directly below line is "menu")"sv,
    R"(keep run of 2+ lines repeats above | below not top 1 lines)"sv,
    R"(cut from run of 2+ lines any but not prose to run of 2+ lines prose or end not after line prose)"sv,
};

constexpr std::string_view kNoLimit = "  limit none\n  why it is a test\n";

// Of a text with so much behind it the rules may take a few lines without a limit of their own; two paragraphs are
// within the bounds, three are not.
std::string with_long_tail(const std::string& text) {
  std::string tail;
  for (int i = 0; i < 9; ++i) {
    tail += "Nobody on the pier had asked for it, and so nobody who stood there in the evening wanted to look.\n";
  }
  return text + tail;
}

// Every document of up to `most` lines.
std::vector<std::string> all_documents(std::size_t most) {
  std::vector<std::string> documents = {""};
  std::size_t begin = 0;
  for (std::size_t lines = 1; lines <= most; ++lines) {
    const std::size_t end = documents.size();
    for (std::size_t i = begin; i < end; ++i) {
      for (const std::string_view line : kLines) documents.push_back(documents[i] + std::string(line));
    }
    begin = end;
  }
  return documents;
}

// Four lines; three under a sanitizer, five where PITH_ROUNDS leaves the time.
std::size_t most_lines() {
  constexpr std::uint64_t kUsual = 100;
  const std::uint64_t effort = rounds(kUsual);
  if (effort < kUsual) return 3;
  return effort == kUsual ? 4 : 5;
}

std::string rule(std::string_view statement, std::string_view id, std::string_view limit) {
  const std::string_view allowed = statement.starts_with("keep") ? "" : limit;
  return std::string(statement) + "\n  id " + std::string(id) + "\n" + std::string(allowed);
}

RuleFile user_file(std::string_view rules) {
  return {"mine.rules", Origin::user, "format 1\n" + std::string(rules)};
}

RuleFile common_pack(std::string_view rules) {
  return {"common.rules", Origin::builtin, "format 1\npack common\n" + std::string(rules)};
}

// Its title is the second of the lines; all rules are run.
Paper paper_of(const std::string& text) {
  return {text, "", "", "", "", "Menu | Harbour", Keep::bold};
}

// What engine and oracle disagree on, made small; empty when they agree on every document.
std::string first_disagreement(const std::vector<RuleFile>& files, const std::vector<std::string>& documents) {
  std::optional<Twins> twins = Twins::compile(files);
  if (!twins) return "the rules hold a mistake:\n" + files.front().text;
  for (const std::string& text : documents) {
    const Paper paper = paper_of(text);
    if (twins->disagree(paper)) return described(shrink({files, paper}, disagree));
  }
  return "";
}

// The engine's results for both sets of files differ on this document; empty when they never do.
std::string first_difference(const std::vector<RuleFile>& one, const std::vector<RuleFile>& other,
                             const std::vector<std::string>& documents) {
  std::optional<Twins> a = Twins::compile(one);
  std::optional<Twins> b = Twins::compile(other);
  for (const std::string& text : documents) {
    const Paper paper = paper_of(text);
    if (a->engine(paper) == b->engine(paper)) continue;
    return described({one, paper}) + described({other, paper});
  }
  return "";
}

class Worlds : public testing::TestWithParam<std::string_view> {
 protected:
  const std::vector<std::string> documents_ = all_documents(most_lines());
};

TEST_P(Worlds, EngineAndOracleAgreeOnTwoRulesWithoutLimit) {
  for (const std::string_view other : kRules) {
    if (other < GetParam()) continue;  // the pair has its turn the other way round
    const RuleFile file = user_file(rule(GetParam(), "a", kNoLimit) + rule(other, "b", kNoLimit));
    ASSERT_EQ(first_disagreement({file}, documents_), "");
  }
}

TEST_P(Worlds, EngineAndOracleAgreeOnTwoRulesWithinTheirBounds) {
  std::vector<std::string> documents;
  for (const std::string& text : documents_) documents.push_back(with_long_tail(text));
  for (const std::string_view other : kRules) {
    if (other < GetParam()) continue;
    const RuleFile file = user_file(rule(GetParam(), "a", "") + rule(other, "b", ""));
    ASSERT_EQ(first_disagreement({file}, documents), "");
  }
}

TEST_P(Worlds, EngineAndOracleAgreeOnRulesOfTwoLevels) {
  for (const std::string_view other : kRules) {
    const std::vector<RuleFile> files = {common_pack(rule(GetParam(), "a", kNoLimit)),
                                         user_file(rule(other, "b", kNoLimit))};
    ASSERT_EQ(first_disagreement(files, documents_), "");
  }
}

TEST_P(Worlds, TheOrderOfRulesAndFilesNeverMatters) {
  const std::vector<std::string> documents = all_documents(3);
  for (const std::string_view other : kRules) {
    const std::string a = rule(GetParam(), "a", kNoLimit);
    const std::string b = rule(other, "b", kNoLimit);
    ASSERT_EQ(first_difference({user_file(a + b)}, {user_file(b + a)}, documents), "");
    ASSERT_EQ(first_difference({user_file(a), common_pack(b)}, {common_pack(b), user_file(a)}, documents), "");
  }
}

INSTANTIATE_TEST_SUITE_P(AllRules, Worlds, testing::ValuesIn(kRules));

}  // namespace
}  // namespace pith::oracle
