// Encodings of texts and pages: which one it is, and its UTF-8. Follows the WHATWG Encoding Standard (names and labels:
// section 4.2, decoders: sections 8 to 14) and, for pages, the WHATWG HTML Standard (section 13.2.3).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pith {

enum class Encoding : std::uint8_t {
  utf_8,
  ibm866,
  iso_8859_2,
  iso_8859_3,
  iso_8859_4,
  iso_8859_5,
  iso_8859_6,
  iso_8859_7,
  iso_8859_8,
  iso_8859_8_i,
  iso_8859_10,
  iso_8859_13,
  iso_8859_14,
  iso_8859_15,
  iso_8859_16,
  koi8_r,
  koi8_u,
  macintosh,
  windows_874,
  windows_1250,
  windows_1251,
  windows_1252,
  windows_1253,
  windows_1254,
  windows_1255,
  windows_1256,
  windows_1257,
  windows_1258,
  x_mac_cyrillic,
  gbk,
  gb18030,
  big5,
  euc_jp,
  iso_2022_jp,
  shift_jis,
  euc_kr,
  replacement,
  utf_16be,
  utf_16le,
  x_user_defined,
};
constexpr std::size_t kEncodings = static_cast<std::size_t>(Encoding::x_user_defined) + 1;

// The name in the standard's spelling: "windows-1252".
std::string_view name(Encoding encoding);

// The encoding of a label, in any case and with white space around it: "latin1" is windows-1252. Nothing when the
// standard has no such label.
std::optional<Encoding> encoding_for_label(std::string_view label);

// Where an encoding is known from.
enum class EncodingSource : std::uint8_t {
  given,      // the user named it; for callers, nothing here says so
  bom,        // a byte-order mark
  transport,  // the label that came with the bytes: HTTP's charset
  meta,       // the page's own <meta> or XML declaration
  utf_8,      // nothing says otherwise, and the bytes are UTF-8, or nearly
  utf_16,     // nothing says otherwise, and looks_utf16()
  guessed,    // by the language that makes most sense of the bytes
};

struct EncodingGuess {
  Encoding encoding = Encoding::utf_8;
  EncodingSource source = EncodingSource::utf_8;
};

// What is known of a document beside its bytes. It tips the scales where the bytes alone say little; a hint that does
// not fit the bytes has no effect. Both may be empty.
struct EncodingHints {
  std::string_view lang;  // BCP 47
  std::string_view host;  // ASCII; its top-level domain says where to look
};

// The encoding of a page: its byte-order mark, else `transport_label` when it is a label, else what the first 1,024
// bytes declare, as browsers do: a declaration wins even where it is wrong. Without any of these, UTF-16 when
// looks_utf16(), UTF-8 when the bytes are, else as for a text.
EncodingGuess find_page_encoding(std::string_view bytes, std::string_view transport_label,
                                 const EncodingHints& hints = {});

// The encoding of a text: its byte-order mark, else `transport_label` when it is a label, else UTF-16 when
// looks_utf16(), UTF-8 when the bytes are, else a guess.
// Bytes are taken for UTF-8 with damage, and are to be left alone, as long as at least half of what is not ASCII in
// them are characters of UTF-8; so are bytes of which no language makes sense. Linear; looks at a sample once the bytes
// are known to be far from UTF-8.
EncodingGuess find_text_encoding(std::string_view bytes, std::string_view transport_label = {},
                                 const EncodingHints& hints = {});

// UTF-16 without a byte-order mark: all of it units of text, at least one in ten of them ASCII. Such bytes hold zeros
// and yet are no binary file. Looks at the first 2,048 bytes.
std::optional<Encoding> looks_utf16(std::string_view bytes);

struct Utf8Text {
  std::string_view text;
  std::size_t replaced = 0;  // errors, each of which stands as one U+FFFD
};

// The text in UTF-8, without a byte-order mark of its own encoding. UTF-8 comes back as it is, a view of `bytes`, and
// is not looked at: errors in it stay and are not counted. Everything else is written to `scratch`, valid UTF-8 of at
// most three times the size, errors replaced as the standard's decoder does; `replacement` is one error.
Utf8Text to_utf8(std::string_view bytes, Encoding encoding, std::string& scratch);

}  // namespace pith
