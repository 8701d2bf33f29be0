#include "text/byte_masks.h"

#include <algorithm>
#include <array>
#include <span>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/byte_masks.cpp"
#include <hwy/foreach_target.h>
//
#include <hwy/highway.h>
//
#include "text/vectors.h"

#ifndef PITH_TEXT_BYTE_MASKS_ONCE
#define PITH_TEXT_BYTE_MASKS_ONCE

namespace pith {

using Bytes = std::span<const std::uint8_t>;

// A set of pairs of neighbouring bytes: each of the four half bytes is in its set, a bit a value.
struct PairClass {
  std::uint16_t first_high;
  std::uint16_t first_low;
  std::uint16_t second_high;
  std::uint16_t second_low;
};

constexpr std::uint16_t values(std::initializer_list<int> values) {
  std::uint16_t set = 0;
  for (const int value : values) set = static_cast<std::uint16_t>(set | 1U << value);
  return set;
}
constexpr std::uint16_t kAny = 0xFFFF;

// Every odd character holds a pair of one of these; few others of everyday text do. What is left to look at costs time,
// what is missing costs a wrong answer (tests/text/vectors_test.cpp asks all code points). Classes are looked up in
// groups of eight; the last four hold nothing.
constexpr std::array<PairClass, 24> kSuspects = {{
    {values({0xC}), values({0xA, 0xB, 0xC, 0xD}), kAny, kAny},  // modifier letters, combining marks
    {values({0xD}), values({0x6, 0xB, 0xC, 0xD, 0xF}), kAny, kAny},
    {values({0xC, 0xD}), values({0x7}), values({0x8, 0xB}), kAny},
    {values({0xC}), values({0x2, 0x8}), values({0xA, 0xB}), values({2, 3, 8, 9, 0xA, 0xC, 0xD, 0xE, 0xF})},
    {values({0xC, 0xD}), values({0x4, 0x9}), values({0xB}), values({0, 2, 3, 5, 6, 7, 8, 0xF})},
    {values({0xC}), values({0x5}), values({0x8, 0xB}), values({0, 9, 0xF})},
    {values({0xC, 0xD}), values({0x2, 0xE}), values({0x8}), values({3, 4, 5, 6, 7})},
    {values({0xD}), values({0x9}), values({0x8}), values({0xB, 0xC, 0xD, 0xE, 0xF})},  // Arabic marks
    {values({0xD}), values({0x8, 0x9}), values({0x9}), kAny},
    {values({0xE}), values({0x0, 0x1}), kAny, kAny},
    {values({0xE}), values({0x2}), values({0x9, 0xA, 0xB}), kAny},  // U+2000: all blocks but the first
    {values({0xE}), values({0x2}), values({0x8}), static_cast<std::uint16_t>(kAny & ~1U)},
    {values({0x8}), values({0x0}), values({0x8, 0xA, 0xB}), values({8, 9, 0xA, 0xB, 0xC, 0xD, 0xE, 0xF})},
    {values({0x8}), values({0x0}), values({0x9}), values({7})},
    {values({0xE}), values({0x3}), values({0x8}), static_cast<std::uint16_t>(kAny & ~0xFU)},
    {values({0x8}), values({0x2, 0x3}), values({0x9, 0xB}), values({9, 0xA, 0xB, 0xC, 0xF})},  // voicing marks
    {values({0xE}), values({0xA, 0xF}), values({0x9, 0xA}), kAny},
    {values({0xE}), values({0xF}), values({0xB}), static_cast<std::uint16_t>(kAny & ~(1U << 0xC))},
    {values({0xB}), values({0xC}), values({0x9, 0xA, 0xB}), kAny},  // full-width digits and letters
    {values({0xF}), kAny, kAny, kAny},
}};

// Bit k of table[v]: value v is in that half byte's set of class 8 * group + k.
constexpr std::array<std::uint8_t, 16> half_byte_table(std::size_t group, std::uint16_t PairClass::*half) {
  std::array<std::uint8_t, 16> table{};
  for (std::size_t v = 0; v < table.size(); ++v) {
    for (std::size_t k = 0; k < 8; ++k) {
      if ((kSuspects[8 * group + k].*half >> v & 1) != 0) table[v] = static_cast<std::uint8_t>(table[v] | 1U << k);
    }
  }
  return table;
}

struct GroupTables {
  alignas(16) std::array<std::uint8_t, 16> first_high;
  alignas(16) std::array<std::uint8_t, 16> first_low;
  alignas(16) std::array<std::uint8_t, 16> second_high;
  alignas(16) std::array<std::uint8_t, 16> second_low;
};

constexpr std::array<GroupTables, 3> kGroups = [] {
  std::array<GroupTables, 3> groups{};
  for (std::size_t g = 0; g < groups.size(); ++g) {
    groups[g] = {half_byte_table(g, &PairClass::first_high), half_byte_table(g, &PairClass::first_low),
                 half_byte_table(g, &PairClass::second_high), half_byte_table(g, &PairClass::second_low)};
  }
  return groups;
}();

// The first bytes of all classes: bit k of table[v] stands for the byte with the lower half v and the upper half 8 + k.
alignas(16) constexpr std::array<std::uint8_t, 16> kSuspectFirsts = [] {
  std::array<std::uint8_t, 16> table{};
  for (const PairClass& suspect : kSuspects) {
    for (std::size_t v = 0; v < table.size(); ++v) {
      if ((suspect.first_low >> v & 1) != 0) table[v] = static_cast<std::uint8_t>(table[v] | suspect.first_high >> 8);
    }
  }
  return table;
}();
alignas(16) constexpr std::array<std::uint8_t, 16> kBitOfHigh = {0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128};

}  // namespace pith

#endif  // PITH_TEXT_BYTE_MASKS_ONCE

HWY_BEFORE_NAMESPACE();
namespace pith {
namespace HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR

template <class Find>
void mark(Bytes text, std::size_t from, Masks& masks, Find find) {
  for (std::size_t i = from; i < std::min(text.size(), from + kMaskBytes); ++i) {
    std::uint64_t& mask = masks[(i - from) / kMaskBlock];
    if (i % kMaskBlock == 0) mask = 0;
    mask |= std::uint64_t{find(text[i])} << (i % kMaskBlock);
  }
}

void mark_newlines_impl(Bytes text, std::size_t from, Masks& masks) {
  mark(text, from, masks, [](std::uint8_t byte) { return byte == '\n'; });
}

void mark_backslashes_impl(Bytes text, std::size_t from, Masks& masks) {
  mark(text, from, masks, [](std::uint8_t byte) { return byte == '\\'; });
}

// Every character beyond ASCII could be odd.
void mark_suspects_impl(Bytes text, std::size_t from, Masks& masks) {
  mark(text, from, masks, [](std::uint8_t byte) { return byte >= 0x80 && byte < 0xC0; });
}

#else

namespace hn = hwy::HWY_NAMESPACE;
using Tag = hn::CappedTag<std::uint8_t, kMaskBlock>;
using Vector = hn::Vec<Tag>;

template <class Mask>
HWY_INLINE std::uint64_t bits_of(Tag d, Mask mask) {
  alignas(8) std::uint8_t bits[8] = {};
  hn::StoreMaskBits(d, mask, bits);
  std::uint64_t word = 0;
  __builtin_memcpy(&word, bits, sizeof word);
  return word;
}

// The mask of one block; `find` gives that of one vector, which starts where it is told.
template <class Find>
HWY_INLINE std::uint64_t block_mask(Tag d, const std::uint8_t* block, Find find) {
  const std::size_t lanes = hn::Lanes(d);
  std::uint64_t mask = 0;
  for (std::size_t i = 0; i < kMaskBlock; i += lanes) mask |= bits_of(d, find(block + i)) << i;
  return mask;
}

// `find` may read the byte before the block. What it says of the first byte of the text does not count: mark_bytes()
// sees to what is one byte long.
template <class Find>
void mark(Bytes text, std::size_t from, Masks& masks, Find find) {
  const Tag d;
  std::size_t k = 0;
  for (std::size_t i = from; i < text.size() && k < kMaskChunk; i += kMaskBlock, ++k) {
    const std::size_t rest = std::min(text.size() - i, kMaskBlock);
    if (text.size() <= kMaskBlock) {
      std::uint8_t copy[kMaskBlock + 1] = {};
      std::copy_n(text.data(), rest, copy + 1);
      masks[k] = block_mask(d, copy + 1, find) & ~std::uint64_t{0} >> (kMaskBlock - rest);
    } else if (i == 0) {
      masks[k] = block_mask(d, text.data() + 1, find) << 1;
    } else {
      // The last block is read together with what stands before it.
      masks[k] = block_mask(d, text.data() + i + rest - kMaskBlock, find) >> (kMaskBlock - rest);
    }
  }
}

// The same for what is one byte long, which counts at the beginning of the text too. `find` gives the mask of a vector.
template <class Find>
void mark_bytes(Bytes text, std::size_t from, Masks& masks, Find find) {
  const Tag d;
  mark(text, from, masks, [&](const std::uint8_t* at) HWY_ATTR { return find(hn::LoadU(d, at)); });
  if (from == 0 && !text.empty()) masks[0] |= bits_of(d, find(hn::Set(d, text[0]))) & 1;
}

void mark_newlines_impl(Bytes text, std::size_t from, Masks& masks) {
  const Vector newline = hn::Set(Tag(), std::uint8_t{'\n'});
  mark_bytes(text, from, masks, [&](Vector bytes) HWY_ATTR { return hn::Eq(bytes, newline); });
}

void mark_backslashes_impl(Bytes text, std::size_t from, Masks& masks) {
  const Vector backslash = hn::Set(Tag(), std::uint8_t{'\\'});
  mark_bytes(text, from, masks, [&](Vector bytes) HWY_ATTR { return hn::Eq(bytes, backslash); });
}

HWY_INLINE Vector look_up(Tag d, const std::array<std::uint8_t, 16>& table, Vector half) {
  return hn::TableLookupBytes(hn::LoadDup128(d, table.data()), half);
}

HWY_INLINE Vector suspects_of_group(Tag d, const GroupTables& group, Vector first_high, Vector first_low,
                                    Vector second_high, Vector second_low) {
  const Vector first = hn::And(look_up(d, group.first_high, first_high), look_up(d, group.first_low, first_low));
  const Vector second = hn::And(look_up(d, group.second_high, second_high), look_up(d, group.second_low, second_low));
  return hn::And(first, second);
}

void mark_suspects_impl(Bytes text, std::size_t from, Masks& masks) {
  const Tag d;
  const Vector low_half = hn::Set(d, std::uint8_t{0xF});
  const Vector high_bit = hn::Set(d, std::uint8_t{0x80});
  mark(text, from, masks, [&](const std::uint8_t* at) HWY_ATTR {
    const Vector second = hn::LoadU(d, at);
    if (hn::AllTrue(d, hn::Lt(second, high_bit))) return hn::Eq(second, high_bit);
    const Vector first = hn::LoadU(d, at - 1);
    const Vector first_high = hn::And(hn::ShiftRight<4>(first), low_half);
    const Vector first_low = hn::And(first, low_half);
    // Texts in most alphabets have few of these.
    const Vector firsts = hn::And(look_up(d, kSuspectFirsts, first_low), look_up(d, kBitOfHigh, first_high));
    if (hn::AllTrue(d, hn::Eq(firsts, hn::Zero(d)))) return hn::Eq(second, hn::Not(second));
    const Vector second_high = hn::And(hn::ShiftRight<4>(second), low_half);
    const Vector second_low = hn::And(second, low_half);
    Vector any = hn::Zero(d);
    for (const GroupTables& group : kGroups) {
      any = hn::Or(any, suspects_of_group(d, group, first_high, first_low, second_high, second_low));
    }
    return hn::Ne(any, hn::Zero(d));
  });
}

#endif

}  // namespace HWY_NAMESPACE
}  // namespace pith
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace pith {

namespace {

Bytes bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace

void mark_newlines(std::string_view text, std::size_t from, Masks& masks) {
  PITH_VECTORS(mark_newlines_impl)(bytes_of(text), from, masks);
}

void mark_backslashes(std::string_view text, std::size_t from, Masks& masks) {
  PITH_VECTORS(mark_backslashes_impl)(bytes_of(text), from, masks);
}

void mark_suspects(std::string_view text, std::size_t from, Masks& masks) {
  PITH_VECTORS(mark_suspects_impl)(bytes_of(text), from, masks);
}

}  // namespace pith

#endif  // HWY_ONCE
