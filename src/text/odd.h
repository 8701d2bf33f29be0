// Finds the odd characters of a text (text/plain.h).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace pith {

// Appends where every odd character of `text` begins, ascending. `text` must be shorter than 4 GiB.
void find_odd(std::string_view text, std::vector<std::uint32_t>& places);

}  // namespace pith
