// What holds for every rule set and every document, whatever the rules say.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "oracle/effort.h"
#include "oracle/pieces.h"
#include "oracle/random_rules.h"
#include "oracle/twins.h"
#include "oracle/vocabulary.h"
#include "pith.h"
#include "text/unicode.h"

namespace pith::oracle {
namespace {

constexpr std::size_t kPapers = 24;

std::vector<Paper> random_papers(WordDice& dice, bool valid) {
  std::vector<Paper> papers;
  for (std::size_t i = 0; i < kPapers; ++i) papers.push_back(random_paper(dice, valid));
  return papers;
}

// Calls `see` with random rule sets until it was called often enough, and says which seed made each.
void for_random_rules(
    const std::function<void(Twins& twins, const std::vector<RuleFile>& files, WordDice& dice)>& see) {
  const std::uint64_t first = seed();
  const std::uint64_t count = rounds(250);
  for (std::uint64_t round = 0; round < count && !testing::Test::HasFailure(); ++round) {
    SCOPED_TRACE("PITH_SEED=" + std::to_string(first + round) + " PITH_ROUNDS=1");
    WordDice dice(first + round);
    const std::vector<RuleFile> files = random_rule_files(dice);
    std::optional<Twins> twins = Twins::compile(files);
    if (twins) see(*twins, files, dice);
  }
}

// The text that is left, and what was reported.
std::string cleaned(Cleaner& cleaner, const Paper& paper) {
  const Outcome outcome = cleaner.clean(paper.view());
  std::string out;
  apply(paper.text, outcome.edits, out);
  for (const Notice& notice : outcome.notices) {
    out += "\n" + std::to_string(static_cast<int>(notice.kind)) + " " + std::to_string(notice.rule) + " " +
           std::to_string(notice.line) + " " + notice.detail;
  }
  return out;
}

std::vector<std::string> cleaned_all(const Program& program, const std::vector<Paper>& papers) {
  Cleaner cleaner(program);
  std::vector<std::string> out;
  for (const Paper& paper : papers) out.push_back(cleaned(cleaner, paper));
  return out;
}

template <class Items>
void shuffle(Dice& dice, Items& items) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[dice.below(i)]);
}

// The same files and statements in another order; only `format` stays first.
std::vector<RuleFile> shuffled(Dice& dice, std::vector<RuleFile> files) {
  shuffle(dice, files);
  for (RuleFile& file : files) {
    std::vector<std::string> statements = statements_of(file.text);
    auto rest = std::span(statements).subspan(1);
    shuffle(dice, rest);
    file.text.clear();
    for (const std::string& statement : statements) file.text += statement;
  }
  return files;
}

TEST(Properties, TheInputIsWhatIsKeptTogetherWithWhatIsEdited) {
  for_random_rules([](Twins& twins, const std::vector<RuleFile>&, WordDice& dice) {
    Cleaner cleaner(twins.program());
    for (const Paper& paper : random_papers(dice, false)) {
      const Outcome outcome = cleaner.clean(paper.view());
      EXPECT_EQ(broken_law(paper.text, outcome.edits), "") << escaped(paper.text);
      std::string input;
      std::uint32_t behind = 0;
      for (const Edit& edit : outcome.edits) {
        input += paper.text.substr(behind, edit.span.begin - behind);
        input += paper.text.substr(edit.span.begin, edit.span.size());
        behind = edit.span.end;
      }
      input += paper.text.substr(behind);
      EXPECT_EQ(input, paper.text);
    }
  });
}

TEST(Properties, ValidUtf8StaysValid) {
  for_random_rules([](Twins& twins, const std::vector<RuleFile>&, WordDice& dice) {
    Cleaner cleaner(twins.program());
    for (const Paper& paper : random_papers(dice, true)) {
      ASSERT_TRUE(is_valid_utf8(paper.text));
      EXPECT_TRUE(is_valid_utf8(cleaned(cleaner, paper))) << escaped(paper.text);
    }
  });
}

TEST(Properties, NoEditSplitsACharacter) {
  for_random_rules([](Twins& twins, const std::vector<RuleFile>&, WordDice& dice) {
    Cleaner cleaner(twins.program());
    for (const Paper& paper : random_papers(dice, true)) {
      for (const Edit& edit : cleaner.clean(paper.view()).edits) {
        EXPECT_TRUE(is_valid_utf8(std::string_view(paper.text).substr(edit.span.begin, edit.span.size())));
      }
    }
  });
}

TEST(Properties, ACleanerForgetsTheDocumentBefore) {
  for_random_rules([](Twins& twins, const std::vector<RuleFile>&, WordDice& dice) {
    const std::vector<Paper> papers = random_papers(dice, false);
    const std::vector<std::string> together = cleaned_all(twins.program(), papers);
    for (std::size_t i = 0; i < papers.size(); ++i) {
      Cleaner fresh(twins.program());
      EXPECT_EQ(cleaned(fresh, papers[i]), together[i]) << escaped(papers[i].text);
    }
  });
}

TEST(Properties, TwoThreadsGiveTheSameAsOne) {
  for_random_rules([](Twins& twins, const std::vector<RuleFile>&, WordDice& dice) {
    const std::vector<Paper> papers = random_papers(dice, false);
    const std::vector<std::string> alone = cleaned_all(twins.program(), papers);
    std::vector<std::string> here;
    std::vector<std::string> there;
    std::thread other([&] { there = cleaned_all(twins.program(), papers); });
    here = cleaned_all(twins.program(), papers);
    other.join();
    EXPECT_EQ(here, alone);
    EXPECT_EQ(there, alone);
  });
}

TEST(Properties, TheOrderOfRulesAndFilesNeverMatters) {
  for_random_rules([](Twins& twins, const std::vector<RuleFile>& files, WordDice& dice) {
    const std::vector<RuleFile> others = shuffled(dice, files);
    std::optional<Twins> other = Twins::compile(others);
    ASSERT_TRUE(other.has_value());
    for (const Paper& paper : random_papers(dice, false)) {
      const Result result = twins.engine(paper);
      EXPECT_EQ(described(result, paper.text), described(other->engine(paper), paper.text)) << escaped(paper.text);
    }
  });
}

TEST(Properties, NoRulesChangeNothing) {
  RuleSet none;
  const Compiled program = std::move(none).compile();
  ASSERT_TRUE(program.has_value());
  Cleaner cleaner(*program);
  WordDice dice(seed());
  for (std::uint64_t round = 0; round < rounds(200); ++round) {
    const Paper paper = random_paper(dice, false);
    std::string out;
    apply(paper.text, cleaner.clean(paper.view()).edits, out);
    EXPECT_EQ(out, paper.text);
  }
}

TEST(Properties, ADocumentWithoutACutIsItsOwnOutput) {
  for_random_rules([](Twins& twins, const std::vector<RuleFile>&, WordDice& dice) {
    Cleaner cleaner(twins.program());
    for (const Paper& paper : random_papers(dice, false)) {
      const Outcome outcome = cleaner.clean(paper.view());
      std::string out;
      apply(paper.text, outcome.edits, out);
      EXPECT_EQ(out == paper.text, outcome.edits.empty()) << escaped(paper.text);
    }
  });
}

}  // namespace
}  // namespace pith::oracle
