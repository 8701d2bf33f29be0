// Encodings of Chinese, Japanese and Korean: WHATWG Encoding Standard, sections 10 to 13.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/encoding.h"

namespace pith {

struct MultiByte {
  char32_t code_point = 0;
  char32_t second = 0;     // what follows in the same character, which Big5 has four times; else 0
  std::uint32_t size = 1;  // bytes read, 1 to 4
  bool valid = true;       // false: an error; code_point is then U+FFFD
};

// Reads the character at `at`, which must be inside `bytes`.
using ReadMultiByte = MultiByte(std::string_view bytes, std::size_t at);

// For gbk, gb18030, big5, euc_jp, shift_jis and euc_kr; null for others.
ReadMultiByte* multi_byte_reader(Encoding encoding);

// ISO-2022-JP, the one with states.
class Iso2022JpReader {
 public:
  explicit Iso2022JpReader(std::string_view bytes) : bytes_(bytes) {}

  // The next character, or false at the end. A code point of U+FFFD may be an error.
  bool next(MultiByte& character);

 private:
  enum class State : std::uint8_t { ascii, roman, katakana, two_bytes };

  MultiByte read(unsigned char byte);
  MultiByte read_pair(unsigned char lead);
  bool read_escape();

  std::string_view bytes_;
  std::size_t at_ = 0;
  State state_ = State::ascii;
  bool just_escaped_ = false;
};

}  // namespace pith
