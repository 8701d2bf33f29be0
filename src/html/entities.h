// Character references: WHATWG HTML, 13.2.5.72 to 13.2.5.80.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pith {

// What a reference stands for.
struct Reference {
  std::size_t size = 0;  // bytes of the reference, its `&` among them; 0: it is no reference, and `&` stands for itself
  std::uint8_t text_size = 0;
  char text[6] = {};  // UTF-8: one or two characters

  std::string_view view() const { return {text, text_size}; }
};

enum class ReferencePlace : std::uint8_t { text, attribute };

// Reads the reference that begins at `at`, where `source` holds `&`. In an attribute, a name without semicolon is no
// reference when `=`, a letter or a digit follows. Looks at no more than 32 bytes, or at digits as far as they go.
Reference read_reference(std::string_view source, std::size_t at, ReferencePlace place);

}  // namespace pith
