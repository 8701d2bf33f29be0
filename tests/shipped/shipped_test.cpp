// The rules that ship: right by their own tests, safe on prose by readers who had not seen them, good on sample
// articles.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "pith.h"

namespace pith {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::stringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

const Program& shipped() {
  static const Program program = [] {
    RuleSet rules;
    rules.add_builtin();
    return *std::move(rules).compile();
  }();
  return program;
}

std::string removed(const Outcome& outcome, std::string_view text) {
  std::string all;
  for (const Edit& edit : outcome.edits) {
    all += "[" + std::string(shipped().rule(edit.rule).name) + "] ";
    all += text.substr(edit.span.begin, edit.span.size());
  }
  return all;
}

TEST(ShippedRules, HaveNoMistakeAndNoWarning) {
  RuleSet rules;
  rules.add_builtin();
  for (const Diagnostic& d : rules.lint("2026-11-20")) ADD_FAILURE() << d.file << ":" << d.at.line << ": " << d.message;
  const auto program = std::move(rules).compile();
  ASSERT_TRUE(program) << program.error()[0].file << ":" << program.error()[0].at.line << ": "
                       << program.error()[0].message;
}

TEST(ShippedRules, PassTheirTestsAndAllFire) {
  const TestReports reports = shipped().run_tests();
  EXPECT_GT(reports.tests.size(), 50U);
  for (const Diagnostic& d : reports.mistakes) ADD_FAILURE() << d.file << ":" << d.at.line << ": " << d.message;
}

// Texts name Norwegian by the code of the language or of either written standard.
TEST(ShippedRules, ServeNorwegianUnderEachOfItsCodes) {
  const std::string_view text = "Les også\n\nVakten på fyret gikk hjem tidlig den kvelden.\n";
  Cleaner cleaner(shipped());
  for (const std::string_view lang : {"no", "nb", "nn", "nb-NO", "nn-NO"}) {
    Document document;
    document.text = text;
    document.lang = lang;
    EXPECT_EQ(removed(cleaner.clean(document), text), "[lang/no:read-also-heading] Les også\n\n") << lang;
  }
}

class Prose : public testing::TestWithParam<std::string_view> {};

TEST_P(Prose, StaysWholeWithAndWithoutItsLanguage) {
  const std::string text = read(fs::path(PITH_TESTS) / "prose" / (std::string(GetParam()) + ".txt"));
  ASSERT_GT(std::ranges::count(text, '\n'), 20);
  Cleaner cleaner(shipped());
  for (const std::string_view lang : {GetParam(), std::string_view()}) {
    Document document;
    document.text = text;
    document.lang = lang;
    const Outcome outcome = cleaner.clean(document);
    EXPECT_TRUE(outcome.edits.empty()) << "lang '" << lang << "': " << removed(outcome, text);
  }
}

// A paragraph alone has no caps to hide behind: each is a document of its own with neighbours that stay.
TEST_P(Prose, StaysWholeParagraphByParagraph) {
  std::stringstream lines(read(fs::path(PITH_TESTS) / "prose" / (std::string(GetParam()) + ".txt")));
  Cleaner cleaner(shipped());
  const std::string filler =
      "The keeper of the harbour counted the boats twice that morning, because one of them had no name and no owner.\n";
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) continue;
    std::string text;
    for (int i = 0; i < 5; ++i) text += filler + "\n";
    text += line + "\n";
    Document document;
    document.text = text;
    const Outcome outcome = cleaner.clean(document);
    EXPECT_TRUE(outcome.edits.empty()) << removed(outcome, text);
  }
}

INSTANTIATE_TEST_SUITE_P(All, Prose, testing::Values("da", "de", "en", "it"));

std::vector<std::string> articles() {
  std::vector<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(PITH_TESTS) / "articles")) {
    if (entry.path().extension() == ".txt")
      found.push_back(fs::relative(entry.path(), fs::path(PITH_TESTS) / "articles"));
  }
  std::ranges::sort(found);
  return found;
}

class Article : public testing::TestWithParam<std::string> {};

// The file under kept/ holds what a reader would keep, written without a look at the rules.
TEST_P(Article, ComesOutAsAReaderWouldHaveIt) {
  const std::string text = read(fs::path(PITH_TESTS) / "articles" / GetParam());
  const std::string wanted = read(fs::path(PITH_TESTS) / "kept" / GetParam());
  ASSERT_FALSE(wanted.empty());
  Document document;
  document.text = text;
  Cleaner cleaner(shipped());
  const Outcome outcome = cleaner.clean(document);
  std::string cleaned;
  apply(text, outcome.edits, cleaned);
  EXPECT_EQ(cleaned, wanted);
}

INSTANTIATE_TEST_SUITE_P(All, Article, testing::ValuesIn(articles()), [](const auto& param) {
  std::string name = param.param;
  std::ranges::replace_if(
      name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

}  // namespace
}  // namespace pith
