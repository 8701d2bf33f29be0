// Random regexes together with texts that they match, or nearly do.
#pragma once

#include <array>
#include <string>

#include "engine/alphabet.h"
#include "oracle/dice.h"

namespace pith::oracle {

struct MadeRegex {
  std::string source;                     // between the slashes of a rule
  bool ignore_case = false;               // an `i` behind them
  std::array<std::u32string, 3> samples;  // most of them match
};

MadeRegex random_regex(Dice& dice, const Alphabet& alphabet);

}  // namespace pith::oracle
