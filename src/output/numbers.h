// Numbers as people read them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pith {

// "1,234,567".
std::string with_commas(std::uint64_t number);

// "812 bytes", "12.3 KB", "4.0 MB": powers of 1000.
std::string human_bytes(std::uint64_t bytes);

// "1 document", "1,204 documents".
std::string counted(std::uint64_t number, std::string_view one, std::string_view many);

}  // namespace pith
