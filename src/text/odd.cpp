#include "text/odd.h"

#include "text/byte_masks.h"
#include "text/plain.h"

namespace pith {
namespace {

// The first byte of the character that the byte at `at` belongs to.
std::size_t lead_of(std::string_view text, std::size_t at) {
  std::size_t lead = at;
  while (lead > 0 && at - lead < 3 && (static_cast<unsigned char>(text[lead]) & 0xC0) == 0x80) --lead;
  return lead;
}

}  // namespace

void find_odd(std::string_view text, std::vector<std::uint32_t>& places) {
  std::size_t behind = 0;  // the last character that was looked at; two of its bytes may be marked
  for_each_marked(text, mark_suspects, [&](std::size_t at) {
    const std::size_t lead = lead_of(text, at);
    if (lead < behind || static_cast<unsigned char>(text[lead]) < 0x80) return;
    const PlainAt plain = plain_at(text, lead);
    behind = lead + plain.size;
    if (is_kind(plain.entry, PlainKind::odd)) places.push_back(static_cast<std::uint32_t>(lead));
  });
}

}  // namespace pith
