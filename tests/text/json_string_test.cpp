// JSON strings and brackets, with every kind of vectors that this machine has.
#include "text/json_string.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "../json_twin.h"
#include "text/each_target.h"
#include "text/json_index.h"
#include "text/vectors.h"

namespace pith {
namespace {

using namespace std::string_view_literals;

class JsonStrings : public testing::TestWithParam<VectorTarget> {
 protected:
  void SetUp() override {
    const std::vector<VectorTarget> targets = vector_targets();
    if (std::ranges::find(targets, GetParam()) == targets.end()) GTEST_SKIP() << "not on this machine";
    set_vector_target(GetParam());
  }
  void TearDown() override { set_vector_target(vector_targets().back()); }
};

// Reads `raw` behind `before` bytes of text, with a closing quotation mark and `behind` bytes of something else, in a
// buffer that ends there.
std::string read(std::string_view raw, std::size_t before = 0, std::size_t behind = 0) {
  const std::string text = std::string(before, 'x') + std::string(raw) + '"' + std::string(behind, '\\');
  const std::vector<char> exact(text.begin(), text.end());
  std::vector<char> room;
  const auto size = unescape_json({exact.data(), exact.size()}, room);
  if (!size) return "wrong at " + std::to_string(size.error() - before);
  if (size->raw != before + raw.size()) return "ends at " + std::to_string(size->raw);
  return {room.data() + before, size->unescaped - before};
}

TEST_P(JsonStrings, SayWhatEveryEscapeStandsFor) {
  for (const std::size_t before : std::vector<std::size_t>{0, 1, 61, 62, 63, 64, 100, 127, 128, 200}) {
    for (const std::size_t behind : std::vector<std::size_t>{0, 50, 64, 128, 300}) {
      const auto says = [&](std::string_view raw) { return read(raw, before, behind); };
      EXPECT_EQ(says(R"(\"\\\/\b\f\n\r\t)"), "\"\\/\b\f\n\r\t");
      EXPECT_EQ(says(R"(\u0000)"), "\0"sv);
      EXPECT_EQ(says(R"(\u007f\u0080\u07fF\u0800\uFFFF)"), "\u007f\u0080\u07ff\u0800\uffff");
      EXPECT_EQ(says(R"(\\u0041 \\\u0041)"), "\\u0041 \\A");
      EXPECT_EQ(says("caf\u00e9 caf\\u00e9"), "caf\u00e9 caf\u00e9");
      EXPECT_EQ(says(""), "");
    }
  }
}

TEST_P(JsonStrings, TakeSurrogatesInPairsOnly) {
  for (const std::size_t before : std::vector<std::size_t>{0, 55, 60, 130}) {
    const auto says = [&](std::string_view raw) { return read(raw, before, 150); };
    EXPECT_EQ(says(R"(\ud83d\ude00)"), "\U0001F600");
    EXPECT_EQ(says(R"(\uD800\uDC00\udbff\udfff)"), "\U00010000\U0010FFFF");
    EXPECT_EQ(says(R"(\ud800)"), "\uFFFD");
    EXPECT_EQ(says(R"(\udc00)"), "\uFFFD");
    EXPECT_EQ(says(R"(\ud800\ud800\udc00)"), "\uFFFD\U00010000");
    EXPECT_EQ(says(R"(\udc00\ud800)"), "\uFFFD\uFFFD");
    EXPECT_EQ(says(R"(\ud800 \udc00)"), "\uFFFD \uFFFD");
    EXPECT_EQ(says(R"(\ud800\n)"), "\uFFFD\n");
    EXPECT_EQ(says(R"(\ud800A)"), "\uFFFDA");
    EXPECT_EQ(says(R"(\ud83d\\ude00)"), "\uFFFD\\ude00");
  }
}

TEST_P(JsonStrings, LeaveBytesThatAreNotUtf8) {
  EXPECT_EQ(read("a\xE9"
                 "b\xF0\x9F\\n\xFF"),
            "a\xE9"
            "b\xF0\x9F\n\xFF");
}

TEST_P(JsonStrings, AreWrongWhereTheyAreWrong) {
  for (const std::size_t before : std::vector<std::size_t>{0, 62, 63, 64, 140}) {
    const auto says = [&](std::string_view raw) { return read(raw, before, 200); };
    EXPECT_EQ(says("ab\\x"), "wrong at 2");
    EXPECT_EQ(says("ab\\n\\u12g4"), "wrong at 4");
    EXPECT_EQ(says("\\u12"), "wrong at 0");
    EXPECT_EQ(says("ab\ncd"), "wrong at 2");
    EXPECT_EQ(says("a\\\n"), "wrong at 1");
    EXPECT_EQ(says("a\0"sv), "wrong at 1");
  }
  std::vector<char> room;
  for (const std::string_view open : {"", "abc", "abc\\", "\\u", "\\u004", "\\\""}) {
    const std::vector<char> exact(open.begin(), open.end());
    EXPECT_FALSE(unescape_json({exact.data(), exact.size()}, room)) << open;
  }
}

// Strings of all lengths about the size of vectors, made of `parts`.
template <class See>
void for_random_strings(std::vector<std::string> parts, See see) {
  std::mt19937 dice(7);
  for (std::size_t round = 0; round < 800; ++round) {
    std::string text;
    // Some with many escapes, some with few.
    const std::size_t kinds = round % 3 == 0 ? parts.size() : 1;
    for (std::size_t n = round; n > 0; --n) {
      text += dice() % 8 == 0 ? parts[dice() % parts.size()] : parts[dice() % kinds];
    }
    see(text);
  }
}

const std::vector<std::string> kParts = {
    "a",       "\\n",    "\\\"", "\\\\", "\\u00e9", "\u00e9", "\\u20ac", "\\ud83d", "\\ud83d\\ude00",
    "\\ude00", "\u20ac", "\\/",  "\xE9", "\\u0041", "]",      "{",       " "};

TEST_P(JsonStrings, SayWhatTheSlowTwinSays) {
  for_random_strings(kParts, [](const std::string& raw) {
    ASSERT_EQ(read(raw), twin::unescaped(raw));
    ASSERT_EQ(read(raw, 0, 200), twin::unescaped(raw));
  });
}

TEST_P(JsonStrings, KnowWhereEachCharacterIsWritten) {
  for_random_strings(kParts, [](const std::string& raw) {
    RawOffsets offsets(raw);
    RawOffsets ends(raw);
    std::size_t raw_at = 0;
    std::size_t at = 0;
    for (const twin::Character& character : twin::characters(raw)) {
      ASSERT_EQ(offsets.begin_of(at), raw_at) << raw;
      for (std::size_t i = 1; i < character.says.size(); ++i) {
        ASSERT_EQ(offsets.begin_of(at + i), raw_at + (character.raw.size() == 1 ? i : 0)) << raw;
        ASSERT_EQ(offsets.end_of(at + i), raw_at + character.raw.size()) << raw;
      }
      raw_at += character.raw.size();
      at += character.says.size();
      ASSERT_EQ(ends.end_of(at), raw_at) << raw;
    }
    ASSERT_EQ(offsets.end_of(at), raw.size());
  });
}

TEST_P(JsonStrings, EndAtTheFirstQuotationMarkThatIsNotEscaped) {
  for_random_strings({"a", "\\", "\"", "\\\\", "\\\"", "\t"}, [](const std::string& text) {
    const std::vector<char> exact(text.begin(), text.end());
    const std::string_view json(exact.data(), exact.size());
    JsonIndex index(json);
    for (std::size_t from = 0; from < json.size();) {
      std::size_t end = from;
      while (end < json.size() && json[end] != '"' && json[end] != '\t') end += json[end] == '\\' ? 2 : 1;
      // A control character behind a backslash stops the index, not this loop.
      const std::size_t control = std::min(json.find('\t', from), json.size());
      ASSERT_EQ(index.string_end(from), std::min({end, control, json.size()})) << text;
      from = std::min({end, control, json.size()}) + 1;
    }
  });
}

TEST_P(JsonStrings, MayBeLeftOutOfTheIndex) {
  for (std::size_t size = 0; size < 3000; size += 7) {
    const std::string text = "\"a\":\"" + std::string(size, '\\') + std::string(size % 2, '\\') + "\",\"b\\\"c\":1}";
    JsonIndex index(text);
    ASSERT_EQ(index.string_end(1), 2U);
    const std::size_t behind = 5 + size + size % 2 + 1;
    ASSERT_EQ(index.string_end(behind + 2), behind + 6) << size;
    ASSERT_EQ(index.bracket_end(behind + 7), text.size() - 1) << size;
  }
}

TEST_P(JsonStrings, HideTheBracketsInThem) {
  for_random_strings({"a", "[", "]", "{", "}", "\"", "\"", "\\\"", "\\\\"}, [](const std::string& text) {
    const std::vector<char> exact(text.begin(), text.end());
    const std::string_view json(exact.data(), exact.size());
    std::size_t end = 0;
    bool in_string = false;
    for (std::size_t depth = 1; end < json.size(); ++end) {
      if (json[end] == '\\') {
        ++end;
      } else if (json[end] == '"') {
        in_string = !in_string;
      } else if (!in_string && (json[end] == '[' || json[end] == '{')) {
        ++depth;
      } else if (!in_string && (json[end] == ']' || json[end] == '}') && --depth == 0) {
        break;
      }
    }
    ASSERT_EQ(JsonIndex(json).bracket_end(0), std::min(end, json.size())) << text;
  });
}

TEST(SurrogateHalves, MeetOnlyWhenBothAreEscapes) {
  EXPECT_TRUE(makes_surrogate_pair("x\\ud83d", "\\ude00y"));
  EXPECT_TRUE(makes_surrogate_pair("\\\\\\ud83d", "\\ude00"));
  EXPECT_FALSE(makes_surrogate_pair("\\\\ud83d", "\\ude00"));
  EXPECT_FALSE(makes_surrogate_pair("\\ude00", "\\ud83d"));
  EXPECT_FALSE(makes_surrogate_pair("\\ud83d", "\\n\\ude00"));
  EXPECT_FALSE(makes_surrogate_pair("\\ud83d", "\\ude0"));
  EXPECT_FALSE(makes_surrogate_pair("", ""));
}

INSTANTIATE_TEST_SUITE_P(All, JsonStrings, every_vector_target(), test_name_of);

}  // namespace
}  // namespace pith
