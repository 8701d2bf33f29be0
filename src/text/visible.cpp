#include "text/byte_masks.h"
#include "text/unicode.h"

namespace pith {

std::uint32_t count_visible(std::string_view text) {
  Masks masks;
  std::uint32_t count = 0;
  for (std::size_t from = 0; from < text.size(); from += kMaskBytes) {
    mark_visible(text, from, masks);
    for (std::size_t at = from; at < std::min(text.size(), from + kMaskBytes); at += kMaskBlock)
      count += static_cast<std::uint32_t>(std::popcount(masks[(at - from) / kMaskBlock]));
  }
  for_each_marked(text, mark_wide_spaces, [&](std::size_t second) {
    const Decoded d = decode(text, second - 1);
    count -= d.valid && d.code_point >= 0x80 && is_white_space(d.code_point) ? 1 : 0;
  });
  return count;
}

}  // namespace pith
