// Statements to a program.
#pragma once

#include <vector>

#include "rules/ast.h"
#include "rules/builtin.h"
#include "rules/mistakes.h"
#include "rules/program.h"

namespace pith {

// Leaves out the built-in files that a user's file stands in for: a pack of the same name, or the very file under its
// path in the source tree (rules/sites/example.org.rules), which is how a shipped file is edited. True when there are
// any.
bool drop_replaced(std::vector<ast::File>& files);

// Consumes what was parsed. Every mistake in every file is added to `mistakes`; the data can be run only when there is
// no error among them. `known` are regexes whose facts need not be worked out.
ProgramData compile_rules(std::vector<ast::File> files, KnownRegexes known, Mistakes& mistakes);

}  // namespace pith
