// Random rule files, as text, so that the parser has its share.
#pragma once

#include <string>
#include <vector>

#include "oracle/dice.h"
#include "oracle/twins.h"

namespace pith::oracle {

// One to six files of all levels, nearly always without a mistake. The files know each other: they `use` packs and
// switch rules off.
std::vector<RuleFile> random_rule_files(Dice& dice);

// A document with an address, a language and a date that the random rule files know, or not.
Paper random_paper(Dice& dice, bool valid);

}  // namespace pith::oracle
