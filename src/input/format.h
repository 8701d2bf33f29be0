// The formats that documents come in, and how they are told apart.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "types.h"

namespace pith {

enum class Format : std::uint8_t { text, page, jsonl, warc };

// What a file's name says: ".jsonl", ".warc" and so on, also below ".gz" and ".zst"; nothing for any other name.
std::optional<Format> format_of_name(std::string_view name);

// What the first bytes say (decompressed; 64 KB are enough): a WARC version line, a first line that begins like a JSON
// object and is one as far as it goes, the doctype or root of a page. Else it is a text.
Format format_of_bytes(std::string_view head);

// The name without the suffix of a compression.
std::string_view without_compression(std::string_view name);

// How a file of that name is written.
Compression compression_of_name(std::string_view name);

}  // namespace pith
