// What a character of a raw line is to the words and sentence ends of the line's match form (text/match_form.h).
//
// Most characters are the same thing to them wherever they stand, marks and invisible ones included; so words can be
// counted where the line stands, without its form.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/unicode.h"

namespace pith {

// What count_words() and has_sentence_end() see in one character of a form.
enum class WordKind : std::uint8_t {
  none = 0,       // nothing: the raw character leaves nothing in the form
  letter = 1,     // part of a word of a script with spaces
  spaceless = 2,  // half a word of a script without spaces
  mark = 3,       // belongs to the word character before it; without one the form must be asked
  other = 4,      // between words
  space = 5,
  stop = 6,      // ends a sentence when white space or the end of the line follows
  closing = 7,   // a quote or bracket, which may stand between a stop and what follows
  terminal = 8,  // ends a sentence whatever follows
  odd = 15,      // the form must be asked
};

// The kinds of a raw character's form, four bits each, the first one lowest; 0 (none) ends them. Letters, and all other
// kinds but spaceless, stand for any number of their like.
using WordKinds = std::uint16_t;

constexpr WordKinds kinds_of(WordKind kind) {
  return static_cast<WordKinds>(kind);
}
constexpr bool is_one_kind(WordKinds kinds) {
  return kinds < 0x10;
}

// Two steps: the block of 64 code points, then the code point. Written at build time (make_word_kinds.cpp).
constexpr char32_t kWordKindLimit = 0x20000;  // code points from here on are odd
extern const std::uint16_t kWordKindIndex[kWordKindLimit / 64];
extern const WordKinds kWordKindBlocks[][64];

inline WordKinds word_kinds(char32_t c) {
  return c < kWordKindLimit ? kWordKindBlocks[kWordKindIndex[c >> 6]][c & 63] : kinds_of(WordKind::odd);
}

struct WordKindsAt {
  WordKinds kinds = 0;
  std::uint32_t size = 1;  // bytes read
};

// Reads the character at `i`, of any size. Ill-formed bytes are U+FFFD in the form.
inline WordKindsAt word_kinds_at(std::string_view text, std::size_t i) {
  const auto byte = [&](std::size_t at) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at])); };
  const std::uint32_t lead = byte(i);
  if (lead < 0x80) return {word_kinds(lead), 1};
  const auto continues = [&](std::size_t at) { return at < text.size() && (byte(at) & 0xC0) == 0x80; };
  if (lead >= 0xC2 && lead < 0xE0 && continues(i + 1)) {
    return {kWordKindBlocks[kWordKindIndex[lead & 0x1F]][byte(i + 1) & 0x3F], 2};
  }
  if (lead > 0xE0 && lead < 0xF0 && lead != 0xED && continues(i + 1) && continues(i + 2)) {
    return {kWordKindBlocks[kWordKindIndex[(lead & 0xF) << 6 | (byte(i + 1) & 0x3F)]][byte(i + 2) & 0x3F], 3};
  }
  const Decoded d = decode(text, i);
  return {d.valid ? word_kinds(d.code_point) : kinds_of(WordKind::other), d.size};
}

}  // namespace pith
