// Random rule files, as text, so that the parser has its share.
#pragma once

#include <string>
#include <vector>

#include "oracle/twins.h"
#include "oracle/vocabulary.h"

namespace pith::oracle {

// One to six files of all levels, nearly always without a mistake. The files know each other: they `use` packs and
// switch rules off.
std::vector<RuleFile> random_rule_files(WordDice& dice);

// A document with an address, a language and a date that the random rule files know, or not; with a title, and with a
// word on how carefully to clean it.
Paper random_paper(WordDice& dice, bool valid);

}  // namespace pith::oracle
