// Code points and the properties the rule language asks for. Only src/text includes ICU.
#pragma once

#include <cstdint>
#include <string_view>

namespace pith {

struct Decoded {
  char32_t code_point = 0;
  std::uint32_t size = 1;  // bytes read, at least 1
  bool valid = true;       // false: an ill-formed byte sequence; code_point is then U+FFFD
};

// Reads the code point at `at`, which must be inside `text`. Ill-formed input follows the "maximal subpart" practice
// (Unicode 15, section 3.9), so reading goes on at the next possible lead byte.
Decoded decode(std::string_view text, std::size_t at);

// Writes the UTF-8 of one code point, a scalar value, to `out`, which has room for four bytes; returns its end.
char* put_utf8(char32_t c, char* out);

// The same as a piece of text.
class Encoded {
 public:
  explicit Encoded(char32_t c);
  std::string_view text() const { return {bytes_, size_}; }

 private:
  char bytes_[4];
  std::uint8_t size_;
};

// Reads the code point that ends right before `end`, which must be greater than 0.
Decoded decode_before(std::string_view text, std::size_t end);

bool is_valid_utf8(std::string_view text);

// White_Space (Unicode property).
bool is_white_space(char32_t c);
// Takes no room in the match form: Default_Ignorable_Code_Point (soft hyphen, zero width space, variation selectors …).
bool is_invisible(char32_t c);
// What words are made of: letters, marks and numbers (general categories L, M, N).
bool is_word(char32_t c);
bool is_mark(char32_t c);
// Scripts written without spaces between words: Han, kana, Thai, Lao, Khmer, Burmese.
bool is_spaceless(char32_t c);
// Opening and closing brackets (general categories Ps, Pe).
bool is_bracket(char32_t c);
// Ends a sentence on its own, whatever follows (ideographic full stop, danda …): Sentence_Terminal, beyond ASCII.
bool is_sentence_terminal(char32_t c);

// Holds a decimal digit of any script (general category Nd).
bool has_digit(std::string_view text);
// True when every character is white space or invisible.
bool is_blank(std::string_view text);
// Without white space at either edge.
std::string_view trim(std::string_view text);
// Code points outside white space, told by their first bytes: continuation bytes count nothing, whatever precedes them.
std::uint32_t count_visible(std::string_view text);
std::uint32_t count_code_points(std::string_view text);

inline char* put_utf8(char32_t c, char* out) {
  if (c < 0x80) {
    *out++ = static_cast<char>(c);
    return out;
  }
  if (c < 0x800) {
    *out++ = static_cast<char>(0xC0 | c >> 6);
  } else if (c < 0x10000) {
    *out++ = static_cast<char>(0xE0 | c >> 12);
    *out++ = static_cast<char>(0x80 | (c >> 6 & 0x3F));
  } else {
    *out++ = static_cast<char>(0xF0 | c >> 18);
    *out++ = static_cast<char>(0x80 | (c >> 12 & 0x3F));
    *out++ = static_cast<char>(0x80 | (c >> 6 & 0x3F));
  }
  *out++ = static_cast<char>(0x80 | (c & 0x3F));
  return out;
}

inline Encoded::Encoded(char32_t c) : size_(static_cast<std::uint8_t>(put_utf8(c, bytes_) - bytes_)) {}

}  // namespace pith
