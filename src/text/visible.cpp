#include <algorithm>
#include <cstdint>

#include "text/unicode.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/visible.cpp"
#include <hwy/foreach_target.h>
//
#include <hwy/highway.h>
//
#include "text/vectors.h"

HWY_BEFORE_NAMESPACE();
namespace pith {
namespace HWY_NAMESPACE {

constexpr std::size_t kBehind = 2;  // bytes that are read behind a block

#if HWY_TARGET == HWY_SCALAR

constexpr std::size_t kBlock = 1;

std::size_t count_block(const std::uint8_t* text) {
  const std::string_view character(reinterpret_cast<const char*>(text), kBlock + kBehind);
  if ((text[0] & 0xC0) == 0x80) return 0;
  const Decoded d = decode(character, 0);
  return d.valid && is_white_space(d.code_point) ? 0 : 1;
}

#else

namespace hn = hwy::HWY_NAMESPACE;
using Tag = hn::CappedTag<std::uint8_t, 64>;
using Vector = hn::Vec<Tag>;
using Mask = hn::Mask<Tag>;

HWY_INLINE Mask is(Vector bytes, int value) {
  return hn::Eq(bytes, hn::Set(Tag(), static_cast<std::uint8_t>(value)));
}
HWY_INLINE Mask is_between(Vector bytes, int first, int last) {
  const Tag d;
  const Vector from_first = hn::Sub(bytes, hn::Set(d, static_cast<std::uint8_t>(first)));
  return hn::Lt(from_first, hn::Set(d, static_cast<std::uint8_t>(last - first + 1)));
}
HWY_INLINE Mask any(Mask a, Mask b) {
  return hn::Or(a, b);
}
HWY_INLINE Mask all(Mask a, Mask b) {
  return hn::And(a, b);
}

// Bytes that begin white space beyond ASCII: U+0085, U+00A0, U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F
// and U+3000.
HWY_INLINE Mask wide_spaces(Vector first, Vector second, Vector third) {
  const Mask latin = all(is(first, 0xC2), any(is(second, 0x85), is(second, 0xA0)));
  const Mask ogham = all(all(is(first, 0xE1), is(second, 0x9A)), is(third, 0x80));
  const Mask of_2000 = any(any(is_between(third, 0x80, 0x8A), is_between(third, 0xA8, 0xA9)), is(third, 0xAF));
  const Mask general =
      all(is(first, 0xE2), any(all(is(second, 0x80), of_2000), all(is(second, 0x81), is(third, 0x9F))));
  const Mask ideographic = all(all(is(first, 0xE3), is(second, 0x80)), is(third, 0x80));
  return any(any(latin, ogham), any(general, ideographic));
}

HWY_INLINE std::size_t count_block(const std::uint8_t* text) {
  const Tag d;
  const Vector first = hn::LoadU(d, text);
  Mask nothing = any(is_between(first, 0x80, 0xBF), any(is(first, ' '), is_between(first, '\t', '\r')));
  if (!hn::AllFalse(d, any(is(first, 0xC2), is_between(first, 0xE1, 0xE3)))) {
    nothing = any(nothing, wide_spaces(first, hn::LoadU(d, text + 1), hn::LoadU(d, text + 2)));
  }
  return hn::Lanes(d) - hn::CountTrue(d, nothing);
}

#endif

std::size_t count_visible_impl(const std::uint8_t* text, std::size_t size) {
#if HWY_TARGET == HWY_SCALAR
  const std::size_t block = kBlock;
#else
  const std::size_t block = hn::Lanes(Tag());
#endif
  constexpr std::size_t kLongest = 64;
  std::size_t count = 0;
  for (std::size_t i = 0; i < size; i += block) {
    if (i + block + kBehind <= size) {
      count += count_block(text + i);
      continue;
    }
    // Spaces behind the text count nothing. A whole block may end less than kBehind bytes before its end.
    std::uint8_t copy[kLongest + kBehind];
    std::fill_n(copy, sizeof copy, std::uint8_t{' '});
    std::copy(text + i, text + size, copy);
    count += count_block(copy);
  }
  return count;
}

}  // namespace HWY_NAMESPACE
}  // namespace pith
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace pith {

std::uint32_t count_visible(std::string_view text) {
  return static_cast<std::uint32_t>(
      PITH_VECTORS(count_visible_impl)(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

}  // namespace pith

#endif  // HWY_ONCE
