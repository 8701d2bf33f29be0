// Random rules, as text.
#pragma once

#include <string>
#include <string_view>

#include "oracle/vocabulary.h"

namespace pith::oracle {

// What stands behind `cut line` and `known by`.
std::string random_matcher(WordDice& dice);

// A statement with its properties; without an `id` when that is empty.
std::string random_rule(WordDice& dice, std::string_view id);

}  // namespace pith::oracle
