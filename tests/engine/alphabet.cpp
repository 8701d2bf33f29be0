#include "engine/alphabet.h"

#include <array>
#include <string_view>
#include <utility>

namespace pith::oracle {
namespace {

using namespace std::string_view_literals;

// By what makes them hard; those that act upon each other stand together.
constexpr std::array kThemes = {U"iIİı\u0307\u0130\u0301j"sv,                       // an i and its dot
                                U"kK\u212A\u212BåÅΩ\u2126µμ\u030A"sv,               // signs that fold to letters
                                U"sſßẞs\u0301\u0323"sv,                             // one letter for two
                                U"fiﬁﬂﬆﬃŉ\u1E9At"sv,                                // ligatures
                                U"σςΣᾳᾼΐ\u1FD3\u0345ια\u0308"sv,                    // final sigma, iota subscript
                                U"ǄǅǆéÉe\u0301\u0323\u0308\u0327dž"sv,              // title case, marks
                                U"чЧйЙи\u0306іѐ\u1C80в"sv,                          // Cyrillic
                                U"ԱևաᲐაᎠꭰև"sv,                          // cases far apart
                                U"ا\u0651ﷺﻻىلا"sv,                                  // Arabic
                                U"กา\u0E33\u0E49ຈ\u0EB3ကခ\u1031\u102Fx"sv,          // Thai, Lao, Khmer, Burmese
                                U"あか\u3099がガカｶﾞー々〆a"sv,                     // kana, half-width
                                U"中文\uF900\u2F00\u3400\U00020000豈一"sv,          // Han, compatibility Han
                                U"가각\u1100\u1161\u11A8ㄱ"sv,                      // Hangul and its parts
                                U"aＡａzＺ！\u3000｢"sv,                             // full-width
                                U"1٣۳०๓０②½²Ⅷ㍿㎏℡"sv,                              // digits and squares
                                U"\U00010428\U00010400\U0001D400\U0001E900A"sv,     // letters beyond the first plane
                                U"\U0001F600\U0001F3FD❤\uFE0F\u200D\U0001F1E9a"sv,  // emoji
                                U"\u00AD\u200B\u2060\uFEFF\u180E\u034F\u115F\uFFA0ab"sv,  // invisible
                                U"\u00A0\u2028\u2029\u0085\u2009\u1680\v\tab"sv,          // white space
                                U"\u00A8\u00B4\u00AF\u02BC‘’“”«»‹›„′″`'\"a"sv,  // quotes and accents of their own
                                U"a-–—\u2011−_…‥.·•"sv,                         // dashes and dots
                                U"※©®™→|{}[]()<>/\\#&%$^*+?~@ab"sv,             // signs
                                U"\u0903\u094D\u09BE\u09C7\u0DCFक"sv,           // marks that compose behind
                                U"\uE000\uFFFD\uFFFE\u0378\U0010FFFFa"sv};      // nobody's

bool is_usable(char32_t c) {
  return c != U'\n' && c != U'\r' && c != 0 && (c < 0xD800 || c > 0xDFFF);
}

char32_t any_character(Dice& dice) {
  char32_t c = 0;
  while (!is_usable(c)) c = static_cast<char32_t>(dice.one_in(3) ? dice.below(0x20000) : dice.below(0x3100));
  return c;
}

char32_t ascii_letter(Dice& dice) {
  return U'a' + static_cast<char32_t>(dice.below(26));
}

}  // namespace

char32_t odd_character(Dice& dice) {
  return dice.one_in(3) ? any_character(dice) : dice.pick(dice.pick(kThemes));
}

Alphabet Alphabet::random(Dice& dice) {
  Alphabet made;
  const std::size_t size = dice.between(2, 7);
  // Plain texts take the fast ways, so they are as frequent as all others together.
  const std::size_t kind = dice.below(6);
  const std::u32string_view theme = dice.pick(kThemes);
  for (std::size_t i = 0; i < size; ++i) {
    if (kind == 5) made.letters_ += dice.one_in(4) ? ascii_letter(dice) : dice.pick(theme);
    if (kind == 4) made.letters_ += odd_character(dice);
    if (kind == 3) made.letters_ += dice.one_in(3) ? odd_character(dice) : ascii_letter(dice);
    if (kind < 3) made.letters_ += ascii_letter(dice);
  }
  if (kind == 1) made.letters_ += U"etaoinsr";
  if (dice.one_in(3)) made.letters_ += U' ';
  if (dice.one_in(4)) made.letters_ += dice.pick(U"ABXZ019-_.'\u00E9\u00D8\u0416\u03A3"sv);
  return made;
}

std::u32string Alphabet::word(Dice& dice) const {
  std::size_t size = dice.between(1, dice.one_in(6) ? 12 : 5);
  if (dice.one_in(60)) size = dice.between(32, 130);
  if (dice.one_in(400)) size = dice.between(250, 700);
  std::u32string word;
  while (word.size() < size) word += !word.empty() && dice.one_in(6) ? word.back() : letter(dice);
  return word;
}

std::u32string Alphabet::words(Dice& dice) const {
  std::u32string words = word(dice);
  for (int more = 0; more < 3 && dice.one_in(2); ++more) words += gap(dice) + word(dice);
  return words;
}

std::u32string Alphabet::changed(Dice& dice, std::u32string text) const {
  if (text.empty()) return text;
  const std::size_t at = dice.below(text.size());
  switch (dice.below(5)) {
    case 0:
      text[at] = letter(dice);
      break;
    case 1:
      text.erase(at, 1);
      break;
    case 2:
      text.insert(at, 1, dice.one_in(2) ? text[at] : letter(dice));
      break;
    case 3:
      std::swap(text[at], text[dice.below(text.size())]);
      break;
    default:
      text[at] = odd_character(dice);
      break;
  }
  return text;
}

std::u32string gap(Dice& dice) {
  constexpr std::array kGaps = {U" "sv,  U" "sv,   U" "sv,  U" "sv,       U"  "sv,     U", "sv,
                                U". "sv, U" - "sv, U"–"sv,  U"'"sv,       U"\u00A0"sv, U"\u3000"sv,
                                U"/"sv,  U"…"sv,   U"\t"sv, U"\u200B "sv, U" © "sv};
  return std::u32string(dice.pick(kGaps));
}

}  // namespace pith::oracle
