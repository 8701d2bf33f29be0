#include "text/unicode.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

namespace pith {
namespace {

constexpr bool is_ascii_space(unsigned char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

// The first code point of a spaceless script (Thai); everything before it is answered without a look-up.
constexpr char32_t kFirstSpaceless = 0x0E00;

}  // namespace

Decoded decode(std::string_view text, std::size_t at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  if (bytes[at] < 0x80) return {bytes[at], 1, true};
  std::int64_t i = static_cast<std::int64_t>(at);
  const auto size = static_cast<std::int64_t>(text.size());
  UChar32 c = 0;
  U8_NEXT(bytes, i, size, c);
  const auto read = static_cast<std::uint32_t>(i - static_cast<std::int64_t>(at));
  if (c < 0) return {0xFFFD, read, false};
  return {static_cast<char32_t>(c), read, true};
}

Decoded decode_before(std::string_view text, std::size_t end) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  if (bytes[end - 1] < 0x80) return {bytes[end - 1], 1, true};
  // ICU's backward macro takes 32-bit offsets; a code point is at most four bytes long.
  const std::size_t start = end < 4 ? 0 : end - 4;
  std::int32_t i = static_cast<std::int32_t>(end - start);
  const std::int32_t from = i;
  UChar32 c = 0;
  U8_PREV(bytes + start, 0, i, c);
  const auto read = static_cast<std::uint32_t>(from - i);
  if (c < 0) return {0xFFFD, read, false};
  return {static_cast<char32_t>(c), read, true};
}

bool is_white_space(char32_t c) {
  if (c < 0x80) return is_ascii_space(static_cast<unsigned char>(c));
  return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

bool is_invisible(char32_t c) {
  if (c < 0x80) return false;
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

bool is_word(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
}

bool is_mark(char32_t c) {
  return c >= 0x300 && (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}

bool is_spaceless(char32_t c) {
  if (c < kFirstSpaceless) return false;
  const auto point = static_cast<UChar32>(c);
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(point, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    case USCRIPT_COMMON:
      return uscript_hasScript(point, USCRIPT_HIRAGANA) != 0;  // the prolonged sound mark and its like
    default:
      return false;
  }
}

bool is_bracket(char32_t c) {
  if (c < 0x80) return c == '(' || c == ')' || c == '[' || c == ']' || c == '{' || c == '}';
  // ICU counts low quotation marks („ ‚) as opening punctuation; the match form has made them plain before it asks.
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_PS_MASK | U_GC_PE_MASK)) != 0;
}

bool is_sentence_terminal(char32_t c) {
  return c >= 0x80 && u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_S_TERM) != 0;
}

bool has_digit(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      if (byte >= '0' && byte <= '9') return true;
      ++i;
      continue;
    }
    const Decoded d = decode(text, i);
    if (d.valid && u_isdigit(static_cast<UChar32>(d.code_point)) != 0) return true;
    i += d.size;
  }
  return false;
}

bool is_blank(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      if (!is_ascii_space(byte)) return false;
      ++i;
      continue;
    }
    const Decoded d = decode(text, i);
    if (!d.valid || !(is_white_space(d.code_point) || is_invisible(d.code_point))) return false;
    i += d.size;
  }
  return true;
}

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    const auto byte = static_cast<unsigned char>(text.front());
    if (byte < 0x80) {
      if (!is_ascii_space(byte)) break;
      text.remove_prefix(1);
      continue;
    }
    const Decoded d = decode(text, 0);
    if (!d.valid || !is_white_space(d.code_point)) break;
    text.remove_prefix(d.size);
  }
  while (!text.empty()) {
    const auto byte = static_cast<unsigned char>(text.back());
    if (byte < 0x80) {
      if (!is_ascii_space(byte)) break;
      text.remove_suffix(1);
      continue;
    }
    const Decoded d = decode_before(text, text.size());
    if (!d.valid || !is_white_space(d.code_point)) break;
    text.remove_suffix(d.size);
  }
  return text;
}

std::uint32_t count_code_points(std::string_view text) {
  std::uint32_t n = 0;
  for (std::size_t i = 0; i < text.size(); ++n)
    i += static_cast<unsigned char>(text[i]) < 0x80 ? 1 : decode(text, i).size;
  return n;
}

}  // namespace pith
