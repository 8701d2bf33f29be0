#include <gtest/gtest.h>

#include "text/header_fields.h"
#include "text/language.h"

namespace pith {
namespace {

TEST(HeaderFields, CoverTheHeader) {
  const std::string_view header =
      "A: 1\r\nno field\r\n: no name\n B: of no field\r\nC:\t2\n\t3 \r\n\r\n D: behind it\r\n";
  std::string lines;
  std::string names;
  for (std::string_view rest = header; !rest.empty();) {
    const HeaderField field = take_field(rest);
    lines += field.lines;
    names += std::string(field.name) + '|';
  }
  EXPECT_EQ(lines, header);
  EXPECT_EQ(names, "A|||C|||");
}

TEST(HeaderFields, AreFoundByNameAndUnfolded) {
  const std::string_view header = "One: a\r\nTWO : b\r\n  c\r\n\td \r\none: e\r\nlast:";
  EXPECT_EQ(find_field(header, "one"), "a");
  EXPECT_EQ(find_field(header, "Two"), "b c d");
  EXPECT_EQ(find_field(header, "LAST"), "");
  EXPECT_EQ(find_field(header, "c"), std::nullopt);
  EXPECT_EQ(find_field("", "c"), std::nullopt);
}

TEST(Language, IsTheCodeThatRulesUse) {
  EXPECT_EQ(bcp47_language("eng"), "en");
  EXPECT_EQ(bcp47_language("dan"), "da");
  EXPECT_EQ(bcp47_language("DEU"), "de");
  EXPECT_EQ(bcp47_language("ger"), "de");
  EXPECT_EQ(bcp47_language("cmn"), "zh");
  EXPECT_EQ(bcp47_language("nob"), "nb");
  EXPECT_EQ(bcp47_language("fil"), "fil");
  EXPECT_EQ(bcp47_language("it"), "it");
}

TEST(Language, IsUnknownForWhatIsNoCode) {
  for (const std::string_view code : {"", "e", "english", "e1", "und", "mul", "zxx", "mis", "e\xC3\xA9", "../"}) {
    EXPECT_EQ(bcp47_language(code), "") << code;
  }
}

}  // namespace
}  // namespace pith
