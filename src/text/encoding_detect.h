// Guesses the encoding of bytes that are no UTF-8, by the language that makes most sense of them.
#pragma once

#include <optional>
#include <string_view>

#include "text/encoding.h"

namespace pith {

// The most likely encoding of some language in its script, given the bytes and the hints; nothing when no language
// makes sense of the bytes. The bytes count by the likelihood of their characters and of what stands beside them: a
// capital behind a small letter is unlikely, and so is a Cyrillic letter beside a Latin one. Looks at some thousand
// bytes around those that are not ASCII; linear.
std::optional<Encoding> detect_legacy_encoding(std::string_view bytes, const EncodingHints& hints);

// True when the bytes switch between ASCII and kanji by escape sequences, without an error. Looks at the first bytes.
bool looks_iso_2022_jp(std::string_view bytes);

}  // namespace pith
