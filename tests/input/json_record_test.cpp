#include "input/json_record.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace pith {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

// Reads each line from a buffer that ends with it.
class Reader {
 public:
  explicit Reader(const JsonKeys& keys = JsonKeys::automatic(), PageField page = PageField::drop)
      : reader_(keys, page) {}

  const JsonRecord& read(std::string_view line) {
    line_.assign(line.begin(), line.end());
    line_.shrink_to_fit();
    record_ = reader_.read({line_.data(), line_.size()});
    return record_;
  }
  std::string content(std::string_view line) { return std::string(read(line).content); }
  JsonKind kind(std::string_view line) { return read(line).kind; }

 private:
  JsonRecordReader reader_;
  std::vector<char> line_;
  JsonRecord record_;
};

std::string_view at(std::string_view line, Span span) {
  return line.substr(span.begin, span.size());
}

JsonKeys with_texts(std::vector<std::string> paths) {
  JsonKeys keys = JsonKeys::automatic();
  keys.set_paths(JsonField::text, std::move(paths));
  return keys;
}

TEST(JsonRecord, HasATextAndWhatIsKnownAboutIt) {
  const std::string line =
      R"({"id":"n7","url":"https:\/\/example.org\/a","text":"One.\nTwo","language":"en","date":"2024-05-06T07:08:09Z"})";
  Reader reader;
  const JsonRecord& record = reader.read(line);
  EXPECT_EQ(record.kind, JsonKind::text);
  EXPECT_EQ(record.content, "One.\nTwo");
  EXPECT_EQ(at(line, record.raw), "One.\\nTwo");
  EXPECT_EQ(record.id, "n7");
  EXPECT_EQ(record.url, "https://example.org/a");
  EXPECT_EQ(record.lang, "en");
  EXPECT_EQ(record.date, "2024-05-06T07:08:09Z");
  EXPECT_TRUE(record.problem.empty());
}

TEST(JsonRecord, MayHaveALongText) {
  Reader reader;
  std::string raw;
  std::string text;
  for (std::size_t i = 0; i < 30'000; ++i) {
    raw += i % 7 == 0 ? "\\\\\\\"" : "word\\n";
    text += i % 7 == 0 ? "\\\"" : "word\n";
  }
  EXPECT_EQ(reader.content("{\"text\":\"" + raw + "\",\"id\":\"i\"}"), text);
  EXPECT_EQ(reader.read("{\"text\":\"short\",\"x\":\"" + raw + "\"}").content, "short");
  EXPECT_EQ(reader.read("{\"text\":\"" + raw).problem_at, 8U);
  EXPECT_EQ(reader.read("{\"text\":\"" + raw + "\\x\"}").problem_at, 9 + raw.size());
  EXPECT_EQ(reader.read("{\"text\":\"" + raw + "\t\"}").problem_at, 9 + raw.size());
}

TEST(JsonRecord, IsNotCopiedWithoutEscapes) {
  const std::string line = R"({"text":"no escapes here","id":"x"})";
  JsonRecordReader reader(JsonKeys::automatic());
  const JsonRecord record = reader.read(line);
  EXPECT_EQ(record.content.data(), line.data() + record.raw.begin);
  EXPECT_EQ(record.id.data(), line.data() + line.find('x', 25));
}

TEST(JsonRecord, IsFoundUnderKeysThatAreEscaped) {
  Reader reader;
  EXPECT_EQ(reader.content(R"({"te\u0078t":"a"})"), "a");
  EXPECT_EQ(reader.content(R"({"\u0074\u0065\u0078\u0074":"a"})"), "a");
  EXPECT_EQ(reader.kind(R"({"te\\u0078t":"a"})"), JsonKind::no_text);
  EXPECT_EQ(reader.content("{\"" + std::string(100'000, '\\') + "\":1,\"text\":\"a\"}"), "a");
}

TEST(JsonRecord, MayHaveSpaceAroundItAndAByteOrderMark) {
  Reader reader;
  for (const std::string_view line : {"  {\"text\":\"a\"}  ", "{\"text\":\"a\"}\n", "{\"text\":\"a\"}\r\n",
                                      "\xEF\xBB\xBF{\"text\":\"a\"}", "{ \"text\" :\t\"a\" , \"b\" : 1 }"}) {
    EXPECT_EQ(reader.content(line), "a") << line;
    EXPECT_EQ(at(line, reader.read(line).raw), "a") << line;
  }
}

TEST(JsonRecord, NeedsAnObject) {
  Reader reader;
  for (const std::string_view line : {"", " ", "\r\n", "\xEF\xBB\xBF", "[]", "[{\"text\":\"a\"}]", "\"text\"", "12",
                                      "-0.5e+3", "null", "true", "false", "NaN", "-Infinity"}) {
    EXPECT_EQ(reader.kind(line), JsonKind::not_object) << line;
  }
}

TEST(JsonRecord, NeedsATextThatIsAString) {
  Reader reader;
  for (const std::string_view line : {"{}", "{ }", R"({"a":{"text":"b"}})", R"({"text":null})", R"({"text":["a"]})",
                                      R"({"text":{"text":"a"}})", R"({"Text":"a"})", R"({"text":7})"}) {
    EXPECT_EQ(reader.kind(line), JsonKind::no_text) << line;
  }
}

TEST(JsonRecord, TakesTheFirstKeyThatIsThere) {
  Reader reader;
  EXPECT_EQ(reader.content(R"({"content":"b","text":"a"})"), "a");
  EXPECT_EQ(reader.content(R"({"content":"b","text":null})"), "b");
  EXPECT_EQ(reader.content(R"({"p":"e","t":"d","raw_content":"c"})"), "c");
}

TEST(JsonRecord, TakesTheLastOfMembersWithOneKey) {
  Reader reader;
  EXPECT_EQ(reader.content(R"({"text":"a","text":"b"})"), "b");
  EXPECT_EQ(reader.content(R"({"text":"longer","text":"b","t\u0065xt":"c"})"), "c");
  EXPECT_EQ(reader.kind(R"({"text":"a","text":null})"), JsonKind::no_text);
  EXPECT_EQ(reader.read(R"({"metadata":{"url":"a"},"metadata":{"url":"b"},"text":""})").url, "b");
  EXPECT_EQ(reader.read(R"({"metadata":{"url":"a"},"metadata":{},"text":""})").url, "");
  EXPECT_EQ(reader.read(R"({"metadata":{"url":"a"},"metadata":3,"text":""})").url, "");
}

TEST(JsonRecord, FollowsPathsAndTakesAKeyWithADotFirst) {
  Reader reader(with_texts({"body.text", "body.a.b"}));
  EXPECT_EQ(reader.content(R"({"text":"no","body":{"text":"a"}})"), "a");
  EXPECT_EQ(reader.content(R"({"body":{"text":"a"},"body.text":"b"})"), "b");
  EXPECT_EQ(reader.content(R"({"body.text":"b","body":{"text":"a"}})"), "b");
  EXPECT_EQ(reader.content(R"({"body":{"text":4,"a":{"x":{"b":"no"},"b":"c"}}})"), "c");
  EXPECT_EQ(reader.kind(R"({"body":[{"text":"a"}]})"), JsonKind::no_text);
  EXPECT_EQ(reader.kind(R"({"body":{"body":{"text":"a"}}})"), JsonKind::no_text);
}

TEST(JsonRecord, LooksIntoMetadataThatIsAString) {
  Reader reader;
  EXPECT_EQ(reader.read(R"({"text":"a","metadata":"{\"url\":\"https:\\/\\/example.org\\/\\u00e9\"}"})").url,
            "https://example.org/\u00e9");
  EXPECT_EQ(reader.read(R"({"metadata":"{\"identification\":{\"label\":\"da\"}}","text":"a"})").lang, "da");
  // A mistake in there is no mistake of the line.
  for (const std::string_view broken :
       {"{\\\"url\\\":\\\"\\\\x\\\"}", "{\\\"url\\\":\\\"a\\\"", "{\\\"url\\\":\\\"a\\\"} x", "plain words", "",
        "[{\\\"url\\\":\\\"a\\\"}]", "\\\"url\\\""}) {
    const std::string line = R"({"text":"a","metadata":")" + std::string(broken) + "\"}";
    EXPECT_EQ(reader.kind(line), JsonKind::text) << line;
    EXPECT_EQ(reader.read(line).url, "") << line;
  }
  // One string deep, and no texts in there.
  EXPECT_EQ(reader.read(R"({"text":"a","metadata":"{\"identification\":\"{\\\"label\\\":\\\"da\\\"}\"}"})").lang, "");
  EXPECT_EQ(Reader(with_texts({"metadata.text"})).kind(R"({"metadata":"{\"text\":\"a\"}"})"), JsonKind::no_text);
}

TEST(JsonRecord, TakesTheDigitsOfAnIdThatIsANumber) {
  Reader reader;
  EXPECT_EQ(reader.read(R"({"text":"","id":12345678901234567890123})").id, "12345678901234567890123");
  EXPECT_EQ(reader.read(R"({"text":"","id":-1.50e3 })").id, "-1.50e3");
  EXPECT_EQ(reader.read(R"({"text":"","id":true})").id, "");
  EXPECT_EQ(reader.read(R"({"text":"","url":5,"language":["en"]})").url, "");
}

TEST(JsonRecord, KeepsBytesThatAreNotUtf8) {
  Reader reader;
  const std::string line = "{\"a\xFF\":\"\xC3\",\"text\":\"caf\xE9 \\n \xF0\x9F\"}";
  EXPECT_EQ(reader.content(line), "caf\xE9 \n \xF0\x9F");
  EXPECT_EQ(at(line, reader.read(line).raw), "caf\xE9 \\n \xF0\x9F");
}

TEST(JsonRecord, SaysWhereALineIsBroken) {
  struct Case {
    std::string_view line;
    std::uint32_t at;
    std::string_view problem;
  };
  const std::vector<Case> cases = {
      {"{\"a\":1} x", 8, "something follows the end of the value"},
      {"{\"a\":1}{", 7, "something follows the end of the value"},
      {"{\"a\":1,}", 7, "here should be a key in quotation marks"},
      {"{,}", 1, "here should be a key in quotation marks"},
      {"{\"a\" 1}", 5, "here should be a colon"},
      {"{\"a\":1 \"b\":2}", 7, "here should be a comma or a closing brace"},
      {"{\"a\":}", 5, "here should be a value"},
      {"{\"a\":tru}", 5, "here should be a value"},
      {"{\"a\":01}", 6, "here should be a comma or a closing brace"},
      {"{\"a\":-}", 6, "here should be a digit"},
      {"{\"a\":1.}", 7, "here should be a digit"},
      {"{\"a\":1e+}", 8, "here should be a digit"},
      {"{\"a\":[1}", 7, "here should be a closing bracket of the other kind"},
      {"{\"a\":{\"b\":]}", 10, "here should be a closing bracket of the other kind"},
      {"{\"a\":[1", 5, "the bracket that opens here is not closed"},
      {"{\"a\":\"b", 5, "the string that begins here is not closed"},
      {"{\"a\":[\"\x01\"]}", 7, "here is a control character, which a string may only hold escaped"},
      {"{\"a\":\"b\tc\"}", 7, "here is a control character, which a string may only hold escaped"},
      {"{\"text\":\"b\tc\"}", 10, "here is a control character, which a string may only hold escaped"},
      {"{\"text\":\"a\\x\"}", 10, "here is a backslash without one of \"\\/bfnrt or u and four digits behind it"},
      {"{\"text\":\"\",\"url\":\"\\u12\"}", 18,
       "here is a backslash without one of \"\\/bfnrt or u and four digits behind it"},
      {"{\"text\":\"a", 8, "the string that begins here is not closed"},
      {"\xFF", 0, "here should be a value"},
      {"{\"a\":\xEF\xBB\xBF"
       "1}",
       5, "here should be a value"},
      {"nul", 0, "here should be a value"},
      {"]", 0, "here should be a value"},
  };
  Reader reader;
  for (const Case& broken : cases) {
    const JsonRecord& record = reader.read(broken.line);
    EXPECT_EQ(record.kind, JsonKind::broken) << broken.line;
    EXPECT_EQ(record.problem, broken.problem) << broken.line;
    EXPECT_EQ(record.problem_at, broken.at) << broken.line;
    EXPECT_TRUE(record.content.empty() && record.url.empty());
  }
}

TEST(JsonRecord, IsBrokenWhereverItIsCut) {
  const std::string line =
      R"({"id":7,"metadata":"{\"url\":\"a\"}","spans":[[1,2],{"a":[]}],"text":"A \ud83d\ude00 caf\u00e9\n\"b\"","ok":true})";
  Reader reader;
  ASSERT_EQ(reader.kind(line), JsonKind::text);
  for (std::size_t size = 1; size < line.size(); ++size) {
    EXPECT_EQ(reader.kind(line.substr(0, size)), JsonKind::broken) << line.substr(0, size);
  }
  EXPECT_EQ(reader.kind(line.substr(0, 0)), JsonKind::not_object);
}

TEST(JsonRecord, IsNotConfusedByTheLineBefore) {
  Reader reader;
  EXPECT_EQ(reader.read(R"({"text":"a","url":"u","id":"i","metadata":{"url":"m"}})").url, "u");
  EXPECT_EQ(reader.read(R"({"metadata":{},"text":"b"})").url, "");
  EXPECT_EQ(reader.read(R"({"text":"b"})").id, "");
  EXPECT_EQ(reader.kind(R"({"text":"b)"), JsonKind::broken);
  EXPECT_EQ(reader.kind("{}"), JsonKind::no_text);
}

TEST(JsonRecord, MayBeAPage) {
  Reader reader;
  const std::string line = R"({"html":"<p>\n","u":"https://example.org/"})";
  const JsonRecord& record = reader.read(line);
  EXPECT_EQ(record.kind, JsonKind::page);
  EXPECT_EQ(record.content, "<p>\n");
  EXPECT_EQ(record.url, "https://example.org/");
  EXPECT_EQ(reader.kind(R"({"html":"<p>","text":"a"})"), JsonKind::text);
}

// A member that must be read for nothing, between two that count.
std::string around(const std::string& value) {
  return "{\"url\":\"u\",\"x\":" + value + ",\"text\":\"a\"}";
}

double seconds_for(const std::string& line, JsonKind kind) {
  JsonRecordReader reader(JsonKeys::automatic());
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(reader.read(line).kind, kind) << line.substr(0, 40);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

std::string times(std::string_view text, std::size_t count) {
  std::string all;
  for (; count > 0; --count) all += text;
  return all;
}

TEST(JsonRecord, TakesNoMoreTimeWhateverIsInIt) {
  constexpr std::size_t kMany = 1'000'000;
  constexpr double kMostSeconds = 2;  // with sanitizers; a quadratic way would take minutes
  const auto text = JsonKind::text;
  EXPECT_LT(seconds_for(around(times("[", kMany) + times("]", kMany)), text), kMostSeconds);
  EXPECT_LT(seconds_for(around(times("{\"a\":", kMany) + "1" + times("}", kMany)), text), kMostSeconds);
  EXPECT_LT(seconds_for(around("\"" + times("\\\\", kMany) + "\""), text), kMostSeconds);
  EXPECT_LT(seconds_for(around("\"" + times("\\ud800", kMany) + "\""), text), kMostSeconds);
  EXPECT_LT(seconds_for(around("1" + times(",\"text\":\"\\n\"", kMany)), text), kMostSeconds);
  EXPECT_LT(seconds_for(around("1" + times(",\"metadata\":{\"url\":\"\"}", kMany)), text), kMostSeconds);
  EXPECT_LT(seconds_for(around("1" + times(",\"metadata\":\"{\"", kMany)), text), kMostSeconds);
  EXPECT_LT(seconds_for(times(" ", kMany) + around(times(" ", kMany) + "1"), text), kMostSeconds);
  EXPECT_LT(seconds_for(times("[", kMany), JsonKind::broken), kMostSeconds);
  EXPECT_LT(seconds_for(times("{\"metadata\":", kMany), JsonKind::broken), kMostSeconds);
  EXPECT_LT(seconds_for("{\"text\":\"" + times("\\u0001", kMany), JsonKind::broken), kMostSeconds);
}

TEST(JsonRecord, IsRefusedWhenItIsTooLong) {
  // A view that nobody reads.
  JsonRecordReader reader(JsonKeys::automatic());
  const std::string line = "{}";
  EXPECT_EQ(reader.read({line.data(), JsonRecordReader::kMostBytes + 1}).problem, "the line is longer than 1 GiB");
}

TEST(JsonRecord, IsWhatSimdjsonReads) {
  // Lines made of pieces of records, most of them broken: what simdjson takes is taken, and says the same.
  const std::vector<std::string> pieces = {"{",
                                           "}",
                                           "[",
                                           "]",
                                           ",",
                                           ":",
                                           "\"text\"",
                                           "\"url\"",
                                           "\"a\\n\"",
                                           "1",
                                           "-2.5",
                                           "true",
                                           "null",
                                           " ",
                                           "\"text\":",
                                           "\"metadata\":",
                                           "{\"url\":\"m\"}",
                                           "\"id\":",
                                           "{}",
                                           "[]",
                                           "\"\\ud83d\\ude00\"",
                                           ",\"x\":1",
                                           "\"b\"",
                                           "\"",
                                           "\\"};
  std::uint32_t state = 1;
  const auto dice = [&](std::size_t sides) {
    state = state * 1664525 + 1013904223;
    return (state >> 8) % sides;
  };
  JsonKeys keys;
  keys.set_paths(JsonField::text, {"text"});
  keys.set_paths(JsonField::url, {"url"});
  Reader reader(keys);
  simdjson::dom::parser parser;
  std::size_t taken = 0;
  for (std::size_t round = 0; round < 200'000; ++round) {
    std::string line = "{\"url\":";
    for (std::size_t n = dice(12); n > 0; --n) line += pieces[dice(pieces.size())];
    line += dice(2) == 0 ? "}" : ",\"text\":\"c\\t\"}";
    simdjson::dom::element root;
    if (parser.parse(line).get(root) != simdjson::SUCCESS) continue;
    ++taken;
    std::string_view text;
    std::string_view url;
    bool has_text = false;
    simdjson::dom::object object;
    ASSERT_EQ(root.get(object), simdjson::SUCCESS);
    for (const auto& [key, value] : object) {
      if (key == "text") has_text = value.get(text) == simdjson::SUCCESS;
      if (key == "url" && value.get(url) != simdjson::SUCCESS) url = {};
    }
    const JsonRecord& record = reader.read(line);
    ASSERT_EQ(record.kind, has_text ? JsonKind::text : JsonKind::no_text) << line;
    ASSERT_EQ(record.content, has_text ? text : "") << line;
    ASSERT_EQ(record.url, url) << line;
  }
  EXPECT_GT(taken, 2000U);
}

TEST(JsonKeys, KnowTheCorporaInUse) {
  struct Case {
    std::string_view schema;
    std::string_view line;
  };
  const std::vector<Case> cases = {
      {"datatrove", R"({"text":"T","id":"I","metadata":{"url":"U","language":"L","date":"D"}})"},
      {"dolma", R"({"id":"I","text":"T","source":"s","created":"D","metadata":{"url":"U"}})"},
      {"fineweb", R"({"text":"T","id":"I","dump":"d","url":"U","date":"D","language":"L"})"},
      {"mc4", R"({"text":"T","timestamp":"D","url":"U"})"},
      {"ccnet", R"({"url":"U","digest":"I","raw_content":"T","language":"L","date_download":"D"})"},
      {"oscar", R"({"content":"T","warc_headers":{"warc-record-id":"I","warc-target-uri":"U","warc-date":"D"},)"
                R"("metadata":{"identification":{"label":"L","prob":0.9}}})"},
      {"hplt", R"({"id":"I","t":"T","u":"U","lang":"L","ts":"D"})"},
      {"nemo", R"({"warc_id":"I","text":"T","url":"U","language":"L"})"},
      {"roots", R"({"text":"T","meta":{"url":"U"}})"},
  };
  ASSERT_EQ(cases.size(), JsonKeys::schemas().size());
  for (const Case& one : cases) {
    for (const JsonKeys& keys : {JsonKeys::of_schema(one.schema).value(), JsonKeys::automatic()}) {
      Reader reader(keys);
      const JsonRecord& record = reader.read(one.line);
      EXPECT_EQ(record.content, "T") << one.schema;
      EXPECT_EQ(record.url, "U") << one.schema;
      const auto expected = [&](std::string_view value) {
        return one.line.find("\"" + std::string(value) + "\"") == std::string_view::npos ? "" : value;
      };
      EXPECT_EQ(record.id, expected("I")) << one.schema;
      EXPECT_EQ(record.lang, expected("L")) << one.schema;
      EXPECT_EQ(record.date, expected("D")) << one.schema;
    }
  }
}

TEST(JsonKeys, NameTheSchemasWhenThereIsNoSuch) {
  const auto keys = JsonKeys::of_schema("doma");
  ASSERT_FALSE(keys);
  EXPECT_EQ(keys.error().message,
            "there is no schema `doma`: use one of datatrove, dolma, fineweb, mc4, ccnet, oscar, hplt, nemo, roots");
}

TEST(JsonKeys, NameTheTextThatIsWrittenForAPage) {
  EXPECT_EQ(JsonKeys::automatic().text_key(), "text");
  EXPECT_EQ(JsonKeys::of_schema("ccnet")->text_key(), "raw_content");
  EXPECT_EQ(with_texts({"body.clean", "text"}).text_key(), "clean");
  EXPECT_EQ(with_texts({}).text_key(), "text");
}

}  // namespace
}  // namespace pith
