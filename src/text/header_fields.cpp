#include "text/header_fields.h"

#include <algorithm>

namespace pith {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

bool goes_on(std::string_view line) {
  return line.starts_with(' ') || line.starts_with('\t');
}

}  // namespace

std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end == std::string_view::npos ? end : end + 1);
  text.remove_prefix(line.size());
  return line;
}

std::string_view without_line_end(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string_view trim_header_space(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return text.substr(0, 0);
  return text.substr(first, text.find_last_not_of(kSpace) + 1 - first);
}

HeaderField take_field(std::string_view& fields) {
  const std::string_view all = fields;
  const std::string_view first = take_line(fields);
  if (!without_line_end(first).empty()) {
    while (goes_on(fields)) take_line(fields);
  }
  HeaderField field;
  field.lines = all.substr(0, all.size() - fields.size());
  const std::size_t colon = first.find(':');
  if (colon == std::string_view::npos || goes_on(first)) return field;
  field.name = trim_header_space(first.substr(0, colon));
  field.value = trim_header_space(field.lines.substr(colon + 1));
  return field;
}

std::string unfold(std::string_view value) {
  std::string out;
  for (bool first = true; !value.empty(); first = false) {
    if (!first) out += ' ';
    out += trim_header_space(take_line(value));
  }
  return out;
}

bool equal_but_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

std::optional<std::string> find_field(std::string_view fields, std::string_view name) {
  std::optional<std::string> found;
  find_fields(fields, std::span(&name, 1), std::span(&found, 1));
  return found;
}

void find_fields(std::string_view fields, std::span<const std::string_view> names,
                 std::span<std::optional<std::string>> found) {
  for (std::size_t missing = names.size(); missing > 0 && !fields.empty();) {
    const HeaderField field = take_field(fields);
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (found[i] || !equal_but_case(field.name, names[i])) continue;
      found[i] = unfold(field.value);
      --missing;
    }
  }
}

}  // namespace pith
