#include "engine/gram_scan.h"

#include <algorithm>
#include <bit>

#include "engine/letters.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/gram_scan.cpp"
#include <hwy/foreach_target.h>
//
#include <hwy/highway.h>
//
#include "text/vectors.h"

#ifndef PITH_ENGINE_GRAM_SCAN_ONCE
#define PITH_ENGINE_GRAM_SCAN_ONCE

namespace pith {

constexpr std::size_t kLongestVector = 64;  // bytes
constexpr unsigned kBetween = 2;            // bytes from a gram of a vector to the one that only Stride::two looks at
constexpr auto kGramCaseBits = static_cast<std::uint32_t>(kCaseBits);

// Part of a text that is scanned.
struct Stretch {
  const std::uint8_t* text;
  std::size_t size;  // of the whole text
  std::size_t begin;
  std::size_t end;
};

// The grams of the last places, which have fewer than four bytes of the text.
inline std::size_t find_last_grams(const Stretch& stretch, std::size_t from, const GramBits& known,
                                   std::uint32_t* places) {
  std::size_t count = 0;
  for (std::size_t i = from; i < stretch.end; i += static_cast<std::size_t>(known.stride())) {
    std::uint32_t gram = 0;
    __builtin_memcpy(&gram, stretch.text + i, std::min(stretch.size - i, kGram));
    if (known.has(gram | kGramCaseBits)) places[count++] = static_cast<std::uint32_t>(i);
  }
  return count;
}

inline std::size_t find_last_pairs(const Stretch& stretch, std::size_t from, std::span<const std::uint16_t> pairs,
                                   std::uint32_t* places) {
  std::size_t count = 0;
  for (std::size_t i = from; i < stretch.end; ++i) {
    std::uint16_t pair = 0;
    __builtin_memcpy(&pair, stretch.text + i, std::min(stretch.size - i, sizeof pair));
    if (std::ranges::binary_search(pairs, static_cast<std::uint16_t>(pair | kGramCaseBits)))
      places[count++] = static_cast<std::uint32_t>(i);
  }
  return count;
}

}  // namespace pith

#endif  // PITH_ENGINE_GRAM_SCAN_ONCE

HWY_BEFORE_NAMESPACE();
namespace pith {
namespace HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR

std::size_t find_grams_impl(const Stretch& stretch, const GramBits& known, std::uint32_t* places) {
  return find_last_grams(stretch, stretch.begin, known, places);
}

std::size_t find_pairs_impl(const Stretch& stretch, std::span<const std::uint16_t> pairs, std::uint32_t* places) {
  return find_last_pairs(stretch, stretch.begin, pairs, places);
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

// Calls scan(i, first) for every vector of the stretch, which starts at i; lanes before `first` were seen already. A
// vector may read kBehind bytes more than its own. Returns where the rest begins that no vector reaches.
template <std::size_t kBehind, class Scan>
HWY_INLINE std::size_t for_each_vector(const Stretch& stretch, std::size_t bytes, Scan scan) {
  std::size_t i = stretch.begin;
  for (; i < stretch.end && i + bytes + kBehind <= stretch.size; i += bytes) scan(i, i);
  if (i >= stretch.end || stretch.size < bytes + kBehind) return i;
  // The last vector ends where the text does, and an even number of grams before the next place.
  const std::size_t back = (i + bytes + kBehind - stretch.size + kGram - 1) / kGram * kGram;
  if (back > i || back >= bytes) return i;
  scan(i - back, i);
  return i - back + bytes;
}

// Many grams: each is looked up in the bits.
std::size_t find_many_grams(const Stretch& stretch, const GramBits& known, std::uint32_t* places) {
  const Grams d;
  const std::uint32_t* const words = known.words();
  const int shift = static_cast<int>(known.shift());
  const GramVector offsets = hn::ShiftLeft<2>(hn::Iota(d, 0));
  const bool by_two = known.stride() == Stride::two;
  std::size_t count = 0;
  // All lanes are written, the right ones first. Whether there are any is hard to foretell, so no branch asks: that
  // took a third of the time.
  const auto put = [&](GramVector at, hn::Mask<Grams> lanes) HWY_ATTR {
    hn::StoreU(hn::Compress(at, lanes), d, places + count);
    count += hn::CountTrue(d, lanes);
  };
  const auto scan = [&](std::size_t i, std::size_t first) HWY_ATTR {
    const GramVector at = hn::Add(offsets, hn::Set(d, static_cast<std::uint32_t>(i)));
    const hn::Mask<Grams> is_new = hn::Not(hn::Lt(at, hn::Set(d, static_cast<std::uint32_t>(first))));
    put(at, hn::And(known_lanes(d, stretch.text + i, words, shift), is_new));
    if (!by_two) return;
    put(hn::Add(at, hn::Set(d, std::uint32_t{kBetween})),
        hn::And(known_lanes(d, stretch.text + i + kBetween, words, shift), is_new));
  };
  const std::size_t rest = for_each_vector<kBetween>(stretch, kGram * hn::Lanes(d), scan);
  return count + find_last_grams(stretch, rest, known, places + count);
}

// Few grams: for each of their four bytes the buckets that have its lower half, and those that have its upper half.
std::size_t find_few_grams(const Stretch& stretch, const GramBits& known, std::uint32_t* places) {
  const Bytes d;
  const ByteVector case_bit = hn::Set(d, static_cast<std::uint8_t>(kGramCaseBits & 0xFF));
  const ByteVector low_half = hn::Set(d, std::uint8_t{0xF});
  const std::uint64_t looked_at = known.stride() == Stride::two ? 0x5555555555555555 : 0x1111111111111111;
  std::size_t count = 0;
  const auto scan = [&](std::size_t i, std::size_t first) HWY_ATTR {
    ByteVector buckets = hn::Set(d, std::uint8_t{0xFF});
    for (std::size_t k = 0; k < kGram; ++k) {
      const ByteVector bytes = hn::Or(hn::LoadU(d, stretch.text + i + k), case_bit);
      const ByteVector low = hn::LoadDup128(d, known.buckets()[k].low.data());
      const ByteVector high = hn::LoadDup128(d, known.buckets()[k].high.data());
      buckets = hn::And(buckets, hn::And(hn::TableLookupBytes(low, hn::And(bytes, low_half)),
                                         hn::TableLookupBytes(high, hn::And(hn::ShiftRight<4>(bytes), low_half))));
    }
    for (std::uint64_t lanes = bits_of(d, hn::Ne(buckets, hn::Zero(d))) & looked_at; lanes != 0; lanes &= lanes - 1) {
      const std::size_t at = i + static_cast<std::size_t>(std::countr_zero(lanes));
      std::uint32_t gram = 0;
      __builtin_memcpy(&gram, stretch.text + at, kGram);
      places[count] = static_cast<std::uint32_t>(at);
      count += at >= first && known.has(gram | kGramCaseBits) ? 1 : 0;
    }
  };
  const std::size_t rest = for_each_vector<kGram - 1>(stretch, hn::Lanes(d), scan);
  return count + find_last_grams(stretch, rest, known, places + count);
}

std::size_t find_grams_impl(const Stretch& stretch, const GramBits& known, std::uint32_t* places) {
  return known.is_few() ? find_few_grams(stretch, known, places) : find_many_grams(stretch, known, places);
}

std::size_t find_pairs_impl(const Stretch& stretch, std::span<const std::uint16_t> pairs, std::uint32_t* places) {
  const Bytes d;
  const ByteVector case_bit = hn::Set(d, static_cast<std::uint8_t>(kGramCaseBits & 0xFF));
  std::size_t count = 0;
  const auto scan = [&](std::size_t i, std::size_t first) HWY_ATTR {
    const ByteVector here = hn::Or(hn::LoadU(d, stretch.text + i), case_bit);
    const ByteVector behind = hn::Or(hn::LoadU(d, stretch.text + i + 1), case_bit);
    ByteVector any = hn::Zero(d);
    for (const std::uint16_t pair : pairs) {
      const ByteVector differs = hn::Or(hn::Xor(here, hn::Set(d, static_cast<std::uint8_t>(pair & 0xFF))),
                                        hn::Xor(behind, hn::Set(d, static_cast<std::uint8_t>(pair >> 8))));
      any = hn::Or(any, hn::VecFromMask(d, hn::Eq(differs, hn::Zero(d))));
    }
    for (std::uint64_t lanes = bits_of(d, hn::Ne(any, hn::Zero(d))); lanes != 0; lanes &= lanes - 1) {
      const std::size_t at = i + static_cast<std::size_t>(std::countr_zero(lanes));
      places[count] = static_cast<std::uint32_t>(at);
      count += at >= first ? 1 : 0;
    }
  };
  const std::size_t rest = for_each_vector<1>(stretch, hn::Lanes(d), scan);
  return count + find_last_pairs(stretch, rest, pairs, places + count);
}

#endif

}  // namespace HWY_NAMESPACE
}  // namespace pith
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace pith {

namespace {

Stretch stretch_of(std::string_view text, std::size_t from) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size(), from,
          std::min(text.size(), from + kScanChunk)};
}

}  // namespace

void GramBits::build(std::span<const std::uint32_t> grams, Stride stride) {
  stride_ = stride;
  // Two to the power of this: bits for each gram, so that about one look-up in as many is a false alarm.
  constexpr unsigned kSpare = 5;
  const unsigned bits = std::clamp(static_cast<unsigned>(std::bit_width(grams.size())) + kSpare, 15U, 24U);
  shift_ = 32 - bits;
  words_.assign((std::size_t{1} << bits) / 32, 0);
  for (const std::uint32_t gram : grams) words_[slot(gram) / 32] |= std::uint32_t{1} << (slot(gram) % 32);
  is_few_ = grams.size() <= kFew;
  if (!is_few_) return;
  // Neighbours in order are alike and share a bucket.
  std::vector<std::uint32_t> sorted(grams.begin(), grams.end());
  for (std::uint32_t& gram : sorted) gram = __builtin_bswap32(gram);
  std::ranges::sort(sorted);
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const auto bucket = static_cast<std::uint8_t>(1U << (i * kBuckets / sorted.size()));
    for (std::size_t k = 0; k < kGram; ++k) {
      const std::uint32_t byte = sorted[i] >> (8 * (kGram - 1 - k)) & 0xFF;
      buckets_[k].low[byte & 0xF] |= bucket;
      buckets_[k].high[byte >> 4] |= bucket;
    }
  }
}

std::span<std::uint32_t> find_grams(std::string_view text, std::size_t from, const GramBits& known,
                                    ScanPlaces& places) {
  return {places.data(), PITH_VECTORS(find_grams_impl)(stretch_of(text, from), known, places.data())};
}

std::span<const std::uint32_t> find_pairs(std::string_view text, std::size_t from, std::span<const std::uint16_t> pairs,
                                          ScanPlaces& places) {
  return {places.data(), PITH_VECTORS(find_pairs_impl)(stretch_of(text, from), pairs, places.data())};
}

}  // namespace pith

#endif  // HWY_ONCE
