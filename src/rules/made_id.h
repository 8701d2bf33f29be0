// Ids for rules that were given none.
#pragma once

#include "rules/ast.h"
#include "rules/mistakes.h"

namespace pith {

// Gives every rule of the file an id and reports the ones that two rules share. A made id comes from what the rule says
// (its first phrase), never from where it stands, so that moving rules about changes no result.
void make_ids(ast::File& file, Mistakes& mistakes);

}  // namespace pith
