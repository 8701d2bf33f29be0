// Plain characters: those whose match form can be told one by one.
//
// A text of plain characters alone has for its match form the forms of its characters, one behind the other; a word of
// such a text is as long in bytes as its form (but for ß, ı and İ), and nothing hides inside it. So a filter may look
// at its raw bytes. Characters that are not plain are odd: invisible ones, marks that compose, full-width and other
// compatibility forms.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/unicode.h"

namespace pith {

enum class PlainKind : std::uint16_t {
  odd = 0,
  separator = 1,  // stands between words, whatever its form
  spaceless = 2,  // of a script without spaces; its form is itself
  sharp_s = 3,    // ß: a word character whose form is "ss"
  small_i = 4,    // ı and İ: word characters of two bytes whose form is "i"
  // every greater value is the folded code point of a word character
};

// Part of a word of a script with spaces. `entry` is a PlainKind or a folded code point.
constexpr bool is_plain_letter(std::uint16_t entry) {
  return entry > static_cast<std::uint16_t>(PlainKind::spaceless);
}
constexpr bool is_kind(std::uint16_t entry, PlainKind kind) {
  return entry == static_cast<std::uint16_t>(kind);
}

// Two steps: the block of 64 code points, then the code point. Written at build time (make_plain_table.cpp).
extern const std::uint16_t kPlainIndex[0x10000 / 64];
extern const std::uint16_t kPlainBlocks[][64];

// A PlainKind, or the folded code point.
inline std::uint16_t plain_entry(char32_t c) {
  if (c < 0x10000) return kPlainBlocks[kPlainIndex[c >> 6]][c & 63];
  // Pictographs are signs without a compatibility form; other planes are rare enough to be odd.
  return static_cast<std::uint16_t>(c >= 0x1F300 && c < 0x1FB00 ? PlainKind::separator : PlainKind::odd);
}

struct PlainAt {
  std::uint16_t entry = 0;
  std::uint32_t size = 1;  // bytes read
};

// Reads the character at `i`, which must not be ASCII. Ill-formed bytes stand between words, as their form U+FFFD does.
inline PlainAt plain_at(std::string_view text, std::size_t i) {
  const auto byte = [&](std::size_t at) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at])); };
  const std::uint32_t lead = byte(i);
  const auto continues = [&](std::size_t at) { return at < text.size() && (byte(at) & 0xC0) == 0x80; };
  if (lead >= 0xC2 && lead < 0xE0 && continues(i + 1)) {
    return {kPlainBlocks[kPlainIndex[lead & 0x1F]][byte(i + 1) & 0x3F], 2};
  }
  if (lead > 0xE0 && lead < 0xF0 && lead != 0xED && continues(i + 1) && continues(i + 2)) {
    return {kPlainBlocks[kPlainIndex[(lead & 0xF) << 6 | (byte(i + 1) & 0x3F)]][byte(i + 2) & 0x3F], 3};
  }
  const Decoded d = decode(text, i);
  return {d.valid ? plain_entry(d.code_point) : static_cast<std::uint16_t>(PlainKind::separator), d.size};
}

}  // namespace pith
