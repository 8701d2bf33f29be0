#include "text/json_string.h"

#include <algorithm>
#include <array>
#include <bit>

#include "text/unicode.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/json_string.cpp"
#include <hwy/foreach_target.h>
//
#include <hwy/highway.h>
//
#include "text/vectors.h"

#ifndef PITH_TEXT_JSON_STRING_ONCE
#define PITH_TEXT_JSON_STRING_ONCE

namespace pith {

constexpr std::size_t kBlock = 64;    // bytes that are copied at a time
constexpr std::size_t kUnitSize = 6;  // of \uXXXX
constexpr char32_t kNoUnit = 0x10000;

// What the letter behind a backslash stands for; 0 for others, and for `u`, which four digits follow.
constexpr std::array<char, 256> kSimpleEscapes = [] {
  std::array<char, 256> table{};
  table['"'] = '"';
  table['\\'] = '\\';
  table['/'] = '/';
  table['b'] = '\b';
  table['f'] = '\f';
  table['n'] = '\n';
  table['r'] = '\r';
  table['t'] = '\t';
  return table;
}();

constexpr std::array<std::uint8_t, 256> kHexDigits = [] {
  constexpr std::uint8_t kNoDigit = 0xFF;
  std::array<std::uint8_t, 256> table{};
  table.fill(kNoDigit);
  for (std::uint8_t i = 0; i < 10; ++i) table['0' + i] = i;
  for (std::uint8_t i = 0; i < 6; ++i) table['a' + i] = table['A' + i] = static_cast<std::uint8_t>(10 + i);
  return table;
}();

struct JsonEscape {
  char32_t code_point = 0;   // a scalar value
  std::size_t raw_size = 0;  // bytes: 2, 6, or 12 for a pair of surrogates; 0 when it is no escape
};

// The number in the \uXXXX at `at`; kNoUnit when there is none.
inline char32_t unit_at(std::string_view raw, std::size_t at) {
  if (raw.size() - at < kUnitSize || raw[at] != '\\' || raw[at + 1] != 'u') return kNoUnit;
  const auto digit = [&](std::size_t k) { return char32_t{kHexDigits[static_cast<unsigned char>(raw[at + k])]}; };
  if ((digit(2) | digit(3) | digit(4) | digit(5)) > 0xF) return kNoUnit;
  return digit(2) << 12 | digit(3) << 8 | digit(4) << 4 | digit(5);
}

constexpr bool is_high_surrogate(char32_t unit) {
  return unit >= 0xD800 && unit < 0xDC00;
}
constexpr bool is_low_surrogate(char32_t unit) {
  return unit >= 0xDC00 && unit < 0xE000;
}

// The escape whose backslash is at `at`: a \uXXXX together with the next one when both are a pair.
inline JsonEscape read_escape(std::string_view raw, std::size_t at) {
  if (at + 1 == raw.size()) return {};
  const char simple = kSimpleEscapes[static_cast<unsigned char>(raw[at + 1])];
  if (simple != 0) return {static_cast<unsigned char>(simple), 2};
  const char32_t unit = unit_at(raw, at);
  if (unit == kNoUnit) return {};
  if (!is_high_surrogate(unit)) return {is_low_surrogate(unit) ? 0xFFFD : unit, kUnitSize};
  const char32_t low = unit_at(raw, at + kUnitSize);
  if (!is_low_surrogate(low)) return {0xFFFD, kUnitSize};
  return {0x10000 + ((unit & 0x3FF) << 10 | (low & 0x3FF)), 2 * kUnitSize};
}

}  // namespace pith

#endif  // PITH_TEXT_JSON_STRING_ONCE

HWY_BEFORE_NAMESPACE();
namespace pith {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Tag = hn::CappedTag<std::uint8_t, kBlock>;

// Copies kBlock bytes, whatever of them counts, and returns which of them a string cannot just hold: quotation
// marks, backslashes and control characters.
HWY_INLINE std::uint64_t copy_block(const char* from, char* out) {
  const Tag d;
  const auto quote = hn::Set(d, std::uint8_t{'"'});
  const auto backslash = hn::Set(d, std::uint8_t{'\\'});
  const auto last_control = hn::Set(d, std::uint8_t{0x1F});
  std::uint64_t mask = 0;
  for (std::size_t i = 0; i < kBlock; i += hn::Lanes(d)) {
    const auto bytes = hn::LoadU(d, reinterpret_cast<const std::uint8_t*>(from) + i);
    hn::StoreU(bytes, d, reinterpret_cast<std::uint8_t*>(out) + i);
    const auto is_control = hn::Eq(hn::Min(bytes, last_control), bytes);
    alignas(8) std::uint8_t bits[8] = {};
    hn::StoreMaskBits(d, hn::Or(hn::Or(hn::Eq(bytes, quote), hn::Eq(bytes, backslash)), is_control), bits);
    std::uint64_t word = 0;
    __builtin_memcpy(&word, bits, sizeof word);
    mask |= word << i;
  }
  return mask;
}

// Reads the escape at `at` and goes behind it; false when it is none.
HWY_INLINE bool take_escape(std::string_view json, std::size_t& at, char*& out) {
  const JsonEscape escape = read_escape(json, at);
  at += escape.raw_size;
  out = put_utf8(escape.code_point, out);
  return escape.raw_size != 0;
}

tl::expected<JsonStringSize, std::size_t> unescape_json_impl(std::string_view json, char* out) {
  const char* const begin = out;
  std::size_t at = 0;
  while (json.size() - at >= 2 * kBlock) {
    const std::size_t block = at;
    const std::size_t block_end = block + kBlock;
    std::uint64_t signs = copy_block(json.data() + at, out);
    while (signs != 0) {
      const std::size_t sign = block + static_cast<std::size_t>(std::countr_zero(signs));
      out += sign - at;
      at = sign;
      if (json[at] == '"') return JsonStringSize{at, static_cast<std::size_t>(out - begin)};
      // Where escapes are frequent, they come in rows.
      do {
        if (json[at] != '\\' || !take_escape(json, at, out)) return tl::unexpected(at);
      } while (at < block_end && json[at] == '\\');
      if (at >= block_end) break;
      copy_block(json.data() + at, out);
      signs &= ~std::uint64_t{0} << (at - block);
    }
    if (at >= block_end) continue;
    out += block_end - at;
    at = block_end;
  }
  while (at < json.size()) {
    const auto byte = static_cast<unsigned char>(json[at]);
    if (byte == '"') return JsonStringSize{at, static_cast<std::size_t>(out - begin)};
    if (byte == '\\') {
      if (!take_escape(json, at, out)) return tl::unexpected(at);
    } else if (byte < 0x20) {
      return tl::unexpected(at);
    } else {
      *out++ = json[at++];
    }
  }
  return tl::unexpected(at);
}

}  // namespace HWY_NAMESPACE
}  // namespace pith
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace pith {

tl::expected<JsonStringSize, std::size_t> unescape_json(std::string_view json, std::vector<char>& room) {
  if (room.size() < json.size() + kBlock) {
    room.clear();
    room.resize(json.size() + kBlock);
  }
  return PITH_VECTORS(unescape_json_impl)(json, room.data());
}

RawOffsets::RawOffsets(std::string_view raw) : raw_(raw), backslashes_(raw, mark_backslashes) {
  read_run(0, 0);
}

void RawOffsets::read_run(std::size_t raw_begin, std::size_t plain_begin) {
  const std::size_t escape = backslashes_.at(raw_begin);
  raw_begin_ = raw_begin;
  plain_begin_ = plain_begin;
  escape_begin_ = plain_begin + (escape - raw_begin);
  escape_end_ = escape_begin_;
  escape_raw_size_ = 0;
  if (escape == raw_.size()) return;
  const JsonEscape read = read_escape(raw_, escape);
  escape_end_ += Encoded(read.code_point).text().size();
  escape_raw_size_ = read.raw_size;
}

void RawOffsets::go_to(std::size_t offset) {
  while (offset >= escape_end_ && escape_raw_size_ != 0) {
    read_run(raw_begin_ + (escape_begin_ - plain_begin_) + escape_raw_size_, escape_end_);
  }
}

std::size_t RawOffsets::begin_of(std::size_t offset) {
  go_to(offset);
  return raw_begin_ + std::min(offset, escape_begin_) - plain_begin_;
}

std::size_t RawOffsets::end_of(std::size_t offset) {
  const std::size_t begin = begin_of(offset);
  return offset > escape_begin_ ? begin + escape_raw_size_ : begin;
}

bool makes_surrogate_pair(std::string_view before, std::string_view after) {
  if (before.size() < kUnitSize || !is_low_surrogate(unit_at(after, 0))) return false;
  const std::size_t last = before.size() - kUnitSize;
  if (!is_high_surrogate(unit_at(before, last))) return false;
  // `\\ud800` is an escaped backslash and five characters.
  std::size_t first = last;
  while (first > 0 && before[first - 1] == '\\') --first;
  return (last - first) % 2 == 0;
}

}  // namespace pith

#endif  // HWY_ONCE
