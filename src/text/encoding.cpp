#include "text/encoding.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/encoding_detect.h"
#include "text/encoding_prescan.h"
#include "text/unicode.h"

namespace pith {
namespace {

std::optional<Encoding> encoding_of_mark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return Encoding::utf_8;
  if (bytes.starts_with("\xFE\xFF")) return Encoding::utf_16be;
  if (bytes.starts_with("\xFF\xFE")) return Encoding::utf_16le;
  return std::nullopt;
}

// At least half of what is not ASCII are characters of UTF-8. In texts of legacy encodings it is a tenth at most, but
// for EUC-KR (a quarter); in damaged UTF-8 it is nearly all.
bool is_mostly_utf8(std::string_view text) {
  std::size_t good = 0;
  std::size_t bad = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++i;
      continue;
    }
    // Most legacy bytes are told from UTF-8 by the byte behind them.
    const bool continues = i + 1 < text.size() && (static_cast<unsigned char>(text[i + 1]) & 0xC0) == 0x80;
    const Decoded d = continues ? decode(text, i) : Decoded{0xFFFD, 1, false};
    ++(d.valid ? good : bad);
    i += d.size;
  }
  return good >= bad;
}

// Without a declaration.
EncodingGuess find_by_bytes(std::string_view bytes, const EncodingHints& hints) {
  if (const std::optional<Encoding> encoding = looks_utf16(bytes)) return {*encoding, EncodingSource::utf_16};
  if (is_valid_utf8(bytes)) {
    if (looks_iso_2022_jp(bytes)) return {Encoding::iso_2022_jp, EncodingSource::guessed};
    return {};
  }
  if (is_mostly_utf8(bytes)) return {};
  const std::optional<Encoding> guess = detect_legacy_encoding(bytes, hints);
  return guess ? EncodingGuess{*guess, EncodingSource::guessed} : EncodingGuess{};
}

bool is_text_unit(char32_t unit) {
  if (unit < 0x20) return unit == '\t' || unit == '\n' || unit == '\f' || unit == '\r';
  if (unit >= 0x7F && unit < 0xA0) return false;
  return u_isdefined(static_cast<UChar32>(unit)) != 0 && (unit < 0xE000 || unit >= 0xF900);
}

constexpr bool is_printable_ascii(char32_t byte) {
  return byte >= 0x20 && byte < 0x7F;
}

bool is_utf16_text(std::string_view bytes, std::size_t high) {
  constexpr std::size_t kOneIn = 10;
  std::size_t ascii = 0;
  std::size_t pairs = 0;  // units that are two characters of ASCII: half in Japanese; all in ASCII with zeros between
  char32_t before = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const char32_t unit = static_cast<char32_t>(static_cast<unsigned char>(bytes[i + high])) << 8 |
                          static_cast<unsigned char>(bytes[i + 1 - high]);
    const bool is_low = unit >> 10 == 0xDC00 >> 10;
    if (is_low != (before >> 10 == 0xD800 >> 10)) return false;
    if (unit >> 11 != 0xD800 >> 11 && !is_text_unit(unit)) return false;
    ascii += unit < 0x80 ? 1 : 0;
    pairs += is_printable_ascii(unit >> 8) && is_printable_ascii(unit & 0xFF) ? 1 : 0;
    before = unit;
  }
  const std::size_t units = bytes.size() / 2;
  return ascii * kOneIn >= units && pairs * 4 <= 3 * (units - ascii);
}

}  // namespace

std::optional<Encoding> looks_utf16(std::string_view bytes) {
  constexpr std::size_t kLeast = 8;
  constexpr std::size_t kLooked = 2048;
  if (bytes.size() < kLeast || bytes.size() % 2 != 0) return std::nullopt;
  bytes = bytes.substr(0, kLooked);
  if (bytes.find('\0') == std::string_view::npos) return std::nullopt;
  if (is_utf16_text(bytes, 1)) return Encoding::utf_16le;
  if (is_utf16_text(bytes, 0)) return Encoding::utf_16be;
  return std::nullopt;
}

EncodingGuess find_page_encoding(std::string_view bytes, std::string_view transport_label, const EncodingHints& hints) {
  if (const auto encoding = encoding_of_mark(bytes)) return {*encoding, EncodingSource::bom};
  if (const auto encoding = encoding_for_label(transport_label)) return {*encoding, EncodingSource::transport};
  if (const auto encoding = prescan_page(bytes)) return {*encoding, EncodingSource::meta};
  return find_by_bytes(bytes, hints);
}

EncodingGuess find_text_encoding(std::string_view bytes, std::string_view transport_label, const EncodingHints& hints) {
  if (const auto encoding = encoding_of_mark(bytes)) return {*encoding, EncodingSource::bom};
  if (const auto encoding = encoding_for_label(transport_label)) return {*encoding, EncodingSource::transport};
  return find_by_bytes(bytes, hints);
}

}  // namespace pith
