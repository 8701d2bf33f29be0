// What is not wrong with a rule file but should be looked at.
#pragma once

#include <span>
#include <string_view>

#include "rules/ast.h"
#include "rules/mistakes.h"

namespace pith {

// Adds warnings and notes for all files; `today` is YYYY-MM-DD. The files have their ids.
void lint_rules(std::span<const ast::File> files, std::string_view today, const FileFilter& asked, Mistakes& mistakes);

}  // namespace pith
