#include "oracle/vocabulary.h"

#include <array>

namespace pith::oracle {
namespace {

using namespace std::string_view_literals;

// Spellings of one thing, a line each. Not all of them are equal in match form: near misses are wanted too.
constexpr std::array kSpellings = {
    std::array{"Read more"sv, "READ MORE"sv, "read  more"sv, "Re\u00ADad\u00A0more"sv, "Ｒｅａｄ more"sv},
    std::array{"Læs også"sv, "LÆS OGSÅ"sv, "Læs\u00A0også"sv, "læs ogsa\u030A"sv, "Læs\u2009også:"sv},
    std::array{"Straße"sv, "STRASSE"sv, "strasse"sv, "STRA\u1E9EE"sv, "Stra\u00ADße"sv},
    std::array{"İstanbul"sv, "istanbul"sv, "ISTANBUL"sv, "ıstanbul"sv, "i\u0307stanbul"sv},
    std::array{"ΣΧΟΛΙΟΣ"sv, "σχολιος"sv, "σχολιοσ"sv, "Σχόλιος"sv, "σχο\u0301λιος"sv},
    std::array{"Читайте"sv, "ЧИТАЙТЕ"sv, "Чита\u0438\u0306те"sv, "читайте также"sv, "Читайте\u200B также"sv},
    std::array{"อ่านต่อ"sv, "น้ำ"sv, "น\u0E4Dา"sv, "อ่าน"sv, "ต่อ"sv},
    std::array{"阅读更多"sv, "更多"sv, "株式会社"sv, "\u337F"sv, "会"sv},
    std::array{"阅读"sv, "读更"sv, "更多"sv, "更更"sv, "更更更多多"sv},
    std::array{"ABC"sv, "ＡＢＣ"sv, "abc"sv, "ａbc"sv, "ab"sv},
    std::array{"find out"sv, "\uFB01nd out"sv, "FIND OUT"sv, "find\tout"sv, "find"sv},
    std::array{"\"share\""sv, "“Share”"sv, "«share»"sv, "„Share‟"sv, "″share″"sv},
    std::array{"don't miss"sv, "don’t miss"sv, "don`t miss"sv, "DON´T MISS"sv, "don′t\u00A0miss"sv},
    std::array{"a–b"sv, "a-b"sv, "a—b"sv, "A−b"sv, "a ‑ b"sv},
    std::array{"(Photo: X)"sv, "（Photo： X）"sv, "(photo: x)"sv, "Photo: X"sv, "[photo]"sv},
    std::array{"© 2026"sv, "2026"sv, "②⓪26"sv, "© Pith"sv, "２０２６"sv},
    std::array{"café"sv, "cafe\u0301"sv, "CAFÉ"sv, "cafe"sv, "caf\u00E9\u0323"sv},
    std::array{"한국"sv, "\u1112\u1161\u11AB국"sv, "한"sv, "국"sv, "ᄒ"sv},
    std::array{"ﷺ"sv, "صلى الله عليه وسلم"sv, "الله"sv, "½ kg"sv, "1⁄2 kg"sv},
    std::array{"menu"sv, "Menu"sv, "MENU"sv, "me\u200Bnu"sv, "menus"sv},
    std::array{"menu\u0301"sv, "men\u00FA"sv, "me\u0301nu"sv, "menu\u200D\u0327"sv, "wor\u0323d\u0307"sv},
    std::array{"x"sv, "X"sv, "\u2169"sv, "xx"sv, "x x"sv},
    std::array{"プレー"sv, "ﾌﾟﾚｰ"sv, "ア\u3099"sv, "ပို"sv, "ខ្មែរ"sv},
    std::array{"K"sv, "\u212A"sv, "k\u0307"sv, "ķ"sv, "ſ"sv},
};

constexpr std::array kEdges = {"- "sv,     "» "sv,     "› "sv,     "* "sv,     "• "sv,     "... "sv,   " *"sv,
                               " »"sv,     ":"sv,      "|"sv,      " "sv,      "\t"sv,     "\u3000"sv, "\u00A0"sv,
                               "\u00A8"sv, "\u00AD"sv, "\u200B"sv, "\uFEFF"sv, "\u2028"sv, "\u0085"sv, "\u0301"sv,
                               "¿"sv,      "'"sv,      "\""sv,     "#"sv,      " # "sv,    "("sv,      "©"sv};

constexpr std::array kGaps = {" "sv,   " "sv,      " "sv,  ""sv,   "  "sv, ", "sv,
                              " - "sv, "\u00A0"sv, ". "sv, "\t"sv, "/"sv,  "\u200B"sv};

constexpr std::array kTags = {"[gallery]"sv,
                              "[gallery ids=\"1,2\"]"sv,
                              "[/gallery]"sv,
                              "[GALLERY /]"sv,
                              "[vc_row a=”x]”]"sv,
                              "[/vc_row]"sv,
                              "[vc_col/]"sv,
                              "[vc_col]"sv,
                              "[/vc_col]"sv,
                              "[caption id='x' b=\"]\"]"sv,
                              "[/caption]"sv,
                              "[caption=«a»]"sv,
                              "[gallery"sv,
                              "[gallery [x]"sv,
                              "[x]"sv,
                              "[x]"sv,
                              "[/x]"sv,
                              "[/x]"sv,
                              "[x\ta]"sv,
                              "[1]"sv,
                              "[caption a=\"]"sv,
                              "[caption a= \"]\"]"sv,
                              "[vc_]"sv,
                              "[x y='’ z=2]"sv,
                              "[]"sv,
                              "[/]"sv};

constexpr std::array kProse = {"The"sv, "harbour"sv, "was"sv,    "quiet"sv, "и"sv,
                               "der"sv, "om"sv,      "natten"sv, "12"sv,    "word"sv};

constexpr std::array kProseEnds = {"."sv, "!"sv, "?”"sv, ".)"sv, "。"sv, ""sv, " »"sv};

constexpr std::array kBlanks = {""sv,       ""sv,       ""sv,       " "sv,  "\t "sv,
                                "\u00A0"sv, "\u200B"sv, "\u00AD"sv, "\r"sv, "\u3000\u2060"sv};

constexpr std::array kLineEnds = {"\n"sv, "\n"sv, "\n"sv, "\n"sv, "\r\n"sv, "\r\n"sv, "\r\r\n"sv};

constexpr std::array kBadBytes = {"\xFF"sv,         "\xE2\x80"sv, "\xC3"sv,    "\xF0\x9F\x98"sv,
                                  "\xED\xA0\x80"sv, "\x80"sv,     "\xC0\xAF"sv};

constexpr std::array kOddBytes = {"\0"sv, "\r"sv, "\x1B"sv, "\x7F"sv, "\xF0\x9F\x98\x80"sv};

std::string random_prose(Dice& dice) {
  std::string line;
  const std::size_t words = dice.between(12, 19);
  for (std::size_t i = 0; i < words; ++i) {
    line += dice.one_in(8) ? random_phrase(dice) : std::string(dice.pick(kProse));
    line += " ";
  }
  line.pop_back();
  line += dice.pick(kProseEnds);
  return line;
}

std::string random_words(Dice& dice) {
  std::string line;
  if (dice.one_in(3)) line += dice.pick(kEdges);
  const std::size_t words = dice.between(1, 3);
  for (std::size_t i = 0; i < words; ++i) {
    if (i > 0) line += dice.pick(kGaps);
    line += dice.one_in(8) ? random_tag(dice) : random_phrase(dice);
  }
  if (dice.one_in(3)) line += dice.pick(kEdges);
  return line;
}

// Puts the bytes somewhere into the line, in between characters or not.
void disturb(Dice& dice, std::string& line, std::string_view bytes) {
  line.insert(dice.below(line.size() + 1), bytes);
}

// A long line; now and then a long word.
std::string repeated(const std::string& line, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += line;
  return out;
}

std::string random_line(Dice& dice, bool valid) {
  const std::size_t kind = dice.below(10);
  if (kind < 2) return std::string(dice.pick(kBlanks));
  std::string line = kind < 4 ? random_prose(dice) : kind == 4 ? random_tag(dice) : random_words(dice);
  if (dice.one_in(12)) line = std::string(dice.pick(kOddBytes)) + line;
  if (dice.one_in(60)) line = repeated(line, dice.between(2, 24));
  if (valid) return line;
  if (dice.one_in(12)) disturb(dice, line, dice.pick(kOddBytes));
  if (dice.one_in(12)) disturb(dice, line, dice.pick(kBadBytes));
  return line;
}

}  // namespace

std::string random_phrase(Dice& dice) {
  return std::string(dice.pick(dice.pick(kSpellings)));
}

std::string random_rule_phrase(Dice& dice) {
  std::string phrase;
  if (dice.one_in(8)) phrase += dice.pick(kEdges);
  phrase += random_phrase(dice);
  if (dice.one_in(8)) phrase += std::string(dice.pick(kGaps)) + random_phrase(dice);
  if (dice.one_in(8)) phrase += dice.pick(kEdges);
  return phrase;
}

std::string random_tag(Dice& dice) {
  std::string tags(dice.pick(kTags));
  while (dice.one_in(3)) {
    if (dice.one_in(2)) tags += random_phrase(dice);
    tags += dice.pick(kTags);
  }
  return tags;
}

std::string random_text(Dice& dice, std::size_t most_lines, bool valid) {
  std::string text;
  const std::size_t lines = dice.below(most_lines + 1);
  for (std::size_t i = 0; i < lines; ++i) {
    text += random_line(dice, valid);
    if (i + 1 < lines || dice.one_in(2)) text += dice.pick(kLineEnds);
  }
  return text;
}

}  // namespace pith::oracle
