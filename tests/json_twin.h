// What a JSON string says, found out character by character: slow and obvious, to hold the fast ways against.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "text/unicode.h"

namespace pith::twin {

// One character as it is written and what it says; bytes beyond ASCII that are written as they are stand alone.
struct Character {
  std::string raw;
  std::string says;
};

inline std::uint32_t hex(std::string_view digits) {
  return static_cast<std::uint32_t>(std::strtoul(std::string(digits).c_str(), nullptr, 16));
}

// `raw` is what stands between the quotation marks of a valid string.
inline std::vector<Character> characters(std::string_view raw) {
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  std::vector<Character> all;
  while (!raw.empty()) {
    std::size_t size = 1;
    std::string says(raw.substr(0, 1));
    if (raw[0] == '\\' && raw[1] != 'u') {
      size = 2;
      says = kMeanings[kLetters.find(raw[1])];
    } else if (raw[0] == '\\') {
      size = 6;
      const std::uint32_t unit = hex(raw.substr(2, 4));
      const bool has_next = raw.substr(6).starts_with("\\u");
      const std::uint32_t next = has_next ? hex(raw.substr(8, 4)) : 0;
      if (unit >= 0xD800 && unit <= 0xDBFF && next >= 0xDC00 && next <= 0xDFFF) {
        size = 12;
        says = Encoded(0x10000 + (unit - 0xD800) * 0x400 + (next - 0xDC00)).text();
      } else if (unit >= 0xD800 && unit <= 0xDFFF) {
        says = "\xEF\xBF\xBD";
      } else {
        says = Encoded(unit).text();
      }
    }
    all.push_back({std::string(raw.substr(0, size)), says});
    raw.remove_prefix(size);
  }
  return all;
}

inline std::string unescaped(std::string_view raw) {
  std::string all;
  for (const Character& character : characters(raw)) all += character.says;
  return all;
}

}  // namespace pith::twin
