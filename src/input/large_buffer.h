// Room for whole documents.
#pragma once

#include <cstddef>
#include <string>

namespace pith {

// Reserves, and asks the system for large pages where there is much to reserve: a hundred megabytes in pages of 4 KB
// take longer to hand out than to clean.
void reserve_large(std::string& buffer, std::size_t size);

}  // namespace pith
