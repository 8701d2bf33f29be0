// What figures were taken on.
#pragma once

#include <cstdint>
#include <string>

namespace pith {

// The processor's name, or its kind where the system does not tell; the machine's name; how many processors there are.
std::string processor_name();
std::string host_name();
unsigned processor_count();

// Now, in UTC, as ISO 8601: "2026-11-20T13:05:00+00:00".
std::string time_stamp();

// Bytes that this program has got from disks so far; what the page cache answered is none of them.
std::uint64_t bytes_from_disks();

}  // namespace pith
