// What a rule says of lines: matchers, runs, and places.
#pragma once

#include <vector>

#include "rules/ast.h"
#include "rules/cursor.h"

namespace pith {

// Each is false after a mistake was reported.

// Reads a matcher.
bool parse_matcher(Cursor& cursor, ast::Matcher& matcher);

// Reads `line M` or `run of N+ lines M`.
bool parse_line_or_run(Cursor& cursor, ast::Matcher& matcher);

// Reads places (`top 5 lines`, `not after line M`, …) to the end of the statement.
bool parse_conditions(Cursor& cursor, std::vector<ast::Condition>& conditions);

}  // namespace pith
