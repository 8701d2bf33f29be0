// Character references and what else of a source is decoded.
#include "html/decode.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "html/entities.h"
#include "html/entity_table.h"

namespace pith {
namespace {

std::string decoded(std::string_view source, Decoding decoding = Decoding::data) {
  std::string text;
  append_decoded(source, decoding, text);
  return text;
}

TEST(Decode, TextWithoutReferencesStaysAsItIs) {
  EXPECT_EQ(decoded(""), "");
  EXPECT_EQ(decoded("Grüße aus Kölle"), "Grüße aus Kölle");
  EXPECT_EQ(decoded("a & b && c &"), "a & b && c &");
}

TEST(Decode, NumbersAreDecimalOrHexadecimal) {
  EXPECT_EQ(decoded("&#8364; &#x20AC; &#X20ac;"), "€ € €");
  EXPECT_EQ(decoded("&#65B &#x41g"), "AB Ag");
  EXPECT_EQ(decoded("&#; &#x; &#x &#"), "&#; &#x; &#x &#");
}

TEST(Decode, NumbersThatAreNoCharactersBecomeReplacements) {
  EXPECT_EQ(decoded("&#0;&#xD800;&#xDFFF;&#x110000;"), "\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(decoded("&#99999999999999999999999999;"), "\uFFFD");
  EXPECT_EQ(decoded("&#x10FFFF;"), "\U0010FFFF");
}

TEST(Decode, NumbersOfControlCharactersAreThoseOfWindows1252) {
  EXPECT_EQ(decoded("&#128;&#147;&#148;&#150;&#159;"), "€“”–Ÿ");
  EXPECT_EQ(decoded("&#129;"), "\u0081");
}

TEST(Decode, TheLongestNameCounts) {
  EXPECT_EQ(decoded("&not; &notin; &notit; &not"), "¬ ∉ ¬it; ¬");
  EXPECT_EQ(decoded("&CounterClockwiseContourIntegral;"), "∳");
  EXPECT_EQ(decoded("&CounterClockwiseContourIntegralX;"), "&CounterClockwiseContourIntegralX;");
}

TEST(Decode, OnlyOldNamesStandWithoutSemicolon) {
  EXPECT_EQ(decoded("&auml &ampx &eacute"), "ä &x é");
  EXPECT_EQ(decoded("&hellip &nosuch; &;"), "&hellip &nosuch; &;");
}

TEST(Decode, NamesCanMeanTwoCharacters) {
  EXPECT_EQ(decoded("&NotEqualTilde;"), "\u2242\u0338");
}

TEST(Decode, InAddressesAnAmpersandBeforeANameWithoutSemicolonStays) {
  EXPECT_EQ(decoded("?a=1&copy=2&reg", Decoding::attribute), "?a=1&copy=2®");
  EXPECT_EQ(decoded("?a=1&copy=2&reg", Decoding::data), "?a=1©=2®");
  EXPECT_EQ(decoded("&copy;=&ampere", Decoding::attribute), "©=&ampere");
}

TEST(Decode, RawTextHasNoReferences) {
  EXPECT_EQ(decoded("a &amp;&amp; b", Decoding::raw), "a &amp;&amp; b");
}

TEST(Decode, EveryLineEndBecomesALineFeed) {
  EXPECT_EQ(decoded("a\r\nb\rc\n\rd\r"), "a\nb\nc\n\nd\n");
  EXPECT_EQ(decoded("&#13;\n"), "\r\n");
}

TEST(Decode, NulIsReplacedButInData) {
  const std::string_view nul("a\0b", 3);
  EXPECT_EQ(decoded(nul, Decoding::data), nul);
  for (const Decoding decoding : {Decoding::rcdata, Decoding::attribute, Decoding::raw})
    EXPECT_EQ(decoded(nul, decoding), "a\uFFFDb");
}

TEST(Decode, EveryNameOfTheTableIsFoundWithItsSemicolon) {
  for (std::size_t i = 0; i < kEntityBuckets[kEntityBucketCount]; ++i) {
    const Entity& entity = kEntities[i];
    const std::string name(kEntityNames + entity.name, entity.name_size);
    const std::string_view text(entity.text, entity.text_size);
    EXPECT_EQ(decoded("&" + name + ";"), text) << name;
    EXPECT_EQ(decoded("&" + name) == text, entity.bare) << name;
  }
  EXPECT_EQ(kEntityBuckets[kEntityBucketCount], 2125);
}

}  // namespace
}  // namespace pith
