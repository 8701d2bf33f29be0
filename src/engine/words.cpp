#include "engine/words.h"

#include <array>

#include "text/plain.h"
#include "text/unicode.h"

namespace pith {
namespace {

constexpr std::uint64_t kPrime = 0x9E3779B97F4A7C15;

constexpr std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  return (hash ^ value) * kPrime;
}

constexpr std::uint64_t finish(std::uint64_t hash) {
  return hash ^ (hash >> 29);
}

// Of a character of a script without spaces: it is its own form.
std::uint64_t hash_of_bytes(std::string_view bytes) {
  std::uint64_t hash = 0;
  for (const char c : bytes) hash = mix(hash, static_cast<unsigned char>(c));
  return finish(hash);
}

// The folded form of an ASCII byte inside a word, 0 for what stands between words.
constexpr std::array<std::uint8_t, 256> kAsciiWord = [] {
  std::array<std::uint8_t, 256> table{};
  for (std::uint8_t c = '0'; c <= '9'; ++c) table[c] = c;
  for (std::uint8_t c = 'a'; c <= 'z'; ++c) table[c] = table[c - 0x20U] = c;
  return table;
}();

enum class CharKind : std::uint8_t { letter, separator, spaceless };

constexpr CharKind kind_of(std::uint16_t entry) {
  if (is_plain_letter(entry)) return CharKind::letter;
  return is_kind(entry, PlainKind::spaceless) ? CharKind::spaceless : CharKind::separator;
}

// The folded letters of `entry`, which is_plain_letter().
inline std::uint64_t mix_letter(std::uint64_t hash, std::uint16_t entry) {
  if (entry > static_cast<std::uint16_t>(PlainKind::small_i)) return mix(hash, entry);
  return is_kind(entry, PlainKind::sharp_s) ? mix(mix(hash, 's'), 's') : mix(hash, 'i');
}

// The kind of the character that ends at `end`; sets `begin` to where it begins.
inline CharKind char_before(std::string_view text, std::size_t end, std::size_t& begin) {
  const auto byte = static_cast<unsigned char>(text[end - 1]);
  if (byte < 0x80) {
    begin = end - 1;
    return kAsciiWord[byte] != 0 ? CharKind::letter : CharKind::separator;
  }
  if ((byte & 0xC0) == 0x80 && end >= 2) {
    const auto lead = static_cast<unsigned char>(text[end - 2]);
    if (lead >= 0xC2 && lead < 0xE0) {
      begin = end - 2;
      return kind_of(plain_at(text, begin).entry);
    }
  }
  const Decoded d = decode_before(text, end);
  begin = end - d.size;
  return d.valid ? kind_of(plain_entry(d.code_point)) : CharKind::separator;
}

}  // namespace

std::size_t first_letter(std::string_view text, std::size_t from) {
  for (std::size_t i = from; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      if (kAsciiWord[byte] != 0) return i;
      ++i;
      continue;
    }
    const auto [entry, size] = plain_at(text, i);
    if (kind_of(entry) != CharKind::separator) return i;
    i += size;
  }
  return kNoEdge;
}

HashedWord word_from(std::string_view text, std::size_t from) {
  const std::size_t begin = first_letter(text, from);
  if (begin == kNoEdge) return {};
  std::uint64_t hash = 0;
  std::size_t i = begin;
  while (i < text.size()) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      if (kAsciiWord[byte] == 0) break;
      hash = mix(hash, kAsciiWord[byte]);
      ++i;
      continue;
    }
    const auto [entry, size] = plain_at(text, i);
    if (!is_plain_letter(entry)) {
      if (i > begin || !is_kind(entry, PlainKind::spaceless)) break;
      return {hash_of_bytes(text.substr(i, size)), i, i + size};
    }
    hash = mix_letter(hash, entry);
    i += size;
  }
  return {finish(hash), begin, i};
}

HashedWord word_before(std::string_view text, std::size_t end) {
  std::size_t begin = 0;
  while (end > 0) {
    const CharKind kind = char_before(text, end, begin);
    if (kind == CharKind::spaceless) return word_from(text.substr(0, end), begin);
    if (kind == CharKind::letter) return word_from(text.substr(0, end), word_start(text, end, end));
    end = begin;
  }
  return {};
}

std::size_t last_letter_end(std::string_view text) {
  std::size_t begin = 0;
  for (std::size_t end = text.size(); end > 0; end = begin) {
    if (char_before(text, end, begin) != CharKind::separator) return end;
  }
  return kNoEdge;
}

std::size_t word_start(std::string_view text, std::size_t at, std::size_t most) {
  const std::size_t least = at - std::min(at, most);
  std::size_t begin = 0;
  while (at > least && char_before(text, at, begin) == CharKind::letter) at = begin;
  return at;
}

}  // namespace pith
