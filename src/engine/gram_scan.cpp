#include "engine/gram_scan.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "engine/letters.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/gram_scan.cpp"
#include <hwy/foreach_target.h>
//
#include <hwy/highway.h>

#ifndef PITH_ENGINE_GRAM_SCAN_ONCE
#define PITH_ENGINE_GRAM_SCAN_ONCE

namespace pith {

constexpr std::size_t kGram = 4;
constexpr std::size_t kStride = 2;
constexpr std::size_t kLongestVector = 64;  // bytes
constexpr auto kGramCaseBits = static_cast<std::uint32_t>(kCaseBits);

// Part of a text that is scanned.
struct Stretch {
  const std::uint8_t* text;
  std::size_t size;  // of the whole text
  std::size_t begin;
  std::size_t end;
};

// The bytes at `at` with as many behind them as a vector and a gram need, in `copy` where the text ends before that.
inline const std::uint8_t* padded(const Stretch& stretch, std::size_t at, std::uint8_t* copy) {
  constexpr std::size_t kNeeded = kLongestVector + kGram;
  if (at + kNeeded <= stretch.size) return stretch.text + at;
  std::fill_n(copy, kNeeded, std::uint8_t{0});
  std::copy(stretch.text + at, stretch.text + stretch.size, copy);
  return copy;
}

}  // namespace pith

#endif  // PITH_ENGINE_GRAM_SCAN_ONCE

HWY_BEFORE_NAMESPACE();
namespace pith {
namespace HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR

std::size_t find_grams_impl(const Stretch& stretch, const GramBits& known, std::uint32_t* places) {
  std::size_t count = 0;
  std::uint8_t copy[kLongestVector + kGram];
  for (std::size_t i = stretch.begin; i < stretch.end; i += kStride) {
    std::uint32_t gram = 0;
    __builtin_memcpy(&gram, padded(stretch, i, copy), kGram);
    if (known.has(gram | kGramCaseBits)) places[count++] = static_cast<std::uint32_t>(i);
  }
  return count;
}

std::size_t find_pairs_impl(const Stretch& stretch, std::span<const std::uint16_t> pairs, std::uint32_t* places) {
  std::size_t count = 0;
  std::uint8_t copy[kLongestVector + kGram];
  for (std::size_t i = stretch.begin; i < stretch.end; ++i) {
    std::uint16_t pair = 0;
    __builtin_memcpy(&pair, padded(stretch, i, copy), sizeof pair);
    if (std::ranges::binary_search(pairs, static_cast<std::uint16_t>(pair | kGramCaseBits)))
      places[count++] = static_cast<std::uint32_t>(i);
  }
  return count;
}

#else

namespace hn = hwy::HWY_NAMESPACE;
using Grams = hn::CappedTag<std::uint32_t, kLongestVector / kGram>;
using Bytes = hn::CappedTag<std::uint8_t, kLongestVector>;
using GramVector = hn::Vec<Grams>;
using ByteVector = hn::Vec<Bytes>;

template <class Tag, class Mask>
HWY_INLINE std::uint64_t bits_of(Tag d, Mask mask) {
  alignas(8) std::uint8_t bits[8] = {};
  hn::StoreMaskBits(d, mask, bits);
  std::uint64_t word = 0;
  __builtin_memcpy(&word, bits, sizeof word);
  return word;
}

// Which of the grams at every fourth byte from `text` on could be known.
HWY_INLINE hn::Mask<Grams> known_lanes(Grams d, const std::uint8_t* text, const std::uint32_t* words, int shift) {
  const hn::Repartition<std::uint8_t, Grams> bytes;
  const GramVector grams = hn::Or(hn::BitCast(d, hn::LoadU(bytes, text)), hn::Set(d, kGramCaseBits));
  const GramVector slots = hn::ShiftRightSame(hn::Mul(grams, hn::Set(d, GramBits::kPrime)), shift);
  const hn::Rebind<std::int32_t, Grams> indexes;
  const GramVector found = hn::GatherIndex(d, words, hn::BitCast(indexes, hn::ShiftRight<5>(slots)));
  const GramVector bit = hn::Shl(hn::Set(d, 1U), hn::And(slots, hn::Set(d, 31U)));
  return hn::Ne(hn::And(found, bit), hn::Zero(d));
}

std::size_t find_grams_impl(const Stretch& stretch, const GramBits& known, std::uint32_t* places) {
  const Grams d;
  const std::size_t step = kGram * hn::Lanes(d);
  const std::uint32_t* const words = known.words();
  const int shift = static_cast<int>(known.shift());
  const GramVector offsets = hn::ShiftLeft<2>(hn::Iota(d, 0));
  std::uint8_t copy[kLongestVector + kGram];
  std::size_t count = 0;
  for (std::size_t i = stretch.begin; i < stretch.end; i += step) {
    const std::uint8_t* const text = padded(stretch, i, copy);
    const hn::Mask<Grams> here = known_lanes(d, text, words, shift);
    const hn::Mask<Grams> behind = known_lanes(d, text + kStride, words, shift);
    if (hn::AllFalse(d, hn::Or(here, behind))) continue;
    // All lanes are written, the right ones first: how many there are is hard to foretell, so no branch asks.
    const GramVector at = hn::Add(offsets, hn::Set(d, static_cast<std::uint32_t>(i)));
    hn::StoreU(hn::Compress(at, here), d, places + count);
    count += hn::CountTrue(d, here);
    hn::StoreU(hn::Compress(hn::Add(at, hn::Set(d, static_cast<std::uint32_t>(kStride))), behind), d, places + count);
    count += hn::CountTrue(d, behind);
  }
  return count;
}

std::size_t find_pairs_impl(const Stretch& stretch, std::span<const std::uint16_t> pairs, std::uint32_t* places) {
  const Bytes d;
  const std::size_t step = hn::Lanes(d);
  const ByteVector case_bit = hn::Set(d, static_cast<std::uint8_t>(kGramCaseBits & 0xFF));
  std::uint8_t copy[kLongestVector + kGram];
  std::size_t count = 0;
  for (std::size_t i = stretch.begin; i < stretch.end; i += step) {
    const std::uint8_t* const text = padded(stretch, i, copy);
    const ByteVector first = hn::Or(hn::LoadU(d, text), case_bit);
    const ByteVector second = hn::Or(hn::LoadU(d, text + 1), case_bit);
    ByteVector any = hn::Zero(d);
    for (const std::uint16_t pair : pairs) {
      const ByteVector differs = hn::Or(hn::Xor(first, hn::Set(d, static_cast<std::uint8_t>(pair & 0xFF))),
                                        hn::Xor(second, hn::Set(d, static_cast<std::uint8_t>(pair >> 8))));
      any = hn::Or(any, hn::VecFromMask(d, hn::Eq(differs, hn::Zero(d))));
    }
    for (std::uint64_t lanes = bits_of(d, hn::Ne(any, hn::Zero(d))); lanes != 0; lanes &= lanes - 1) {
      const std::size_t at = i + static_cast<std::size_t>(std::countr_zero(lanes));
      if (at >= stretch.end) break;
      places[count++] = static_cast<std::uint32_t>(at);
    }
  }
  return count;
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

Stretch stretch_of(std::string_view text, std::size_t from) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size(), from,
          std::min(text.size(), from + kScanChunk)};
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

std::span<std::uint32_t> find_grams(std::string_view text, std::size_t from, const GramBits& known,
                                    ScanPlaces& places) {
  return {places.data(), HWY_DYNAMIC_DISPATCH(find_grams_impl)(stretch_of(text, from), known, places.data())};
}

std::span<const std::uint32_t> find_pairs(std::string_view text, std::size_t from, std::span<const std::uint16_t> pairs,
                                          ScanPlaces& places) {
  return {places.data(), HWY_DYNAMIC_DISPATCH(find_pairs_impl)(stretch_of(text, from), pairs, places.data())};
}

}  // namespace pith

#endif  // HWY_ONCE
