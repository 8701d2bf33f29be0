// Source of a page to the text it stands for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pith {

// What of a source is decoded. Line ends become "\n" in all of them (WHATWG HTML, 13.2.3.5).
enum class Decoding : std::uint8_t {
  data,       // character references; NUL is kept, for it is the tree's to drop (13.2.6.4.7)
  rcdata,     // character references; NUL becomes U+FFFD
  attribute,  // likewise, by the rule of attributes
  raw,        // no references; NUL becomes U+FFFD
};

// Appends what `source` stands for. UTF-8 stays UTF-8; ill-formed bytes pass through.
void append_decoded(std::string_view source, Decoding decoding, std::string& out);

}  // namespace pith
