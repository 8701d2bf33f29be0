#include "html/markup_masks.h"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "html/markup_masks.cpp"
#include <hwy/foreach_target.h>
//
#include <hwy/highway.h>
//
#include "text/vectors.h"

HWY_BEFORE_NAMESPACE();
namespace pith {
namespace HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR

void mark_block(const std::uint8_t* block, std::size_t k, MarkupMasks& masks) {
  constexpr std::string_view kInTag = "\t\n\f\r =/>";
  masks.less_than[k] = masks.in_tag[k] = masks.quote[k] = masks.apostrophe[k] = 0;
  for (std::size_t i = 0; i < 64; ++i) {
    const char c = static_cast<char>(block[i]);
    masks.less_than[k] |= std::uint64_t{c == '<'} << i;
    masks.in_tag[k] |= std::uint64_t{kInTag.find(c) != std::string_view::npos} << i;
    masks.quote[k] |= std::uint64_t{c == '"'} << i;
    masks.apostrophe[k] |= std::uint64_t{c == '\''} << i;
  }
}

std::size_t plain_prefix_impl(std::string_view text) {
  const auto stops = [](char c) { return static_cast<std::uint8_t>(c) < ' ' || c == '&'; };
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (stops(text[i]) || (text[i] == ' ' && (stops(text[i + 1]) || text[i + 1] == ' '))) return i;
  }
  return text.empty() ? 0 : text.size() - 1;
}

#else

namespace hn = hwy::HWY_NAMESPACE;
using Tag8 = hn::CappedTag<std::uint8_t, 64>;

template <class Mask>
HWY_INLINE std::uint64_t bits_of(Tag8 d, Mask mask) {
  alignas(8) std::uint8_t bits[8] = {};
  hn::StoreMaskBits(d, mask, bits);
  std::uint64_t word = 0;
  __builtin_memcpy(&word, bits, sizeof word);
  return word;
}

// The byte of markup that ends with each half byte, and a byte that ends with another where there is none. The carriage
// return shares one with `=`.
alignas(16) constexpr std::uint8_t kInTagByLowHalf[16] = {' ', 0,    0,    0, 0,    0,   0,   0,
                                                          0,   '\t', '\n', 0, '\f', '=', '>', '/'};

HWY_INLINE void mark_block(const std::uint8_t* block, std::size_t k, MarkupMasks& masks) {
  const Tag8 d;
  const auto by_low_half = hn::LoadDup128(d, kInTagByLowHalf);
  const auto low_half = hn::Set(d, std::uint8_t{0xF});
  std::uint64_t less_than = 0;
  std::uint64_t in_tag = 0;
  std::uint64_t quote = 0;
  std::uint64_t apostrophe = 0;
  for (std::size_t i = 0; i < 64; i += hn::Lanes(d)) {
    const auto bytes = hn::LoadU(d, block + i);
    const auto markup = hn::TableLookupBytes(by_low_half, hn::And(bytes, low_half));
    const auto is_in_tag = hn::Or(hn::Eq(bytes, markup), hn::Eq(bytes, hn::Set(d, std::uint8_t{'\r'})));
    less_than |= bits_of(d, hn::Eq(bytes, hn::Set(d, std::uint8_t{'<'}))) << i;
    in_tag |= bits_of(d, is_in_tag) << i;
    quote |= bits_of(d, hn::Eq(bytes, hn::Set(d, std::uint8_t{'"'}))) << i;
    apostrophe |= bits_of(d, hn::Eq(bytes, hn::Set(d, std::uint8_t{'\''}))) << i;
  }
  masks.less_than[k] = less_than;
  masks.in_tag[k] = in_tag;
  masks.quote[k] = quote;
  masks.apostrophe[k] = apostrophe;
}

std::size_t plain_prefix_impl(std::string_view text) {
  const Tag8 d;
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto space = hn::Set(d, std::uint8_t{' '});
  const auto stops = [&](auto block) HWY_ATTR {
    return hn::Or(hn::Lt(block, space), hn::Eq(block, hn::Set(d, std::uint8_t{'&'})));
  };
  std::size_t i = 0;
  for (; i + hn::Lanes(d) + 1 <= text.size(); i += hn::Lanes(d)) {
    const auto block = hn::LoadU(d, bytes + i);
    const auto behind = hn::LoadU(d, bytes + i + 1);
    const auto is_last = hn::And(hn::Eq(block, space), hn::Or(hn::Eq(behind, space), stops(behind)));
    const std::intptr_t first = hn::FindFirstTrue(d, hn::Or(stops(block), is_last));
    if (first >= 0) return i + static_cast<std::size_t>(first);
  }
  return i;
}

#endif

void mark_markup_impl(std::string_view page, std::size_t from, MarkupMasks& masks) {
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(page.data());
  for (std::size_t k = 0; k < kMarkupBlocks; ++k) {
    const std::size_t at = from + 64 * k;
    if (at + 64 <= page.size()) {
      mark_block(bytes + at, k, masks);
      continue;
    }
    std::uint8_t copy[64] = {};
    if (at < page.size()) std::copy(bytes + at, bytes + page.size(), copy);
    mark_block(copy, k, masks);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace pith
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace pith {

void mark_markup(std::string_view page, std::size_t from, MarkupMasks& masks) {
  PITH_VECTORS(mark_markup_impl)(page, from, masks);
}

std::size_t plain_prefix(std::string_view text) {
  return PITH_VECTORS(plain_prefix_impl)(text);
}

}  // namespace pith

#endif  // HWY_ONCE
