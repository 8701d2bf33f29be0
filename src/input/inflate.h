// Inflates what is in memory as a whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace pith {

enum class Wrapping : std::uint8_t {
  gzip,  // RFC 1952; only the first member
  zlib,  // RFC 1950
  none,  // RFC 1951
};

enum class Inflated : std::uint8_t {
  whole,
  cut,      // the data ends before the stream does; what there is was inflated
  damaged,  // what stands before the damage was inflated, less some bytes
  too_large,
};

// Replaces `out` by what `data` inflates to, `limit` bytes at most. What stands behind the stream is ignored.
Inflated inflate_all(std::string_view data, Wrapping wrapping, std::size_t limit, std::string& out);

}  // namespace pith
