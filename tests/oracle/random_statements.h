// Random rules, as text.
#pragma once

#include <string>
#include <string_view>

#include "oracle/vocabulary.h"

namespace pith::oracle {

// A statement with its properties; without an `id` when that is empty.
std::string random_rule(WordDice& dice, std::string_view id);

}  // namespace pith::oracle
