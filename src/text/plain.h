// Plain characters: those whose match form can be told one by one.
//
// A text of plain characters alone has for its match form the forms of its characters, one behind the other; a word of
// such a text is as long in bytes as its form (but for ß), and nothing hides inside it. So a filter may look at its raw
// bytes. Characters that are not plain are odd: invisible ones, marks that compose, full-width and other compatibility
// forms.
#pragma once

#include <cstddef>
#include <cstdint>

namespace pith {

enum class PlainKind : std::uint16_t {
  odd = 0,
  separator = 1,  // stands between words, whatever its form
  sharp_s = 2,    // ß and ẞ: a word character whose form is "ss"
  spaceless = 3,  // of a script without spaces; its form is itself
  // every greater value is the folded code point of a word character
};

// Two steps: the block of 64 code points, then the code point. Written at build time (make_plain_table.cpp).
extern const std::uint16_t kPlainIndex[0x10000 / 64];
extern const std::uint16_t kPlainBlocks[][64];

// A PlainKind, or the folded code point.
inline std::uint16_t plain_entry(char32_t c) {
  if (c < 0x10000) return kPlainBlocks[kPlainIndex[c >> 6]][c & 63];
  // Pictographs are signs without a compatibility form; other planes are rare enough to be odd.
  return static_cast<std::uint16_t>(c >= 0x1F300 && c < 0x1FB00 ? PlainKind::separator : PlainKind::odd);
}

}  // namespace pith
