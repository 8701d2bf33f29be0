#include "input/inflate.h"

#include <isa-l/igzip_lib.h>

#include <algorithm>
#include <limits>
#include <memory>

namespace pith {
namespace {

// isa-l's fast loop writes ahead of what it has decoded: behind an error, the last bytes (258 at most, the longest
// match of RFC 1951) may be whatever stood there.
constexpr std::size_t kWrittenAhead = 258;
constexpr std::size_t kLeastRoom = 1 << 14;
constexpr std::size_t kMostAtOnce = std::numeric_limits<std::int32_t>::max();

std::uint32_t flag(Wrapping wrapping) {
  switch (wrapping) {
    case Wrapping::gzip:
      return ISAL_GZIP;
    case Wrapping::zlib:
      return ISAL_ZLIB;
    case Wrapping::none:
      return ISAL_DEFLATE;
  }
  return ISAL_DEFLATE;
}

}  // namespace

Inflated inflate_all(std::string_view data, Wrapping wrapping, std::size_t limit, std::string& out) {
  const auto state = std::make_unique<inflate_state>();
  isal_inflate_init(state.get());
  state->crc_flag = flag(wrapping);
  state->next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(data.data()));
  state->avail_in = static_cast<std::uint32_t>(std::min(data.size(), kMostAtOnce));
  std::size_t size = 0;
  // One byte more than may come shows that more would.
  out.resize(std::min(limit + 1, std::max(kLeastRoom, data.size() * 4)));
  while (true) {
    auto* const begin = reinterpret_cast<std::uint8_t*>(out.data()) + size;
    const std::uint8_t* const read = state->next_in;
    state->next_out = begin;
    state->avail_out = static_cast<std::uint32_t>(std::min(out.size() - size, kMostAtOnce));
    const int code = isal_inflate(state.get());
    // By the pointers: after an error the counts beside them are wrong.
    const auto made = static_cast<std::size_t>(state->next_out - begin);
    size += made;
    const bool wrong_sum = code == ISAL_INCORRECT_CHECKSUM;
    const bool ended = code != ISAL_DECOMP_OK || state->block_state == ISAL_BLOCK_FINISH;
    if (size > limit) {
      out.clear();
      return Inflated::too_large;
    }
    if (ended || (made == 0 && state->next_in == read)) {
      const bool damaged = code != ISAL_DECOMP_OK;
      out.resize(damaged && !wrong_sum ? size - std::min(size, kWrittenAhead) : size);
      if (damaged) return Inflated::damaged;
      return ended ? Inflated::whole : Inflated::cut;
    }
    if (size == out.size()) out.resize(std::min(limit + 1, out.size() * 2));
  }
}

}  // namespace pith
