// What languages look like in bytes: how often they use which characters, and the legacy encodings that they came in.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "text/encoding.h"

namespace pith {

enum class ScriptKind : std::uint8_t {
  latin,    // ASCII letters with some others between
  cased,    // letters of their own, of two cases
  uncased,  // letters of their own
  wide,     // characters of several bytes
};

struct Language {
  std::string_view tag;  // BCP 47
  ScriptKind script = ScriptKind::latin;
  // Characters beyond ASCII in groups with a space between, in lower case; each group's are half as frequent as those
  // of the group before.
  std::string_view characters;
  // The most frequent words of ASCII letters, in lower case; of Latin scripts only.
  std::string_view words;
  std::span<const Encoding> encodings;
};

std::span<const Language> languages();

// Punctuation beyond ASCII that all languages use, in groups as above.
extern const std::string_view kSigns;

// The languages of a top-level domain, as tags with a space between; empty when it says nothing.
std::string_view languages_of_domain(std::string_view top_level_domain);

}  // namespace pith
