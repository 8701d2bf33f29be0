// What the texts that an anchored regex matches begin with.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pith {

// Strings of which one, up to case, stands at the start of every text that the regex matches. Only regexes whose every
// alternative begins with ^ have any; of their syntax as much is understood as rules use (literals, groups,
// alternatives, small classes, `?`), the rest ends a string. A string is closed by "\n" where the text ends there.
// Empty when nothing is known, or too many strings would be needed.
std::vector<std::string> regex_starts(std::string_view source);

}  // namespace pith
