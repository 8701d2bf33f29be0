// Shortcodes: the `[name key="value"]` tags of page builders and weblog systems.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "types.h"

namespace pith {

struct ShortcodeTag {
  std::uint32_t line = 0;  // filled in by who scans a document
  Span span;               // from bracket to bracket, offsets into the text scanned
  std::string name;        // lower case
  bool closing = false;    // [/name]
};

// Adds the tags of one line. A tag is a bracket, an optional slash, a name that starts with a letter, then attributes
// up to the closing bracket; inside a quoted value (typographic quotes count) brackets are text. What is left open is
// no tag. Linear in the line.
void scan_shortcodes(std::string_view line, std::vector<ShortcodeTag>& tags);

// Shell-like: `*` stands for any bytes.
bool wildcard_matches(std::string_view pattern, std::string_view name);

}  // namespace pith
