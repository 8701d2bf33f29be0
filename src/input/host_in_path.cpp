#include "input/host_in_path.h"

#include <algorithm>

namespace pith {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) >= 0x80);
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// RFC 1123, section 2.1, and letters beyond ASCII as they are typed.
bool is_label(std::string_view label) {
  return !label.empty() && label.front() != '-' && label.back() != '-' &&
         std::ranges::all_of(label, [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
}

// The last label holds no digits, so "v1.2" and "2024.01" are no hosts; "xn--p1ai" is one.
bool is_top_label(std::string_view label) {
  return label.size() >= 2 && is_label(label) && (label.starts_with("xn--") || std::ranges::none_of(label, is_digit));
}

bool has_host_shape(std::string_view name) {
  const std::size_t last = name.rfind('.');
  if (last == std::string_view::npos || !is_top_label(name.substr(last + 1))) return false;
  for (std::string_view rest = name.substr(0, last);;) {
    const std::size_t dot = rest.find('.');
    if (!is_label(rest.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    rest.remove_prefix(dot + 1);
  }
}

}  // namespace

std::string_view host_in_path(std::string_view path) {
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/')) {
    if (has_host_shape(path.substr(0, slash))) return path.substr(0, slash);
    path.remove_prefix(slash + 1);
  }
  return {};
}

}  // namespace pith
