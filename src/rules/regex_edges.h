// What the texts that an anchored regex matches begin or end with.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pith {

enum class RegexEdge : std::uint8_t { start, end };

// Strings of which one, up to case, stands at that edge of every text that the regex matches. Only regexes whose every
// alternative begins with ^ (for the start) or ends with $ (for the end) have any; of their syntax as much is
// understood as rules use (literals, groups, alternatives, small classes, `?`), the rest ends a string. A string is
// closed by "\n" where the text's other edge is. Empty when nothing is known.
std::vector<std::string> regex_edges(std::string_view source, RegexEdge edge);

}  // namespace pith
