// The statements that are rules, and their properties.
#pragma once

#include "rules/ast.h"
#include "rules/cursor.h"

namespace pith {

// Reads what stands behind `risk`, to the end of the line; false after a mistake was reported.
bool parse_risk(Cursor& cursor, std::optional<ast::Risk>& risk);

// Reads a rule whose first word, `cut`, `keep` or `replace`, is still to be read; false after a mistake was reported.
bool parse_rule(Cursor& cursor, ast::Rule& rule);

// Reads one indented property of `rule`; false after a mistake was reported. `line` is the raw text of it.
bool parse_property(Cursor& cursor, std::string_view line, ast::Rule& rule);

// True for a word that opens a property.
bool is_property(std::string_view word);

// True when `id` may name a rule: letters, digits, `-`, `_` and `.` of any script.
bool is_id(std::string_view id);

}  // namespace pith
