// Any bytes as a line: what does not count changes no answer, and answers go together.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "text/line_shape.h"
#include "text/unicode.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

struct Shape {
  explicit Shape(std::string_view line)
      : caps(pith::is_caps_line(line)),
        number(pith::is_number_line(line)),
        date(pith::is_date_line(line)),
        address(pith::is_address_line(line)) {}

  friend bool operator==(const Shape&, const Shape&) = default;

  bool caps;
  bool number;
  bool date;
  bool address;
};

bool has_small_letter(std::string_view line) {
  for (const char c : line) {
    if (c >= 'a' && c <= 'z') return true;
  }
  return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string line(reinterpret_cast<const char*>(data), size);
  const Shape shape(line);
  check(Shape(pith::trim(line)) == shape);
  check(Shape("\t\u00A0" + line + "\u3000 ") == shape);
  if (pith::is_blank(line)) check(shape == Shape(""));
  check(!shape.caps || !has_small_letter(line));
  check(!shape.number || !shape.address);

  // A sign before it, and an invisible character, which has the date's words read from the form at once.
  const std::string trimmed(pith::trim(line));
  if (pith::count_code_points(trimmed) < 60 && trimmed.size() < 200) {
    check(pith::is_date_line("\u00AD" + trimmed) == shape.date);
  }
  if (trimmed.empty()) return 0;
  check(pith::is_address_line(trimmed + " " + trimmed) == shape.address);
  check(!pith::is_date_line(trimmed + " qqzzx"));
  check(pith::is_number_line(trimmed + " (" + trimmed + ")") == shape.number);
  return 0;
}
