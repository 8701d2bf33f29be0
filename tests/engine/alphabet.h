// The few characters that the rules and lines of one random world are made of: with few of them nearly everything is
// nearly something else.
#pragma once

#include <string>

#include "oracle/dice.h"

namespace pith::oracle {

class Alphabet {
 public:
  static Alphabet random(Dice& dice);

  char32_t letter(Dice& dice) const { return dice.pick(letters_); }
  // Mostly short; now and then so long that filters look at a part of it only.
  std::u32string word(Dice& dice) const;
  // One to four words with something between them.
  std::u32string words(Dice& dice) const;
  // The text with one character more, fewer or other.
  std::u32string changed(Dice& dice, std::u32string text) const;

 private:
  std::u32string letters_;
};

// A character that is hard to read: letters that fold, compose or decompose, marks, signs, invisible ones, digits of
// many scripts, scripts without spaces; or any other.
char32_t odd_character(Dice& dice);

// What stands between two words, most often a space.
std::u32string gap(Dice& dice);

}  // namespace pith::oracle
