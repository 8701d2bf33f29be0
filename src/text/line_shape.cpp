#include "text/line_shape.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "text/unicode.h"

namespace pith {
namespace {

constexpr bool is_ascii_lower(char32_t c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_ascii_letter(char32_t c) {
  return is_ascii_lower(c | 0x20);
}
constexpr bool is_ascii_digit(char32_t c) {
  return c >= '0' && c <= '9';
}

bool is_digit(char32_t c) {
  return c < 0x80 ? is_ascii_digit(c) : u_isdigit(static_cast<UChar32>(c)) != 0;
}

bool is_figure_sign(char32_t c) {
  constexpr std::u32string_view kSigns = U".,'’:/-–−+%‰#№()&$٪٫٬";
  if (kSigns.find(c) != std::u32string_view::npos) return true;
  if (c < 0x80) return is_white_space(c);
  return is_white_space(c) || is_invisible(c) || u_charType(static_cast<UChar32>(c)) == U_CURRENCY_SYMBOL;
}

bool is_edge_punctuation(char32_t c) {
  constexpr std::u32string_view kEdges = U".,;:!?()[]<>{}\"'`‘’‚“”„«»‹›…、。，；：！？（）「」『』《》【】،؛؟";
  return kEdges.find(c) != std::u32string_view::npos;
}

std::string_view without_edges(std::string_view token) {
  while (!token.empty()) {
    const Decoded d = decode(token, 0);
    if (!is_edge_punctuation(d.code_point)) break;
    token.remove_prefix(d.size);
  }
  while (!token.empty()) {
    const Decoded d = decode_before(token, token.size());
    if (!is_edge_punctuation(d.code_point)) break;
    token.remove_suffix(d.size);
  }
  return token;
}

bool starts_with_word(std::string_view text) {
  return !text.empty() && is_word(decode(text, 0).code_point);
}

// `prefix` is lower case.
bool starts_with_any_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && std::ranges::equal(text.substr(0, prefix.size()), prefix, [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? a | 0x20 : a) == b;
         });
}

bool is_url(std::string_view token) {
  using namespace std::string_view_literals;
  for (const std::string_view prefix : {"http://"sv, "https://"sv, "www."sv}) {
    if (starts_with_any_case(token, prefix)) return starts_with_word(token.substr(prefix.size()));
  }
  return false;
}

// Letters, digits and `others`; nothing else, and something.
bool consists_of_names(std::string_view text, std::string_view others) {
  for (std::size_t i = 0; i < text.size();) {
    const Decoded d = decode(text, i);
    const bool other = d.code_point < 0x80 && others.find(static_cast<char>(d.code_point)) != std::string_view::npos;
    if (!other && !is_word(d.code_point)) return false;
    i += d.size;
  }
  return !text.empty();
}

bool is_label(std::string_view label) {
  return consists_of_names(label, "-") && !label.starts_with('-') && !label.ends_with('-');
}

bool is_top_label(std::string_view label) {
  if (!is_label(label) || count_code_points(label) < 2) return false;
  for (std::size_t i = 0; i < label.size();) {
    const Decoded d = decode(label, i);
    if (d.code_point == '-' || is_digit(d.code_point)) return false;
    i += d.size;
  }
  return true;
}

bool is_host(std::string_view host) {
  const std::size_t top = host.rfind('.');
  if (top == std::string_view::npos || !is_top_label(host.substr(top + 1))) return false;
  for (std::size_t begin = 0; begin <= top;) {
    const std::size_t end = host.find('.', begin);
    if (!is_label(host.substr(begin, end - begin))) return false;
    begin = end + 1;
  }
  return true;
}

bool is_host_and_path(std::string_view token) {
  std::string_view host = token.substr(0, token.find('/'));
  if (host.size() == token.size()) return false;
  if (const std::size_t colon = host.rfind(':'); colon != std::string_view::npos) {
    const std::string_view port = host.substr(colon + 1);
    if (port.empty() || !std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; })) return false;
    host = host.substr(0, colon);
  }
  return is_host(host);
}

bool is_handle(std::string_view name) {
  if (!consists_of_names(name, "._-")) return false;
  for (std::size_t i = 0; i < name.size();) {
    const Decoded d = decode(name, i);
    if (d.code_point == '_' || (is_word(d.code_point) && !is_digit(d.code_point))) return true;
    i += d.size;
  }
  return false;
}

bool is_handle_or_mail(std::string_view token) {
  const std::size_t at = token.rfind('@');
  if (at == std::string_view::npos) return false;
  if (at == 0) return is_handle(token.substr(1));
  if (!is_host(token.substr(at + 1))) return false;
  const std::string_view local = token.substr(0, at);
  return local.front() == '@' ? is_handle(local.substr(1)) : consists_of_names(local, "._%+-");
}

bool is_one_address(std::string_view token) {
  token = without_edges(token);
  return is_url(token) || is_handle_or_mail(token) || is_host_and_path(token);
}

// False when the first token has nothing that every address has, which goes for most lines.
bool may_begin_address(std::string_view trimmed) {
  std::size_t ws = 0;
  for (const char c : trimmed) {
    if (c == '@' || c == '/') return true;
    ws = (c | 0x20) == 'w' ? ws + 1 : 0;
    if (ws == 3) return true;
    if (static_cast<unsigned char>(c) < 0x80 && is_white_space(static_cast<unsigned char>(c))) return false;
  }
  return false;
}

std::size_t find_white_space(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    const Decoded d = decode(text, i);
    if (is_white_space(d.code_point)) break;
    i += d.size;
  }
  return i;
}

}  // namespace

bool is_caps_line(std::string_view line) {
  std::uint32_t capitals = 0;
  for (std::size_t i = 0; i < line.size();) {
    const Decoded d = decode(line, i);
    i += d.size;
    if (d.code_point < 0x80) {
      if (is_ascii_lower(d.code_point)) return false;
      capitals += is_ascii_letter(d.code_point);
      continue;
    }
    const auto type = u_charType(static_cast<UChar32>(d.code_point));
    if (type == U_LOWERCASE_LETTER) return false;
    capitals += type == U_UPPERCASE_LETTER || type == U_TITLECASE_LETTER;
  }
  return capitals >= 2;
}

bool is_number_line(std::string_view line) {
  constexpr std::string_view kMagnitudes = "kKmMbB";
  bool any_digit = false;
  bool behind_digit = false;
  for (std::size_t i = 0; i < line.size();) {
    const Decoded d = decode(line, i);
    i += d.size;
    if (is_digit(d.code_point)) {
      any_digit = true;
      behind_digit = true;
      continue;
    }
    const bool magnitude = behind_digit && is_ascii_letter(d.code_point) &&
                           kMagnitudes.find(static_cast<char>(d.code_point)) != std::string_view::npos;
    if (!magnitude && !is_figure_sign(d.code_point)) return false;
    behind_digit = false;
  }
  return any_digit;
}

bool is_address_line(std::string_view line) {
  std::string_view rest = trim(line);
  if (!may_begin_address(rest)) return false;
  while (!rest.empty()) {
    const std::size_t end = find_white_space(rest);
    if (!is_one_address(rest.substr(0, end))) return false;
    rest = trim(rest.substr(end));
  }
  return true;
}

}  // namespace pith
