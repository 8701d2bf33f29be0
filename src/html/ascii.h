// ASCII as WHATWG Infra (section 4.7) and HTML have it.
#pragma once

#include <algorithm>
#include <string_view>

namespace pith {

constexpr bool is_ascii_letter(char c) {
  const char folded = static_cast<char>(c | 0x20);
  return folded >= 'a' && folded <= 'z';
}

constexpr bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}

// Carriage returns count, for they become line feeds before a page is read (HTML, 13.2.3.5).
constexpr bool is_ascii_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

constexpr char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

// True when both are the same but for the case of ASCII letters.
inline bool equals_without_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return ascii_lower(x) == ascii_lower(y); });
}

}  // namespace pith
