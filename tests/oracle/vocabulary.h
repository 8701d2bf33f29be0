// The words of random rules and random documents. Both are made of the same, so that rules hit often.
#pragma once

#include <string>
#include <string_view>

#include "oracle/dice.h"

namespace pith::oracle {

// Short texts of many scripts, most of them in several spellings that mostly share a match form.
std::string random_phrase(Dice& dice);

// A phrase that a rule file can hold: valid UTF-8, with some letter, digit or bracket in it. Not yet quoted.
std::string random_rule_phrase(Dice& dice);

// A piece of a shortcode, whole or broken.
std::string random_tag(Dice& dice);

// A document of up to `most_lines` lines with all sorts of line ends; `valid` says that it must be UTF-8.
std::string random_text(Dice& dice, std::size_t most_lines, bool valid);

}  // namespace pith::oracle
