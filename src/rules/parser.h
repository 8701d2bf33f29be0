// Rule text to statements.
#pragma once

#include <string_view>

#include "rules/ast.h"
#include "rules/mistakes.h"

namespace pith {

// Reads a whole rule file. Never stops at the first mistake: a statement that is wrong is reported and left out, the
// others are read. Whether names, regexes and phrases hold is the compiler's business.
ast::File parse_rules(std::string_view text, std::string_view path, ast::Origin origin, Mistakes& mistakes);

}  // namespace pith
