#include <gtest/gtest.h>

#include "input/host_in_path.h"
#include "output/base64.h"
#include "output/leftovers.h"
#include "output/line_changes.h"
#include "output/numbers.h"
#include "output/terminal.h"

namespace pith {
namespace {

using namespace std::string_view_literals;

TEST(Printable, SpellsOutWhatSteersATerminal) {
  EXPECT_EQ(printable("a\x1b[31mb\x07\x7f"), "a\\x1b[31mb\\x07\\x7f");
  EXPECT_EQ(printable("\u009b31m"), "\\u{9b}31m");
  EXPECT_EQ(printable("a\u202eb\u2066c\u2028"), "a\\u{202e}b\\u{2066}c\\u{2028}");
  EXPECT_EQ(printable("a\0b"sv), "a\\x00b");
  EXPECT_EQ(printable("caf\xe9 \xf0\x9f"), "caf\\xe9 \\xf0\\x9f");
}

TEST(Printable, KeepsWhatItIsToldToKeep) {
  EXPECT_EQ(printable("a\tb\nc\rd"), "a\\tb\\nc\\rd");
  EXPECT_EQ(printable("a\tb\nc\rd", Raw::tabs), "a\tb\\nc\\rd");
  EXPECT_EQ(printable("a\tb\nc\rd", Raw::lines_and_tabs), "a\tb\nc\\rd");
  EXPECT_EQ(printable("Øre, 漢字, नमस्ते 👍"), "Øre, 漢字, नमस्ते 👍");
}

TEST(ColumnWidth, KnowsWideCharactersAndMarks) {
  EXPECT_EQ(column_width("abc"), 3U);
  EXPECT_EQ(column_width("漢字"), 4U);
  EXPECT_EQ(column_width("한국"), 4U);
  EXPECT_EQ(column_width("e\u0301"), 1U);
  EXPECT_EQ(column_width("a\u200bb\u00adc"), 3U);
}

TEST(Numbers, AreWrittenForPeople) {
  EXPECT_EQ(with_commas(0), "0");
  EXPECT_EQ(with_commas(999), "999");
  EXPECT_EQ(with_commas(1000), "1,000");
  EXPECT_EQ(with_commas(1234567), "1,234,567");
  EXPECT_EQ(human_bytes(1), "1 byte");
  EXPECT_EQ(human_bytes(999), "999 bytes");
  EXPECT_EQ(human_bytes(1000), "1.0 KB");
  EXPECT_EQ(human_bytes(999999), "1.0 MB");
  EXPECT_EQ(human_bytes(12345678), "12.3 MB");
  EXPECT_EQ(counted(1, "file", "files"), "1 file");
  EXPECT_EQ(counted(0, "file", "files"), "0 files");
}

TEST(Base64, IsThatOfTheStandard) {  // RFC 4648, section 10
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("foob"), "Zm9vYg==");
  EXPECT_EQ(base64("\xff\xfe\xfd"), "//79");
}

TEST(HostInPath, IsTheFirstFolderWithTheShapeOfAHost) {
  EXPECT_EQ(host_in_path("dump/example.org/2024/a.txt"), "example.org");
  EXPECT_EQ(host_in_path("/data/www.example.co.uk/other.org/a"), "www.example.co.uk");
  EXPECT_EQ(host_in_path("example.org/a"), "example.org");
  EXPECT_EQ(host_in_path("dump/xn--e1afmkfd.xn--p1ai/a"), "xn--e1afmkfd.xn--p1ai");
  EXPECT_EQ(host_in_path("dump/münchen.de/a"), "münchen.de");
}

TEST(HostInPath, TakesNoFileVersionOrDotFolder) {
  EXPECT_EQ(host_in_path("example.org"), "");
  EXPECT_EQ(host_in_path("dump/example.org.txt"), "");
  EXPECT_EQ(host_in_path("v1.2/2024.01/./../.hidden/a..b/a.txt"), "");
  EXPECT_EQ(host_in_path("a_b.org/-x.org/x-.org/a.txt"), "");
  EXPECT_EQ(host_in_path(""), "");
}

TEST(LineChanges, SayWhatBecameOfEachLine) {
  constexpr std::string_view kText = "one\r\ntwo three\nfour\n\nfive";
  // "one" goes with its line end, "two " is cut, "four" and the blank line go together, "five" is rewritten.
  const std::vector<Edit> edits = {{{0, 5}, 0, ""}, {{5, 9}, 1, ""}, {{15, 21}, 2, ""}, {{21, 25}, 3, "5"}};
  const std::vector<LineChange> changes = line_changes(kText, edits);
  ASSERT_EQ(changes.size(), 5U);
  EXPECT_EQ(changes[0].fate, LineFate::cut);
  EXPECT_EQ(changes[1].fate, LineFate::changed);
  EXPECT_EQ(changes[2].fate, LineFate::cut);
  EXPECT_EQ(changes[3].fate, LineFate::cut);
  EXPECT_EQ(changes[4].fate, LineFate::changed);
  std::string now;
  append_changed_line(kText, changes[1], now);
  EXPECT_EQ(now, "three");
  now.clear();
  append_changed_line(kText, changes[4], now);
  EXPECT_EQ(now, "5");
}

std::vector<std::uint32_t> leftover_lines(std::string_view text, const std::vector<Edit>& edits) {
  std::vector<std::uint32_t> lines;
  for (const Leftover& leftover : find_leftovers(text, line_changes(text, edits))) lines.push_back(leftover.line);
  return lines;
}

constexpr std::string_view kProse =
    "The band played on the pier until the rain came, and then all of the people went home.\n";

TEST(Leftovers, AreLinesThatWereCutElsewhere) {
  const std::string text = "Share\n" + std::string(kProse) + "Share\n" + std::string(kProse);
  EXPECT_EQ(leftover_lines(text, {{{0, 6}, 0, ""}}), std::vector<std::uint32_t>{3});
}

TEST(Leftovers, AreShortLinesBetweenCutOnes) {
  const std::string text = "Head\nCut\n\nShort one\n\nCut\nA sentence.\nCut\n" + std::string(kProse);
  EXPECT_EQ(leftover_lines(text, {{{5, 9}, 0, ""}, {{21, 25}, 0, ""}, {{37, 41}, 0, ""}}),
            std::vector<std::uint32_t>{4});
}

TEST(Leftovers, AreShortLinesBehindTheLastParagraph) {
  const std::string text = "Cut\nBefore\n" + std::string(kProse) + "Behind\nA longer line that may well be a caption\n";
  EXPECT_EQ(leftover_lines(text, {{{0, 4}, 0, ""}}), std::vector<std::uint32_t>{4});
}

TEST(Leftovers, NeedACutToBeSuspectedBehindTheLastParagraph) {
  EXPECT_EQ(leftover_lines(std::string(kProse) + "Behind\n", {}), std::vector<std::uint32_t>{});
}

TEST(Leftovers, AreShortLinesThatRecur) {
  const std::string text = "Head\nGallery\n" + std::string(kProse) + "Gallery\nTwice\nTwice\nGallery\n";
  EXPECT_EQ(leftover_lines(text, {}), (std::vector<std::uint32_t>{2, 4, 7}));
}

TEST(Leftovers, AreNeverTheHeadline) {
  const std::string text = "Cut\nHeadline\nCut\n" + std::string(kProse) + "Headline\nHeadline\n";
  EXPECT_EQ(leftover_lines(text, {{{0, 4}, 0, ""}, {{13, 17}, 0, ""}}), (std::vector<std::uint32_t>{5, 6}));
}

}  // namespace
}  // namespace pith
