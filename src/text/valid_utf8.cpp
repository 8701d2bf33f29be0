// is_valid_utf8() in vectors: every pair of neighbours is looked up by three of its half bytes, as in J. Keiser and
// D. Lemire, "Validating UTF-8 In Less Than One Instruction Per Byte" (2021).
#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>

#include "text/unicode.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/valid_utf8.cpp"
#include <hwy/foreach_target.h>
//
#include <hwy/highway.h>
//
#include "text/vectors.h"

#ifndef PITH_TEXT_VALID_UTF8_ONCE
#define PITH_TEXT_VALID_UTF8_ONCE

namespace pith {

constexpr std::uint16_t half_bytes(int first, int last) {
  std::uint16_t set = 0;
  for (int value = first; value <= last; ++value) set = static_cast<std::uint16_t>(set | 1U << value);
  return set;
}

// A mistake that two neighbours show (Unicode 15, table 3-7): sets of the first byte's halves and of the second's high
// half, a bit a value.
struct Mistake {
  std::uint16_t first_high;
  std::uint16_t first_low;
  std::uint16_t second_high;
};

constexpr std::uint16_t kAnyHalf = 0xFFFF;
constexpr std::uint16_t kContinuation = half_bytes(0x8, 0xB);

// The last one is no mistake where it is the third or fourth byte of a character.
constexpr std::array<Mistake, 8> kMistakes = {{
    {half_bytes(0xC, 0xF), kAnyHalf, kAnyHalf & ~kContinuation},                            // too short
    {half_bytes(0x0, 0x7), kAnyHalf, kContinuation},                                        // no first byte
    {half_bytes(0xC, 0xC), half_bytes(0, 1), kContinuation},                                // below U+0080
    {half_bytes(0xE, 0xE), half_bytes(0, 0), half_bytes(0x8, 0x9)},                         // below U+0800
    {half_bytes(0xE, 0xE), half_bytes(0xD, 0xD), half_bytes(0xA, 0xB)},                     // a surrogate
    {half_bytes(0xF, 0xF), half_bytes(0, 0) | half_bytes(0x5, 0xF), half_bytes(0x8, 0x8)},  // below or beyond
    {half_bytes(0xF, 0xF), half_bytes(0x4, 0xF), half_bytes(0x9, 0xB)},                     // beyond U+10FFFF
    {kContinuation, kAnyHalf, kContinuation},                                               // two of these
}};

using HalfTable = std::array<std::uint8_t, 16>;

constexpr HalfTable table_of(std::uint16_t Mistake::*half) {
  HalfTable table{};
  for (std::size_t v = 0; v < table.size(); ++v) {
    for (std::size_t k = 0; k < kMistakes.size(); ++k) {
      if ((kMistakes[k].*half >> v & 1) != 0) table[v] = static_cast<std::uint8_t>(table[v] | 1U << k);
    }
  }
  return table;
}

alignas(16) constexpr HalfTable kFirstHigh = table_of(&Mistake::first_high);
alignas(16) constexpr HalfTable kFirstLow = table_of(&Mistake::first_low);
alignas(16) constexpr HalfTable kSecondHigh = table_of(&Mistake::second_high);

}  // namespace pith

#endif  // PITH_TEXT_VALID_UTF8_ONCE

HWY_BEFORE_NAMESPACE();
namespace pith {
namespace HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR

bool is_valid_utf8_impl(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  for (std::size_t i = 0; i < size;) {
    const Decoded d = decode(text, i);
    if (!d.valid) return false;
    i += d.size;
  }
  return true;
}

#else

namespace hn = hwy::HWY_NAMESPACE;
using Tag = hn::CappedTag<std::uint8_t, 64>;
using Vector = hn::Vec<Tag>;

constexpr std::size_t kBefore = 3;   // bytes that are read before a vector
constexpr std::size_t kVectors = 4;  // of a block, which is passed over at once when it is ASCII
constexpr std::size_t kLongestBlock = kVectors * 64;

HWY_INLINE Vector look_up(const HalfTable& table, Vector half) {
  return hn::TableLookupBytes(hn::LoadDup128(Tag(), table.data()), half);
}

// Not zero where a byte ends a mistake.
HWY_INLINE Vector mistakes(const std::uint8_t* at) {
  const Tag d;
  const Vector low_half = hn::Set(d, std::uint8_t{0xF});
  const Vector byte = hn::LoadU(d, at);
  const Vector before = hn::LoadU(d, at - 1);
  const Vector pair =
      hn::And(hn::And(look_up(kFirstHigh, hn::ShiftRight<4>(before)), look_up(kFirstLow, hn::And(before, low_half))),
              look_up(kSecondHigh, hn::ShiftRight<4>(byte)));
  // The highest bit is left where two or three bytes before starts a character of three or four.
  const Vector of_three = hn::SaturatedSub(hn::LoadU(d, at - 2), hn::Set(d, std::uint8_t{0xE0 - 0x80}));
  const Vector of_four = hn::SaturatedSub(hn::LoadU(d, at - 3), hn::Set(d, std::uint8_t{0xF0 - 0x80}));
  const Vector must_continue = hn::And(hn::Or(of_three, of_four), hn::Set(d, std::uint8_t{0x80}));
  return hn::Xor(pair, must_continue);
}

HWY_INLINE bool is_ascii(const std::uint8_t* block) {
  const Tag d;
  const std::size_t lanes = hn::Lanes(d);
  Vector any = hn::LoadU(d, block);
  for (std::size_t k = 1; k < kVectors; ++k) any = hn::Or(any, hn::LoadU(d, block + k * lanes));
  return hn::AllTrue(d, hn::Lt(any, hn::Set(d, std::uint8_t{0x80})));
}

HWY_INLINE bool is_good(const std::uint8_t* block) {
  const Tag d;
  const std::size_t lanes = hn::Lanes(d);
  Vector any = mistakes(block);
  for (std::size_t k = 1; k < kVectors; ++k) any = hn::Or(any, mistakes(block + k * lanes));
  return hn::AllTrue(d, hn::Eq(any, hn::Zero(d)));
}

// A block at one of the text's ends, with zeros where there is no text.
HWY_INLINE bool is_good_end(const std::uint8_t* text, std::size_t size, std::size_t from) {
  std::uint8_t copy[kBefore + kLongestBlock] = {};
  const std::size_t before = std::min(from, kBefore);
  const std::size_t end = std::min(size, from + kVectors * hn::Lanes(Tag()));
  std::copy(text + from - before, text + end, copy + kBefore - before);
  return is_good(copy + kBefore);
}

bool is_valid_utf8_impl(const std::uint8_t* text, std::size_t size) {
  const std::size_t block = kVectors * hn::Lanes(Tag());
  if (!is_good_end(text, size, 0)) return false;
  if (size < block) return true;
  // A character may begin in one block and go on in the next.
  bool was_ascii = false;
  std::size_t i = block;
  for (; i + block <= size; i += block) {
    const bool ascii = is_ascii(text + i);
    if (!(ascii && was_ascii) && !is_good(text + i)) return false;
    was_ascii = ascii;
  }
  // Even when nothing is left: the last character must not go on.
  return is_good_end(text, size, i);
}

#endif

}  // namespace HWY_NAMESPACE
}  // namespace pith
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace pith {

bool is_valid_utf8(std::string_view text) {
  return PITH_VECTORS(is_valid_utf8_impl)(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

}  // namespace pith

#endif  // HWY_ONCE
