#include "text/match_form.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace pith {
namespace {

struct Built {
  std::string whole;
  std::string inside;
  FormMap map;
};

Built build(std::string_view source) {
  Built built;
  const MatchForm form = build_match_form(source, built.whole, &built.map);
  built.inside = built.whole.substr(form.first, form.last - form.first);
  return built;
}

std::string inside(std::string_view source) {
  return build(source).inside;
}
std::string whole(std::string_view source) {
  return build(source).whole;
}

TEST(MatchForm, FoldsCaseInAllScripts) {
  EXPECT_EQ(whole("LÆS OGSÅ"), "læs også");
  EXPECT_EQ(whole("ΔΙΑΒΆΣΤΕ ΕΠΊΣΗΣ"), whole("διαβάστε επίσης"));
  EXPECT_EQ(whole("ЧИТАЙТЕ ТАКЖЕ"), "читайте также");
  EXPECT_EQ(whole("STRASSE"), whole("straße"));
}

TEST(MatchForm, TakesEveryTurkishIForOne) {
  EXPECT_EQ(whole("İLGİLİ"), "ilgili");
  EXPECT_EQ(whole("I\u0307lgili"), "ilgili");
  EXPECT_EQ(whole("ılgılı"), "ilgili");
}

TEST(MatchForm, MakesQuotesAndDashesPlain) {
  EXPECT_EQ(whole("‘a’ “b” „c‟ «d» ‹e› f′ g″ h´ i` jʼ"), "'a' \"b\" \"c\" \"d\" 'e' f' g\" h' i' j'");
  EXPECT_EQ(whole("a–b—c−d‐e"), "a-b-c-d-e");
}

TEST(MatchForm, RemovesWhatCannotBeSeen) {
  EXPECT_EQ(whole("News\u00ADlet\u200Bter\uFEFF"), "newsletter");
}

TEST(MatchForm, FoldsWhiteSpaceToOneSpaceAndNoneAtTheEdges) {
  EXPECT_EQ(whole("  a\t\u00A0 b\u3000c "), "a b c");
}

TEST(MatchForm, ComposesMarksWithTheLetterBeforeThem) {
  EXPECT_EQ(whole("Cafe\u0301"), "café");
  EXPECT_EQ(whole("a\u030Angstro\u0308m"), "ångström");
}

TEST(MatchForm, ReadsFullWidthAsPlain) {
  EXPECT_EQ(whole("ＲＥＡＤ！"), "read!");
}

TEST(MatchForm, DropsJunkAtTheEdgesOnly) {
  EXPECT_EQ(inside("- Leave a Reply *"), "leave a reply");
  EXPECT_EQ(inside("• Q&A: yes!"), "q&a: yes");
  EXPECT_EQ(inside("(Photo)"), "(photo)");
  EXPECT_EQ(inside("“Yes.”"), "\"yes.\"");
  EXPECT_EQ(inside("***"), "");
}

TEST(MatchForm, CountsArrowsAsJunkAtBothEdges) {
  EXPECT_EQ(inside("Weiterlesen »"), "weiterlesen");
  EXPECT_EQ(inside("«Oui»"), "\"oui");
  EXPECT_EQ(inside("» Weiterlesen «"), "weiterlesen \"");
  EXPECT_EQ(inside("› mehr"), "mehr");
}

TEST(MatchForm, MakesIllFormedBytesVisible) {
  EXPECT_EQ(whole("a\xFF"
                  "b\xE2\x82"),
            "a\uFFFDb\uFFFD");
}

TEST(MatchForm, MapsEveryByteBackToItsSource) {
  const std::string_view source = "  Äh “ﬁn\u00ADe” e\u0301x";
  const Built built = build(source);
  ASSERT_EQ(built.map.source_begin.size(), built.whole.size());
  std::uint32_t last = 0;
  for (std::size_t i = 0; i < built.whole.size(); ++i) {
    EXPECT_LE(last, built.map.source_begin[i]);
    EXPECT_LT(built.map.source_begin[i], built.map.source_end[i]);
    EXPECT_LE(built.map.source_end[i], source.size());
    last = built.map.source_begin[i];
  }
  const std::size_t fine = built.whole.find("fine");
  EXPECT_EQ(source.substr(built.map.source_begin[fine], built.map.source_end[fine + 3] - built.map.source_begin[fine]),
            "ﬁn\u00ADe");
}

TEST(MatchForm, IsTheSameWithAndWithoutAMap) {
  for (const std::string_view source : {"İ ﬁ ½ e\u0301\u00AD\u0301", "„Ａ″–\u1100\u1161", "\xF0\x9F\x98\x80 ǅ"}) {
    std::string plain;
    build_match_form(source, plain);
    EXPECT_EQ(plain, whole(source));
  }
}

TEST(MatchForm, TakesLongRunsOfMarksWithoutChoking) {
  std::string hostile = "a";
  for (int i = 0; i < 100000; ++i) hostile += i % 2 == 0 ? "\u0301" : "\u0316";
  EXPECT_FALSE(whole(hostile).empty());
}

TEST(CountWords, CountsRunsOfLettersMarksAndDigits) {
  EXPECT_EQ(count_words(whole("Don't stop: 3.5 km, Café-Bar")), 8U);
  EXPECT_EQ(count_words(""), 0U);
  EXPECT_EQ(count_words(whole("*** — ***")), 0U);
  EXPECT_EQ(count_words(whole("Zusam\u00ADmen")), 1U);
}

TEST(CountWords, CountsTwoCharactersAsAWordInScriptsWithoutSpaces) {
  EXPECT_EQ(count_words(whole("阅读更多")), 2U);
  EXPECT_EQ(count_words(whole("阅读更")), 2U);
  EXPECT_EQ(count_words(whole("iPhone手机")), 2U);
  EXPECT_EQ(count_words(whole("อ่านต่อ")), 3U);  // five letters, two marks
}

TEST(SentenceEnd, NeedsSpaceOrTheEndBehindAFullStop) {
  EXPECT_TRUE(has_sentence_end("it ended. then it began"));
  EXPECT_TRUE(has_sentence_end("\"it ended.\""));
  EXPECT_TRUE(has_sentence_end("did it (really?) end"));
  EXPECT_FALSE(has_sentence_end("version 3.5 of example.org"));
  EXPECT_FALSE(has_sentence_end("no end"));
  EXPECT_TRUE(has_sentence_end("他说。然后走了"));
}

TEST(WordEdge, IsNowhereInsideAWord) {
  EXPECT_FALSE(is_word_edge("readmore", 4));
  EXPECT_TRUE(is_word_edge("read more", 4));
  EXPECT_TRUE(is_word_edge("don't", 3));
  EXPECT_TRUE(is_word_edge("阅读更多", 6));
  EXPECT_TRUE(is_word_edge("ap通信", 2));
  EXPECT_TRUE(is_word_edge("read", 0));
  EXPECT_TRUE(is_word_edge("read", 4));
}

}  // namespace
}  // namespace pith
