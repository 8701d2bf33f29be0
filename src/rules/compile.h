// Statements to a program.
#pragma once

#include <vector>

#include "rules/ast.h"
#include "rules/builtin.h"
#include "rules/mistakes.h"
#include "rules/program.h"

namespace pith {

// Consumes what was parsed. Every mistake in every file is added to `mistakes`; the data can be run only when there is
// no error among them. `known` are regexes whose facts need not be worked out.
ProgramData compile_rules(std::vector<ast::File> files, KnownRegexes known, Mistakes& mistakes);

}  // namespace pith
