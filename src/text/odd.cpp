#include "text/odd.h"

#include <algorithm>
#include <array>
#include <bit>

#include "text/byte_masks.h"
#include "text/plain.h"

namespace pith {
namespace {

constexpr std::size_t kBlocks = 64;  // that are marked at a time

// The first byte of the character that the continuation byte at `at` belongs to.
std::size_t lead_of(std::string_view text, std::size_t at) {
  std::size_t lead = at;
  while (lead > 0 && at - lead < 3 && (static_cast<unsigned char>(text[lead]) & 0xC0) == 0x80) --lead;
  return lead;
}

}  // namespace

void find_odd(std::string_view text, std::vector<std::uint32_t>& places) {
  std::array<std::uint64_t, kBlocks + 1> masks;
  std::size_t behind = 0;  // the last character that was looked at; two of its bytes may be marked
  for (std::size_t from = 0; from < text.size(); from += kBlocks * kMaskBlock) {
    // A pair of bytes belongs to the chunk of its second byte; the byte before the chunk is read along.
    const std::size_t begin = from == 0 ? 0 : from - kMaskBlock;
    const std::string_view chunk = text.substr(begin, from - begin + kBlocks * kMaskBlock);
    mark_suspects(chunk, masks.data());
    for (std::size_t block = (from - begin) / kMaskBlock; block * kMaskBlock < chunk.size(); ++block) {
      for (std::uint64_t mask = masks[block]; mask != 0; mask &= mask - 1) {
        const std::size_t at = begin + block * kMaskBlock + static_cast<std::size_t>(std::countr_zero(mask));
        const std::size_t lead = lead_of(text, at);
        if (lead < behind || static_cast<unsigned char>(text[lead]) < 0x80) continue;
        const PlainAt plain = plain_at(text, lead);
        behind = lead + plain.size;
        if (is_kind(plain.entry, PlainKind::odd)) places.push_back(static_cast<std::uint32_t>(lead));
      }
    }
  }
}

}  // namespace pith
