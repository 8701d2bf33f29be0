// The tests in a rule file: a text as tracked changes.
#pragma once

#include <string_view>

#include "rules/ast.h"
#include "rules/cursor.h"

namespace pith {

// =, -, ~ or >.
bool is_test_mark(char c);

// Reads `NAME:ID` or `ID`; false when it is neither. Sets all but the place.
bool parse_rule_name(std::string_view text, ast::RuleName& name);

// Reads `test "title" [on HOST] [with caps]`; false after a mistake was reported.
bool parse_test_head(Cursor& cursor, ast::Test& test);

// Reads one marked line and adds it to `test`; false after a mistake was reported.
bool parse_test_line(const ast::File& file, std::uint32_t number, std::string_view line, ast::Test& test,
                     Mistakes& mistakes);

// Reports what is wrong with the whole: no line at all, `~` without `>`.
void check_test(const ast::File& file, const ast::Test& test, Mistakes& mistakes);

}  // namespace pith
