// Lines that a pattern matches, or would match but for one thing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/alphabet.h"
#include "engine/spellings.h"
#include "oracle/dice.h"

namespace pith::oracle {

class NearHits {
 public:
  NearHits(Dice& dice, const Alphabet& alphabet, Spellings& spellings)
      : dice_(dice), alphabet_(alphabet), spellings_(spellings) {}

  // A line about `target` with its end ("\n", "\r\n", …), perhaps of ill-formed UTF-8.
  std::string line(const std::u32string& target);

  // A line of no pattern: blank, or junk alone.
  std::string empty_line();

 private:
  std::u32string between_words(const std::u32string& text);
  std::u32string among_its_words(const std::u32string& text);
  std::u32string stretched(std::u32string text);
  std::string filler();
  void disturb(std::string& line, std::string_view bytes);

  Dice& dice_;
  const Alphabet& alphabet_;
  Spellings& spellings_;
};

}  // namespace pith::oracle
