#include "text/media_type.h"

#include <algorithm>

#include "text/header_fields.h"

namespace pith {
namespace {

// HTTP token code point.
constexpr bool is_token(char c) {
  constexpr std::string_view kOther = "!#$%&'*+-.^_`|~";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         kOther.find(c) != std::string_view::npos;
}

// HTTP quoted-string token code point.
constexpr bool is_quotable(char c) {
  return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
}

bool all_are_tokens(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_token);
}

// Takes what stands before any of `ends` off `text`.
std::string_view take_until(std::string_view& text, std::string_view ends) {
  const std::string_view taken = text.substr(0, text.find_first_of(ends));
  text.remove_prefix(taken.size());
  return taken;
}

// WHATWG Fetch, "collect an HTTP quoted string" with the extract-value flag; `text` begins with the quote.
std::string take_quoted(std::string_view& text) {
  std::string value;
  std::size_t i = 1;
  for (; i < text.size() && text[i] != '"'; ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    value += text[i];
  }
  text.remove_prefix(std::min(i + 1, text.size()));
  return value;
}

}  // namespace

MediaType parse_media_type(std::string_view text) {
  text = trim_header_space(text);
  const std::string_view type = take_until(text, "/");
  if (!all_are_tokens(type) || text.empty()) return {};
  text.remove_prefix(1);
  const std::string_view subtype = trim_header_space(take_until(text, ";"));
  if (!all_are_tokens(subtype) || subtype.data() != type.data() + type.size() + 1) return {};
  MediaType out;
  out.essence = lower_ascii(type) + '/' + lower_ascii(subtype);
  while (!text.empty()) {
    text.remove_prefix(1);  // the ";"
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    const std::string_view name = take_until(text, ";=");
    if (text.empty() || text.front() == ';') continue;
    text.remove_prefix(1);
    std::string value;
    if (text.starts_with('"')) {
      value = take_quoted(text);
      take_until(text, ";");
    } else {
      value = trim_header_space(take_until(text, ";"));
      if (value.empty()) continue;
    }
    if (equal_but_case(name, "charset") && std::ranges::all_of(value, is_quotable)) {
      out.charset = std::move(value);
      break;
    }
  }
  return out;
}

}  // namespace pith
