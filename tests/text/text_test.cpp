#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "text/edit_distance.h"
#include "text/idna.h"
#include "text/json.h"
#include "text/lines.h"
#include "text/unicode.h"

namespace pith {
namespace {

std::vector<Line> split(std::string_view text) {
  std::vector<Line> lines;
  split_lines(text, lines);
  return lines;
}

TEST(Lines, OwnTheirEnds) {
  const std::string_view text = "one\r\ntwo\n\nfour";
  const auto lines = split(text);
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(lines[0].text(text), "one");
  EXPECT_EQ(lines[0].next, 5U);
  EXPECT_EQ(lines[1].text(text), "two");
  EXPECT_TRUE(lines[2].blank);
  EXPECT_EQ(lines[3].text(text), "four");
  EXPECT_EQ(lines[3].next, text.size());
}

TEST(Lines, AreNoneInAnEmptyText) {
  EXPECT_TRUE(split("").empty());
}

TEST(Lines, AreNotOpenedByALastLineEnd) {
  EXPECT_EQ(split("one\n").size(), 1U);
}

TEST(Lines, DoNotEndAtALoneCarriageReturn) {
  EXPECT_EQ(split("one\rtwo").size(), 1U);
}

TEST(Lines, AreBlankWithSpacesAndInvisibleCharactersOnly) {
  const auto lines = split(" \t\u00A0\u200B\n\u3000\nx\n");
  EXPECT_TRUE(lines[0].blank);
  EXPECT_TRUE(lines[1].blank);
  EXPECT_FALSE(lines[2].blank);
}

TEST(Unicode, ReadsIllFormedBytesOneSubpartAtATime) {
  const std::string_view text =
      "\xE2\x82"
      "a\xFF";
  EXPECT_FALSE(decode(text, 0).valid);
  EXPECT_EQ(decode(text, 0).size, 2U);
  EXPECT_EQ(decode_before(text, 2).size, 2U);
  EXPECT_FALSE(decode_before(text, text.size()).valid);
  EXPECT_FALSE(is_valid_utf8(text));
  EXPECT_FALSE(is_valid_utf8("\xED\xA0\x80"));  // a surrogate
  EXPECT_FALSE(is_valid_utf8("\xC0\x80"));      // too long a form
  EXPECT_TRUE(is_valid_utf8("aé€😀"));
}

TEST(Unicode, CountsCodePointsOutsideWhiteSpace) {
  EXPECT_EQ(count_visible(" a é\u00A0€ "), 3U);
  EXPECT_EQ(count_visible("\xFF\xFF"), 2U);
  EXPECT_EQ(count_code_points(" aé"), 3U);
}

TEST(Unicode, TrimsWhiteSpaceOfAllKinds) {
  EXPECT_EQ(trim("\u3000 a b\u00A0\r"), "a b");
}

TEST(Json, EscapesWhatMustBe) {
  std::string out;
  append_json_string(out, std::string_view("a\"\\\n\t\x1b\0z\xFF€", 12));
  EXPECT_EQ(out, "\"a\\\"\\\\\\n\\t\\u001b\\u0000z\uFFFD€\"");
}

TEST(Json, PutsCommasBetweenValues) {
  JsonWriter json;
  json.begin_object().member("a", std::uint64_t{1}).key("b").begin_array().value("x").value(true).end_array();
  json.key("c").begin_object().end_object().end_object();
  EXPECT_EQ(json.text(), R"({"a":1,"b":["x",true],"c":{}})");
}

TEST(Json, WritesFractionsWithoutLoss) {
  JsonWriter json;
  json.begin_array().value(0.1 + 0.2).value(1e15).value(2.5e-300).value(0.0).end_array();
  EXPECT_EQ(json.text(), "[0.30000000000000004,1e+15,2.5e-300,0]");
}

TEST(EditDistance, CountsSwapsAsOneChange) {
  EXPECT_EQ(edit_distance("stars", "starts"), 1U);
  EXPECT_EQ(edit_distance("lnie", "line"), 1U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
}

TEST(EditDistance, FindsTheNearestWordAndNoFarOne) {
  const std::vector<std::string_view> words = {"is", "starts", "ends"};
  EXPECT_EQ(nearest("stars", words), "starts");
  EXPECT_EQ(nearest("completely", words), "");
  EXPECT_EQ(nearest(std::string(1000, 's'), words), "");
}

TEST(Idna, MakesHostsLowerCaseAscii) {
  EXPECT_EQ(host_to_ascii("News.Example.ORG."), "news.example.org");
  EXPECT_EQ(host_to_ascii("Bücher.example"), "xn--bcher-kva.example");
  EXPECT_FALSE(host_to_ascii("a..b"));
  EXPECT_FALSE(host_to_ascii(""));
  EXPECT_FALSE(host_to_ascii("two words"));
  EXPECT_FALSE(host_to_ascii(std::string(300, 'a')));
}

}  // namespace
}  // namespace pith
