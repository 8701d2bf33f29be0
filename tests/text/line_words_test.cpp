// What is told of a raw line is what its match form says, with every kind of vectors that this machine has.
#include "text/line_words.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "text/each_target.h"
#include "text/match_form.h"
#include "text/unicode.h"
#include "text/vectors.h"

namespace pith {
namespace {

constexpr std::uint32_t kAll = std::numeric_limits<std::uint32_t>::max();

class LineWords : public testing::TestWithParam<VectorTarget> {
 protected:
  void SetUp() override {
    const std::vector<VectorTarget> targets = vector_targets();
    if (std::ranges::find(targets, GetParam()) == targets.end()) GTEST_SKIP() << "not on this machine";
    set_vector_target(GetParam());
  }
  void TearDown() override { set_vector_target(vector_targets().back()); }
};

std::string utf8(char32_t c) {
  return std::string(Encoded(c).text());
}

// A line and its answers; in a text that ends with it, or among other text.
class Sample {
 public:
  explicit Sample(std::string_view line, std::string_view before = "", std::string_view behind = "")
      : text_(before.begin(), before.end()) {
    text_.insert(text_.end(), line.begin(), line.end());
    span_ = {static_cast<std::uint32_t>(before.size()), static_cast<std::uint32_t>(text_.size())};
    text_.insert(text_.end(), behind.begin(), behind.end());
  }

  std::optional<std::uint32_t> words(std::uint32_t most) const { return raw_words(text(), span_, most); }
  std::optional<bool> sentence_end() const { return raw_sentence_end(text(), span_); }
  std::optional<bool> prose(std::uint32_t words) const { return raw_prose(text(), span_, words); }

  bool is_known() const { return words(kAll).has_value() && sentence_end().has_value() && prose(15).has_value(); }

  // Whether every answer that is given is the form's.
  bool agrees() const {
    std::string form;
    build_match_form(text().substr(span_.begin, span_.size()), form);
    const std::uint32_t all = count_words(form);
    const bool end = has_sentence_end(form);
    if (sentence_end().value_or(end) != end) return false;
    return std::ranges::all_of(std::array{0U, 1U, 2U, 15U, all, all + 1, kAll}, [&](std::uint32_t most) {
      const bool is_prose = all >= most && end;
      return words(most).value_or(std::min(all, most)) == std::min(all, most) &&
             prose(most).value_or(is_prose) == is_prose;
    });
  }

 private:
  std::string_view text() const { return {text_.data(), text_.size()}; }

  std::vector<char> text_;  // not a string, so that a sanitizer sees what is read behind it
  Span span_;
};

TEST_P(LineWords, AreThoseOfTheFormForEveryCharacterInEveryNeighbourhood) {
  constexpr std::array<std::string_view, 9> kBefore = {"", "a", "a ", "a.", "a.)", "語", "語語", "→", "a\u00AD"};
  constexpr std::array<std::string_view, 8> kBehind = {"", "b", " b", ".", "」 b", "語", "\u0301", "\u00AD b"};
  for (char32_t c = 1; c < 0x30000; ++c) {
    if (c == 0x20000) c = 0x2FFC0;
    if (c >= 0xD800 && c < 0xE000) continue;
    // All neighbourhoods for what is in use, one of them for each other character.
    const bool in_use = c < 0x180 || (c >= 0x2000 && c < 0x2070) || (c >= 0x3000 && c < 0x3100);
    const std::size_t step = in_use ? 1 : kBefore.size() * kBehind.size();
    for (std::size_t k = c % step; k < kBefore.size() * kBehind.size(); k += step) {
      const std::string pad(c % 67, ',');
      const std::string line = pad + std::string(kBefore[k % kBefore.size()]) + utf8(c) +
                               std::string(kBehind[k / kBefore.size()]) + (c % 2 == 0 ? "" : pad);
      ASSERT_TRUE(Sample(line).agrees()) << std::hex << +c << ' ' << k << ' ' << line;
    }
  }
}

struct Alphabet {
  const char* name;
  std::vector<std::string> pieces;
  bool known;  // the raw line is enough
};

const std::vector<Alphabet>& alphabets() {
  static const std::vector<Alphabet> all = {
      {"ASCII",
       {"a", "Z", "0", " ", " ", ".", "!", "?", "(", ")", "[", "]", "{", "}", "\"", "'", "`", ",", "\t"},
       true},
      {"curly", {"a", "bc", " ", " ", ".", "“", "”", "‘", "’", "…", "—", "–", "«", "»", "\u00A0", "·", "¿", "!"}, true},
      {"German", {"a", "Ä", "ß", "ü", "ẞ", " ", " ", ".", "„", "“", "e", "×", "÷", "§", "1"}, true},
      {"Turkish", {"İ", "ı", "i", "ğ", "Ş", " ", ".", "’", "a"}, true},
      {"Cyrillic", {"а", "Я", "ё", "џ", "ѿ", " ", " ", ".", "«", "»", "№", "?"}, true},
      {"Greek", {"α", "Ώ", "ς", " ", ";", "·", ".", "«", "»", "ΐ"}, true},
      {"Arabic", {"ا", "ل", "َ", "ى", " ", "؟", ".", "،", "ﷲ", "٣"}, false},
      {"Hindi", {"क", "क्", "की", "ं", " ", "।", "०", "क़"}, false},
      {"Thai", {"ก", "กำ", "กู้", " ", "ๆ", ".", "a", "ฯ", "แ"}, false},
      {"Thai text", {"ก", "กำ", "กู้", " ", "น่า", ".", "แ", "เป็น"}, true},
      {"Chinese", {"中", "文", "。", "，", "！", "A", "1", " ", "「", "」", "．", "\u3000"}, true},
      {"Japanese", {"か", "が", "か\u3099", "カ", "ー", "ｶﾞ", "日", "。", "、", " ", "ｗ", "々"}, true},
      {"Korean", {"한", "국", "어", " ", ".", "ㅋ", "ᄒ", "ᅡ", "ᆫ", "a"}, true},
      {"hidden", {"a", "\u00AD", "\u200B", "\uFEFF", "\u200D", " ", ".", ")", "語", "é"}, true},
      {"marks",
       {"a", "e\u0301", "\u0301", "\u0338", "=", "i", "\u0307", "\u0345", " ", ".", "語", "¨", "\u20E3"},
       false},
      {"ligatures", {"ﬁ", "ﬄ", "½", "①", "㏂", "㍿", "㌖", "ŀ", "ŉ", " ", ".", "a", "™", "⁈", "￥", "語"}, false},
      {"broken",
       {"a", "\xFF", "\xC3", "\xA9", "\xE2\x80", "\xE2", "\x80", " ", ".", "\xF0\x9F", "ö", "語", "\xC1"},
       true},
      {"pictures", {"😀", "👍🏽", "👩‍🚀", "🇩🇰", "a", " ", ".", "❤️", "𝒜", "é"}, true},
      {"far", {"𠀀", "a", " ", ".", "é", "\U000E0061"}, false},
  };
  return all;
}

std::string random_line(std::size_t size, std::mt19937& dice) {
  const Alphabet& one = alphabets()[dice() % alphabets().size()];
  const Alphabet& two = dice() % 3 == 0 ? alphabets()[dice() % alphabets().size()] : one;
  std::string line;
  while (line.size() < size) {
    const Alphabet& from = dice() % 4 == 0 ? two : one;
    line += from.pieces[dice() % from.pieces.size()];
  }
  return line;
}

TEST_P(LineWords, AreThoseOfTheFormForRandomLines) {
  std::mt19937 dice(1);
  for (std::size_t round = 0; round < 30000; ++round) {
    const std::string line = random_line(dice() % (dice() % 8 == 0 ? 300 : 75), dice);
    if (round % 3 == 0) {
      ASSERT_TRUE(Sample(line).agrees()) << line;
    } else {
      const std::string before = random_line(dice() % 70, dice);
      const std::string behind = round % 3 == 1 ? random_line(dice() % 70, dice) : std::string(dice() % 4, '\xA9');
      ASSERT_TRUE(Sample(line, before, behind).agrees()) << before << '\n' << line << '\n' << behind;
    }
  }
}

TEST_P(LineWords, AreKnownForTextsOfAlmostAllScripts) {
  std::mt19937 dice(2);
  for (const Alphabet& alphabet : alphabets()) {
    if (!alphabet.known) continue;
    for (std::size_t round = 0; round < 200; ++round) {
      // A mark needs something before it.
      std::string line = alphabet.pieces.front();
      while (line.size() < round) line += alphabet.pieces[dice() % alphabet.pieces.size()];
      ASSERT_TRUE(Sample(line).is_known()) << alphabet.name << ": " << line;
    }
  }
}

TEST_P(LineWords, AreKnownWhenAnOddCharacterComesTooLateToMatter) {
  const std::string odd = "= \u0338";
  ASSERT_FALSE(Sample(odd).is_known());
  EXPECT_EQ(Sample("one two " + odd).words(2), 2U);
  EXPECT_EQ(Sample("one two " + odd).words(3), std::nullopt);
  EXPECT_EQ(Sample("It ended. Then " + odd).sentence_end(), true);
  EXPECT_EQ(Sample("It ended." + odd).sentence_end(), std::nullopt);
  EXPECT_EQ(Sample("It ended. Then " + odd).prose(3), true);
  EXPECT_EQ(Sample("It ended. Then " + odd).prose(4), std::nullopt);
}

TEST_P(LineWords, OfNothingAreNone) {
  for (const std::string_view line : {"", " ", "\t\u00A0", "\u200B", "***"}) {
    EXPECT_EQ(Sample(line).words(kAll), 0U);
    EXPECT_EQ(Sample(line).sentence_end(), false);
    EXPECT_EQ(Sample(line).prose(0), false);
  }
}

TEST_P(LineWords, FollowAStopOverManyClosingMarks) {
  for (std::size_t count = 0; count < 200; ++count) {
    const std::string closing(count, ')');
    for (const std::string_view before : {"It ended.", "It ended,"}) {
      for (const std::string_view behind : {"", " x", "x"}) {
        const std::string line = std::string(before) + closing + std::string(behind);
        ASSERT_EQ(Sample(line).sentence_end(), before.ends_with('.') && behind != "x") << line;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, LineWords, every_vector_target(), test_name_of);

}  // namespace
}  // namespace pith
