// Tokens of small pages, whatever the vectors, and what the attributes of a tag are. All states: html5lib_test.cpp.
#include "html/tokenizer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "html/attributes.h"
#include "html/twin_tokenizer.h"
#include "text/vectors.h"

namespace pith {
namespace {

using Lines = std::vector<std::string>;

// Kind and what is between the delimiters, a token each.
Lines tokens_of(std::string_view page, TextMode mode = TextMode::data, std::string_view end_name = "script") {
  Lines lines;
  Tokenizer tokens(page);
  tokens.read_text_as(mode, end_name);
  for (Token token; tokens.next(token);) lines.push_back(twin::describe(token));
  return lines;
}

Lines full_tokens_of(std::string_view page, TextMode mode) {
  Lines lines;
  Tokenizer tokens(page);
  tokens.read_text_as(mode, "script");
  for (Token token; tokens.next(token);) lines.push_back(twin::describe_fully(token));
  return lines;
}

Token first_of(std::string_view page) {
  Tokenizer tokens(page);
  Token token;
  EXPECT_TRUE(tokens.next(token));
  return token;
}

Lines attributes_of(std::string_view page) {
  const Token token = first_of(page);
  Lines lines;
  AttributeReader reader(token.content);
  for (Attribute attribute; reader.next(attribute);)
    lines.push_back(std::string(attribute.name) + "=[" + std::string(attribute.value) + "]");
  return lines;
}

TEST(Tags, NamesAreFoundInWhateverCase) {
  EXPECT_EQ(tag_of("DIV"), Tag::div);
  EXPECT_EQ(tag_of("BlockQuote"), Tag::blockquote);
  EXPECT_EQ(tag_of("h1"), Tag::h1);
  EXPECT_EQ(tag_of("h\x11"), Tag::other) << "only letters have case";
  EXPECT_EQ(tag_of("dib"), Tag::other);
  EXPECT_EQ(tag_of(""), Tag::other);
  EXPECT_EQ(tag_of("blockquotes"), Tag::other);
  EXPECT_EQ(tag_of("annotation-xmlannotation-xml"), Tag::other);
  EXPECT_EQ(tag_of(std::string("p\0", 2)), Tag::other);
}

TEST(Tags, EveryTagIsFoundByItsName) {
  for (int i = 1; i <= static_cast<int>(Tag::xmp); ++i) {
    const Tag tag = static_cast<Tag>(i);
    EXPECT_EQ(tag_of(name_of(tag)), tag) << name_of(tag);
  }
}

TEST(Tags, NoOtherNameOfThreeLettersIsTakenForOne) {
  for (int i = 0; i < 26 * 26 * 26; ++i) {
    const std::string name = {static_cast<char>('a' + i / 676), static_cast<char>('a' + i / 26 % 26),
                              static_cast<char>('a' + i % 26)};
    const Tag tag = tag_of(name);
    ASSERT_TRUE(tag == Tag::other || name_of(tag) == name) << name;
  }
}

TEST(Tokenizer, ReadsTagsTextCommentsAndDoctype) {
  EXPECT_EQ(tokens_of("<!doctype html><p class=x>Salt & pepper<!-- one --></p>"),
            (Lines{"doctype [ html]", "<p>[ class=x]", "text [Salt & pepper]", "comment [ one ]", "</p>[]"}));
}

TEST(Tokenizer, AnEmptyPageHasNoTokens) {
  EXPECT_EQ(tokens_of(""), Lines{});
}

TEST(Tokenizer, ALessThanSignThatOpensNothingIsText) {
  EXPECT_EQ(tokens_of("1 < 2 <3 <"), (Lines{"text [1 < 2 <3 <]"}));
  EXPECT_EQ(tokens_of("a<<b>"), (Lines{"text [a<]", "<b>[]"}));
  EXPECT_EQ(tokens_of("</"), (Lines{"text [</]"}));
}

TEST(Tokenizer, QuotedValuesHideTheEndOfTheTag) {
  EXPECT_EQ(tokens_of("<a title='1 > 0' alt=\"<b>\">x"), (Lines{"<a>[ title='1 > 0' alt=\"<b>\"]", "text [x]"}));
  EXPECT_EQ(tokens_of("<a it's>x</a>"), (Lines{"<a>[ it's]", "text [x]", "</a>[]"})) << "no value, no quote";
  EXPECT_EQ(tokens_of("<a b=c'd>x"), (Lines{"<a>[ b=c'd]", "text [x]"}));
  EXPECT_EQ(tokens_of("<a =\">x"), (Lines{"<a>[ =\"]", "text [x]"})) << "a name may begin with an equals sign";
}

TEST(Tokenizer, OnlyASlashThatIsNoValueClosesATag) {
  EXPECT_TRUE(first_of("<br/>").self_closing);
  EXPECT_TRUE(first_of("<img src='x'/>").self_closing);
  EXPECT_TRUE(first_of("<img src=x />").self_closing);
  EXPECT_FALSE(first_of("<a href=/x/>").self_closing);
  EXPECT_FALSE(first_of("<a / b>").self_closing);
}

TEST(Tokenizer, WhatThePageCutsOffIsNothing) {
  EXPECT_EQ(tokens_of("a<b class='x"), (Lines{"text [a]", "nothing"}));
  EXPECT_EQ(tokens_of("a</>b"), (Lines{"text [a]", "nothing", "text [b]"}));
  EXPECT_EQ(tokens_of("a<!-- b"), (Lines{"text [a]", "comment [ b]"}));
}

TEST(Tokenizer, CommentsEndInFourWays) {
  EXPECT_EQ(tokens_of("<!--a--><!--b--!><!--><!--->c"),
            (Lines{"comment [a]", "comment [b]", "comment []", "comment []", "text [c]"}));
  EXPECT_EQ(tokens_of("<!--a->b-->"), (Lines{"comment [a->b]"}));
  EXPECT_EQ(tokens_of("<!--a--"), (Lines{"comment [a]"}));
}

TEST(Tokenizer, CdataIsACommentInHtml) {
  EXPECT_EQ(tokens_of("<![CDATA[x > y]]>"), (Lines{"comment [[CDATA[x ]", "text [ y]]>]"}));
}

TEST(Tokenizer, RawTextEndsAtItsOwnEndTagOnly) {
  EXPECT_EQ(tokens_of("a<b></i></stylex></style >c", TextMode::rawtext, "style"),
            (Lines{"text [a<b></i></stylex>]", "</style>[ ]", "text [c]"}));
  EXPECT_EQ(tokens_of("</title>x", TextMode::rcdata, "TITLE"), (Lines{"</title>[]", "text [x]"}));
  EXPECT_EQ(tokens_of("a</plaintext>", TextMode::plaintext), (Lines{"text [a</plaintext>]"}));
}

TEST(Tokenizer, AScriptInAScriptsCommentNeedsAnEndOfItsOwn) {
  EXPECT_EQ(tokens_of("1<!--<script>2</script>3--></script>x", TextMode::script),
            (Lines{"text [1<!--<script>2</script>3-->]", "</script>[]", "text [x]"}));
  EXPECT_EQ(tokens_of("1<!--2</script>x", TextMode::script), (Lines{"text [1<!--2]", "</script>[]", "text [x]"}));
  EXPECT_EQ(tokens_of("<!--<script>--></script>x", TextMode::script),
            (Lines{"text [<!--<script>-->]", "</script>[]", "text [x]"}));
  EXPECT_EQ(tokens_of("<!--><script></script>x", TextMode::script),
            (Lines{"text [<!--><script>]", "</script>[]", "text [x]"}));
}

TEST(Attributes, AreReadAsWritten) {
  EXPECT_EQ(attributes_of("<a HREF='/x?a&amp;b' data-k = \"v\" off class=c/d/ >"),
            (Lines{"HREF=[/x?a&amp;b]", "data-k=[v]", "off=[]", "class=[c/d/]"}));
  EXPECT_EQ(attributes_of("<a/b/c='1'd>"), (Lines{"b=[]", "c=[1]", "d=[]"}));
  EXPECT_EQ(attributes_of("<a b= >"), (Lines{"b=[]"}));
  EXPECT_EQ(attributes_of("<a =b==>"), (Lines{"=b=[=]"}));
  EXPECT_EQ(attributes_of("<br/>"), Lines{});
}

TEST(Attributes, TheFirstOfOneNameIsFound) {
  const Token token = first_of("<div ID=one id=two Hidden aria-label='x'>");
  EXPECT_EQ(find_attribute(token, "id"), "one");
  EXPECT_EQ(find_attribute(token, "hidden"), "");
  EXPECT_EQ(find_attribute(token, "aria-label"), "x");
  EXPECT_EQ(find_attribute(token, "label"), std::nullopt);
}

// Pages of the bytes that states turn on, each in a buffer of its own size, so that sanitizers see reads behind it.
class RandomPages : public testing::TestWithParam<VectorTarget> {
 protected:
  void SetUp() override {
    const std::vector<VectorTarget> targets = vector_targets();
    if (std::ranges::find(targets, GetParam()) == targets.end()) GTEST_SKIP() << "not on this machine";
    set_vector_target(GetParam());
  }
  void TearDown() override { set_vector_target(vector_targets().back()); }
};

TEST_P(RandomPages, HaveTheTokensOfTheStandardsStates) {
  constexpr std::string_view kPieces[] = {
      "<",   ">", "/",    "!",       "--",     "-",        "=",
      "\"",  "'", " ",    "\n",      "\r",     "a",        "</",
      "<a",  "?", "&",    "<script", "script", "</script", "x",
      "]]>", "b", "<!--", "-->",     "\f",     "\t",       std::string_view("\0", 1)};
  std::mt19937 dice(7);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    // Lengths about those of masks, now and then about those of all that are made at once.
    const std::size_t size = round % 50 == 0 ? 900 + dice() % 300 : dice() % 140;
    if (dice() % 4 == 0) text.append(dice() % 200, ' ');
    while (text.size() < size) text += kPieces[dice() % std::size(kPieces)];
    const std::vector<char> page(text.begin(), text.end());
    const std::string_view view(page.data(), page.size());
    const auto mode = static_cast<TextMode>(dice() % 5);
    ASSERT_EQ(full_tokens_of(view, mode), twin::tokens_of(view, mode, "script")) << text;
  }
}

TEST_P(RandomPages, ShowAsTheyAreUntilSomethingIsToBeDone) {
  constexpr std::string_view kBytes = "abcdefgh \xC3\xA9";
  std::mt19937 dice(8);
  for (std::size_t size = 0; size < 300; ++size) {
    std::vector<char> text(size);
    for (std::size_t i = 0; i < size; ++i) {
      text[i] = kBytes[dice() % kBytes.size()];
      if (i > 0 && text[i] == ' ' && text[i - 1] == ' ') text[i] = 'x';
    }
    if (size > 2) {
      const std::string_view stops[] = {"&", "\n", "\t", "\r", "\f", "  ", " &", " \n"};
      const std::string_view stop = stops[dice() % std::size(stops)];
      std::ranges::copy(stop, text.begin() + static_cast<std::ptrdiff_t>(dice() % (size - 1)));
    }
    const std::string_view view(text.data(), size);
    std::size_t expected = 0;
    const auto stops = [&](std::size_t i) { return static_cast<unsigned char>(view[i]) < ' ' || view[i] == '&'; };
    while (expected + 1 < size && !stops(expected) &&
           !(view[expected] == ' ' && (view[expected + 1] == ' ' || stops(expected + 1)))) {
      ++expected;
    }
    const std::size_t found = plain_prefix(view);
    ASSERT_LE(found, expected) << view;
    ASSERT_TRUE(found == expected || found + 64 >= size) << view;
  }
}

INSTANTIATE_TEST_SUITE_P(Targets, RandomPages,
                         testing::Values(VectorTarget::baseline, VectorTarget::ssse3, VectorTarget::sse4,
                                         VectorTarget::avx2, VectorTarget::avx512));

}  // namespace
}  // namespace pith
