// Random rules, as text.
#pragma once

#include <string>
#include <string_view>

#include "oracle/vocabulary.h"

namespace pith::oracle {

// What stands behind `known by`.
std::string random_known_lines(WordDice& dice);

// A statement or a property, without indent.
std::string random_risk(WordDice& dice);

// A statement with its properties; without an `id` when that is empty.
std::string random_rule(WordDice& dice, std::string_view id);

}  // namespace pith::oracle
