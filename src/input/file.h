// Whole files into memory.
#pragma once

#include <sys/stat.h>

#include <string>
#include <string_view>

#include "types.h"

namespace pith {

// Replaces `text`, whose capacity is kept, by the content of the file (or pipe) at `path`, and returns what the system
// says about it. Of a file that looks_binary() only the beginning is read. Fails, naming the file, when it cannot be
// opened or read, is a folder, or is of 4 GiB or more.
Result<struct stat> read_file(const std::string& path, std::string& text);

// True when there is a NUL byte in the first 8 KB, and it is not UTF-16 either: the text is then no text.
bool looks_binary(std::string_view text);

// What is said of such a text: "skipped 'x': it holds …".
constexpr std::string_view kWhyBinary = "holds NUL bytes: it is binary";

}  // namespace pith
