// Ways to write one and the same: other cases, other forms of Unicode, characters that share a match form.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "oracle/dice.h"

namespace pith::oracle {

std::string utf8(std::u32string_view text);

class Spellings {
 public:
  // Looks at the match form of every character below U+20000 once.
  Spellings();

  // Other ways to write all of `piece`, mostly but not always of the same match form; `piece` is among them when it is
  // one character. Empty for a longer piece that no single character stands for. Valid until the next call.
  const std::vector<std::string>& of(std::u32string_view piece);

  // The text with about one character in `seldom` written in another way.
  std::string respell(Dice& dice, std::u32string_view text, std::size_t seldom);

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> by_form_;
  std::map<std::u32string, std::vector<std::string>, std::less<>> known_;
};

}  // namespace pith::oracle
