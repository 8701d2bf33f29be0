#include "output/json_line.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <random>
#include <string>
#include <vector>

#include "../json_twin.h"
#include "input/json_record.h"
#include "pith.h"

namespace pith {
namespace {

std::string joined(JsonPieces pieces) {
  std::string all;
  for (const std::string_view piece : pieces) all += piece;
  return all;
}

// The line with the first of each `what` in its text replaced.
struct Replacement {
  std::string_view what;
  std::string_view with;
};
std::string with_edits(std::string_view line, std::vector<Replacement> replacements) {
  JsonRecordReader reader(JsonKeys::automatic());
  JsonLine writer;
  const JsonRecord record = reader.read(line);
  std::vector<Edit> edits;
  for (const Replacement& replacement : replacements) {
    const auto at = static_cast<std::uint32_t>(record.content.find(replacement.what));
    edits.push_back({{at, at + static_cast<std::uint32_t>(replacement.what.size())}, 0, replacement.with});
  }
  return joined(writer.with_edits(line, record.raw, edits));
}

std::string with_error(std::string_view line, std::string_view message) {
  JsonRecordReader reader(JsonKeys::automatic());
  JsonLine writer;
  return joined(writer.with_member(line, reader.read(line).error_slot, kJsonErrorKey, message));
}

std::string with_text(std::string_view line, std::string_view text, PageField page = PageField::drop,
                      const JsonKeys& keys = JsonKeys::automatic()) {
  JsonRecordReader reader(keys, page);
  JsonLine writer;
  const JsonRecord record = reader.read(line);
  EXPECT_EQ(record.kind, JsonKind::page) << line;
  return joined(writer.with_member(line, record.text_slot, keys.text_key(), text, record.page_cut));
}

TEST(JsonLine, IsTheLineItselfWithoutEdits) {
  const std::string line = R"({"text":"a\nb"})";
  JsonLine writer;
  const JsonPieces pieces = writer.with_edits(line, {9, 13}, {});
  ASSERT_EQ(pieces.size(), 1U);
  EXPECT_EQ(pieces[0].data(), line.data());
  EXPECT_EQ(pieces[0].size(), line.size());
}

TEST(JsonLine, KeepsAllButWhatIsCutAsItWasWritten) {
  const std::string line = " {\"a\" : 1.0, \"text\":\"\\u00e9\\/x\\nMORE\\nk\\u00E9\\ud800\xE9z\", \"b\":[ ]}\r\n";
  EXPECT_EQ(with_edits(line, {{"MORE\n", ""}}),
            " {\"a\" : 1.0, \"text\":\"\\u00e9\\/x\\nk\\u00E9\\ud800\xE9z\", \"b\":[ ]}\r\n");
  EXPECT_EQ(with_edits(line, {{"\u00e9/x\n", ""}, {"\uFFFD", ""}}),
            " {\"a\" : 1.0, \"text\":\"MORE\\nk\\u00E9\xE9z\", \"b\":[ ]}\r\n");
}

TEST(JsonLine, MayLoseItsWholeText) {
  EXPECT_EQ(with_edits(R"({"text":"a\nb","c":1})", {{"a\nb", ""}}), R"({"text":"","c":1})");
}

TEST(JsonLine, EscapesWhatComesIn) {
  EXPECT_EQ(with_edits(R"({"text":"a\nb\nc"})", {{"a", "\"\\\n\x01"}, {"c", "\u00e9\xFF"}}),
            "{\"text\":\"\\\"\\\\\\n\\u0001\\nb\\n\u00e9\uFFFD\"}");
}

TEST(JsonLine, DoesNotJoinHalvesOfASurrogatePair) {
  EXPECT_EQ(with_edits(R"({"text":"\ud83dXX\ude00"})", {{"XX", ""}}), R"({"text":"\ud83d\ufffd"})");
  EXPECT_EQ(with_edits(R"({"text":"\ud83dXY\ude00"})", {{"X", ""}, {"Y", ""}}), R"({"text":"\ud83d\ufffd"})");
  EXPECT_EQ(with_edits(R"({"text":"\ud83dXX\ude00"})", {{"XX", "-"}}), R"({"text":"\ud83d-\ude00"})");
  EXPECT_EQ(with_edits(R"({"text":"\\ud83dXX\ude00"})", {{"XX", ""}}), R"({"text":"\\ud83d\ude00"})");
}

TEST(JsonLine, SaysWhyARecordCouldNotBeCleaned) {
  EXPECT_EQ(with_error(R"({"a":1})", "no \"text\""), R"({"a":1,"pith_error":"no \"text\""})");
  EXPECT_EQ(with_error("{}", "x"), R"({"pith_error":"x"})");
  EXPECT_EQ(with_error(" { } \r\n", "x"), " { \"pith_error\":\"x\"} \r\n");
  EXPECT_EQ(with_error(R"({"a":{} })", "x"), R"({"a":{} ,"pith_error":"x"})");
  EXPECT_EQ(with_error(R"({"text":"t","a":"}"})", "x"), R"({"text":"t","a":"}","pith_error":"x"})");
}

TEST(JsonLine, SaysItOnce) {
  EXPECT_EQ(with_error(R"({"pith_error":"old","a":1})", "new"), R"({"pith_error":"new","a":1})");
  EXPECT_EQ(with_error(R"({"a":1, "pith_error" : {"b":[]} })", "new"), R"({"a":1, "pith_error" : "new" })");
  EXPECT_EQ(with_error(with_error(R"({"a":1})", "x"), "y"), R"({"a":1,"pith_error":"y"})");
  EXPECT_EQ(with_error(R"({"a":{"pith_error":"old"}})", "x"), R"({"a":{"pith_error":"old"},"pith_error":"x"})");
}

TEST(JsonLine, HasTheTextInThePlaceOfThePage) {
  EXPECT_EQ(with_text(R"({"id":1,"html":"<p>a","u":"x"})", "a\n"), R"({"id":1,"text":"a\n","u":"x"})");
  EXPECT_EQ(with_text(R"({ "html" : "<p>" })", "a"), R"({ "text":"a" })");
  EXPECT_EQ(with_text(R"({"html":"<p>","u":"x"})", "a", PageField::keep), R"({"text":"a","html":"<p>","u":"x"})");
  EXPECT_EQ(with_text(R"({"h":"<p>"})", "\xFF"), "{\"text\":\"\uFFFD\"}");
  JsonKeys keys = JsonKeys::automatic();
  keys.set_paths(JsonField::page, {"doc.html"});
  keys.set_paths(JsonField::text, {"doc.text"});
  EXPECT_EQ(with_text(R"({"doc":{"a":0,"html":"<p>"}})", "a", PageField::drop, keys), R"({"doc":{"a":0,"text":"a"}})");
}

TEST(JsonLine, HasTheTextWhereThereWasNone) {
  EXPECT_EQ(with_text(R"({"text":null,"html":"<p>","u":"x"})", "a"), R"({"text":"a","u":"x"})");
  EXPECT_EQ(with_text(R"({"text":null, "html":"<p>" })", "a"), R"({"text":"a" })");
  EXPECT_EQ(with_text(R"({"html":"<p>" , "text": [1,{}] })", "a"), R"({"text": "a" })");
  EXPECT_EQ(with_text(R"({"a":1 , "html":"<p>" , "text":{} })", "a"), R"({"a":1 , "text":"a" })");
  // Not where the page is in it.
  JsonKeys keys = JsonKeys::automatic();
  keys.set_paths(JsonField::page, {"text.html"});
  EXPECT_EQ(with_text(R"({"text":{"html":"<p>","b":2}})", "a", PageField::drop, keys),
            R"({"text":{"text":"a","b":2}})");
  EXPECT_EQ(with_text(R"({"text":null,"html":"<p>"})", "a", PageField::keep), R"({"text":"a","html":"<p>"})");
}

// Records with random escapes and random cuts at borders of characters.
class RandomRecords {
 public:
  explicit RandomRecords(std::uint32_t seed) : dice_(seed) {}

  struct One {
    std::string line;
    std::string before;  // of the line, before the text
    std::vector<twin::Character> text;
    std::string behind;
    std::vector<Edit> edits;
  };

  One next() {
    One one;
    one.before = pick({"{\"text\":\"", "{\"id\": 1, \"text\" :\"", " {\"x\":\"\\ud83d\",\"te\\u0078t\":\""});
    one.behind = pick({"\"}", "\", \"y\":[1, 2.50]}\n", "\\ude00\"}"});
    std::string raw;
    const std::size_t kinds = parts_.size() - (roll(2) == 0 ? kHalves : 0);
    for (std::size_t n = roll(200); n > 0; --n) raw += parts_[roll(kinds)];
    one.line = one.before + raw + one.behind;
    if (one.behind.starts_with('\\')) raw += "\\ude00";
    one.behind = one.behind.substr(one.behind.find('"'));
    one.text = twin::characters(raw);
    add_edits(one);
    return one;
  }

 private:
  std::size_t roll(std::size_t sides) { return dice_() % sides; }
  std::string pick(const std::vector<std::string>& values) { return values[roll(values.size())]; }

  void add_edits(One& one) {
    std::uint32_t at = 0;
    for (std::size_t i = 0; i < one.text.size();) {
      const std::size_t skip = roll(20);
      for (std::size_t k = 0; k < skip && i < one.text.size(); ++k) at += size_of(one.text[i++]);
      const std::uint32_t begin = at;
      for (std::size_t k = roll(8) + 1; k > 0 && i < one.text.size(); --k) at += size_of(one.text[i++]);
      if (at > begin) one.edits.push_back({{begin, at}, 0, with_[roll(with_.size())]});
    }
  }

  static std::uint32_t size_of(const twin::Character& character) {
    return static_cast<std::uint32_t>(character.says.size());
  }

  std::mt19937 dice_;
  // Those of several bytes come escaped: the twin takes others byte by byte. The halves of pairs are the last.
  static constexpr std::size_t kHalves = 2;
  const std::vector<std::string> parts_ = {"a",   "b c",     "\\n", "\\\"",           "\\\\",    "\\/",    "\\u00e9",
                                           "\\t", "\\u0000", "z",   "\\ud83d\\ude00", "\\ud83d", "\\ude00"};
  const std::vector<std::string_view> with_ = {"", "", "", "x", "\"q\"", "\n", "\u00e9"};
};

TEST(JsonLine, SaysWhatTheEditedTextSays) {
  RandomRecords records(11);
  JsonRecordReader reader(JsonKeys::automatic());
  JsonLine writer;
  simdjson::dom::parser parser;
  std::size_t checked_by_simdjson = 0;
  for (std::size_t round = 0; round < 20'000; ++round) {
    const RandomRecords::One one = records.next();
    const JsonRecord record = reader.read(one.line);
    ASSERT_EQ(record.kind, JsonKind::text) << one.line;
    std::string text;
    for (const twin::Character& character : one.text) text += character.says;
    ASSERT_EQ(record.content, text) << one.line;
    std::string expected;
    apply(text, one.edits, expected);

    const std::string out = joined(writer.with_edits(one.line, record.raw, one.edits));
    ASSERT_TRUE(out.starts_with(one.before)) << one.line;
    ASSERT_TRUE(out.ends_with(one.behind)) << one.line;
    const std::string_view raw =
        std::string_view(out).substr(one.before.size(), out.size() - one.before.size() - one.behind.size());
    ASSERT_EQ(twin::unescaped(raw), expected) << one.line << "\n" << out;
    std::string_view read;
    if (parser.parse(out)["text"].get(read) == simdjson::SUCCESS) {
      ASSERT_EQ(read, expected);
      ++checked_by_simdjson;
    }
  }
  // It refuses surrogates without their other half.
  EXPECT_GT(checked_by_simdjson, 5000U);
}

TEST(JsonLine, KeepsEveryKeptCharacterAsItWasWritten) {
  RandomRecords records(12);
  JsonRecordReader reader(JsonKeys::automatic());
  JsonLine writer;
  for (std::size_t round = 0; round < 20'000; ++round) {
    RandomRecords::One one = records.next();
    for (Edit& edit : one.edits) edit.with = "#";
    std::string expected = one.before;
    std::uint32_t at = 0;
    auto edit = one.edits.begin();
    for (const twin::Character& character : one.text) {
      if (edit != one.edits.end() && at == edit->span.begin) expected += '#';
      if (edit == one.edits.end() || at < edit->span.begin) expected += character.raw;
      at += static_cast<std::uint32_t>(character.says.size());
      if (edit != one.edits.end() && at == edit->span.end) ++edit;
    }
    expected += one.behind;
    ASSERT_EQ(joined(writer.with_edits(one.line, reader.read(one.line).raw, one.edits)), expected) << one.line;
  }
}

}  // namespace
}  // namespace pith
