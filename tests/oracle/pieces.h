// Texts and rule files taken apart.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pith::oracle {

// The lines with their "\n".
std::vector<std::string> lines_of(std::string_view text);

// The lines of a rule file; a statement and the properties under it are one piece.
std::vector<std::string> statements_of(std::string_view text);

}  // namespace pith::oracle
