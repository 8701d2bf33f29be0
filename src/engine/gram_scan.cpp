#include "engine/gram_scan.h"

#include <algorithm>
#include <bit>

#include "engine/letters.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/gram_scan.cpp"
#include <hwy/foreach_target.h>
//
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace pith {
namespace HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR

// Without vectors all is left to the loops below.
std::size_t find_grams_impl(const std::uint8_t*, std::size_t begin, std::size_t, const std::uint32_t*, unsigned,
                            std::vector<std::uint32_t>&) {
  return begin;
}
std::size_t find_pairs_impl(const std::uint8_t*, std::size_t begin, std::size_t, std::span<const std::uint16_t>,
                            std::vector<std::uint32_t>&) {
  return begin;
}

#else

namespace hn = hwy::HWY_NAMESPACE;
constexpr std::size_t kLanes = 16;
using Grams = hn::CappedTag<std::uint32_t, kLanes>;
using Bytes = hn::CappedTag<std::uint8_t, 4 * kLanes>;
using GramVector = hn::Vec<Grams>;

template <class D, class Mask>
std::uint64_t bits_of(D d, Mask mask) {
  alignas(8) std::uint8_t bits[8] = {};
  hn::StoreMaskBits(d, mask, bits);
  std::uint64_t word = 0;
  __builtin_memcpy(&word, bits, sizeof word);
  return word;
}

// The lanes that could be known grams, for the grams at every fourth byte from `text` on.
std::uint64_t known_lanes(Grams d, const std::uint8_t* text, const std::uint32_t* words, unsigned shift) {
  const hn::Repartition<std::uint8_t, Grams> bytes;
  const GramVector grams = hn::Or(hn::BitCast(d, hn::LoadU(bytes, text)), hn::Set(d, 0x20202020U));
  const GramVector slots = hn::ShiftRightSame(hn::Mul(grams, hn::Set(d, GramBits::kPrime)), static_cast<int>(shift));
  const hn::Rebind<std::int32_t, Grams> indexes;
  const GramVector found = hn::GatherIndex(d, words, hn::BitCast(indexes, hn::ShiftRight<5>(slots)));
  const GramVector bit = hn::Shl(hn::Set(d, 1U), hn::And(slots, hn::Set(d, 31U)));
  return bits_of(d, hn::Ne(hn::And(found, bit), hn::Zero(d)));
}

// Appends to `places` from `count` on; returns the new count. Reads 4 bytes behind `end`. Stops less than a vector
// before `end`, and says where.
std::size_t find_grams_impl(const std::uint8_t* text, std::size_t begin, std::size_t end, const std::uint32_t* words,
                            unsigned shift, std::vector<std::uint32_t>& places) {
  const Grams d;
  const std::size_t step = 4 * hn::Lanes(d);
  std::size_t i = begin;
  for (; i + step <= end; i += step) {
    std::uint64_t here = known_lanes(d, text + i, words, shift);
    std::uint64_t behind = known_lanes(d, text + i + 2, words, shift);  // two bytes on
    while ((here | behind) != 0) {
      const bool next_here = (here & -here) - 1 <= (behind & -behind) - 1;  // no lane left is the greatest
      std::uint64_t& lanes = next_here ? here : behind;
      const auto lane = static_cast<std::size_t>(std::countr_zero(lanes));
      places.push_back(static_cast<std::uint32_t>(i + 4 * lane + (next_here ? 0 : 2)));
      lanes &= lanes - 1;
    }
  }
  return i;
}

// The same for pairs at every byte.
std::size_t find_pairs_impl(const std::uint8_t* text, std::size_t begin, std::size_t end,
                            std::span<const std::uint16_t> pairs, std::vector<std::uint32_t>& places) {
  const Bytes d;
  using Vector = hn::Vec<Bytes>;
  const std::size_t step = hn::Lanes(d);
  const Vector case_bit = hn::Set(d, std::uint8_t{0x20});
  std::size_t i = begin;
  for (; i + step <= end; i += step) {
    const Vector first = hn::Or(hn::LoadU(d, text + i), case_bit);
    const Vector second = hn::Or(hn::LoadU(d, text + i + 1), case_bit);
    Vector any = hn::Zero(d);
    for (const std::uint16_t pair : pairs) {
      const Vector differs = hn::Or(hn::Xor(first, hn::Set(d, static_cast<std::uint8_t>(pair & 0xFF))),
                                    hn::Xor(second, hn::Set(d, static_cast<std::uint8_t>(pair >> 8))));
      any = hn::Or(any, hn::VecFromMask(d, hn::Eq(differs, hn::Zero(d))));
    }
    for (std::uint64_t lanes = bits_of(d, hn::Ne(any, hn::Zero(d))); lanes != 0; lanes &= lanes - 1) {
      places.push_back(static_cast<std::uint32_t>(i + static_cast<std::size_t>(std::countr_zero(lanes))));
    }
  }
  return i;
}

#endif

}  // namespace HWY_NAMESPACE
}  // namespace pith
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace pith {

HWY_EXPORT(find_grams_impl);
HWY_EXPORT(find_pairs_impl);

namespace {

constexpr std::size_t kGram = 4;
constexpr std::size_t kStride = 2;

// The gram at `at`; what is behind the text counts as zero.
std::uint32_t gram_at(std::string_view text, std::size_t at) {
  std::uint32_t gram = 0;
  __builtin_memcpy(&gram, text.data() + at, std::min(kGram, text.size() - at));
  return gram | static_cast<std::uint32_t>(kCaseBits);
}

const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

// How far vectors may go that read `more` bytes behind their place.
std::size_t safe_end(std::string_view text, std::size_t end, std::size_t more) {
  return std::min(end, text.size() - std::min(more, text.size()));
}

}  // namespace

void GramBits::build(std::span<const std::uint32_t> grams) {
  // Bits for each gram, two to the power of: about one look-up in this many is a false alarm.
  constexpr unsigned kSpare = 5;
  const unsigned bits = std::clamp(static_cast<unsigned>(std::bit_width(grams.size())) + kSpare, 15U, 24U);
  shift_ = 32 - bits;
  words_.assign((std::size_t{1} << bits) / 32, 0);
  for (const std::uint32_t gram : grams) words_[slot(gram) / 32] |= std::uint32_t{1} << (slot(gram) % 32);
}

void find_grams(std::string_view text, std::size_t from, std::size_t size, const GramBits& known,
                std::vector<std::uint32_t>& places) {
  const std::size_t end = std::min(text.size(), from + size);
  std::size_t i = HWY_DYNAMIC_DISPATCH(find_grams_impl)(bytes_of(text), from, safe_end(text, end, kGram), known.words(),
                                                        known.shift(), places);
  for (; i < end; i += kStride) {
    if (known.has(gram_at(text, i))) places.push_back(static_cast<std::uint32_t>(i));
  }
}

void find_pairs(std::string_view text, std::size_t from, std::size_t size, std::span<const std::uint16_t> pairs,
                std::vector<std::uint32_t>& places) {
  const std::size_t end = std::min(text.size(), from + size);
  std::size_t i = HWY_DYNAMIC_DISPATCH(find_pairs_impl)(bytes_of(text), from, safe_end(text, end, 1), pairs, places);
  for (; i + 1 < text.size() && i < end; ++i) {
    const auto pair = static_cast<std::uint16_t>(gram_at(text, i));
    if (std::ranges::binary_search(pairs, pair)) places.push_back(static_cast<std::uint32_t>(i));
  }
}

}  // namespace pith

#endif  // HWY_ONCE
