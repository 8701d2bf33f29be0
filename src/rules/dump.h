// Rule files as JSON, without loss.
#pragma once

#include <span>
#include <string>

#include "rules/ast.h"

namespace pith {

// {"format":1,"files":[…]}: every header, rule and test, with the line it stands in.
std::string dump_rules(std::span<const ast::File> files);

}  // namespace pith
