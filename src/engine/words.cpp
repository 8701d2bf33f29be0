#include "engine/words.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "text/plain.h"
#include "text/unicode.h"

namespace pith {
namespace {

// The hash of a word: of its folded letters, as many at a time as have room in eight bytes. A letter of ASCII is a
// byte; any other is its code point in two bytes, and has as many bytes as in UTF-8.
class WordHash {
 public:
  static constexpr std::size_t kRoom = sizeof(std::uint64_t);

  void put(std::uint64_t letter, std::size_t size) {
    if (size_ + size > kRoom) flush();
    rest_ |= letter << (8 * size_);
    size_ += size;
  }
  // All letters that have room together; none must be there from before.
  void put_all(std::uint64_t letters) { hash_ = mixed(letters); }
  std::uint64_t finish() {
    if (size_ > 0) flush();
    return hash_;
  }

 private:
  std::uint64_t mixed(std::uint64_t letters) const {
    const std::uint64_t hash = (hash_ ^ letters) * 0x9E3779B97F4A7C15;
    return hash ^ (hash >> 32);
  }
  void flush() {
    hash_ = mixed(rest_);
    rest_ = 0;
    size_ = 0;
  }

  std::uint64_t hash_ = 0;
  std::uint64_t rest_ = 0;
  std::size_t size_ = 0;  // of rest_
};

// Eight bytes of a text, the first lowest. Words are read so since where they end, and which of their letters are
// beyond ASCII, is hard to foretell: byte by byte it took twice the time.
class EightBytes {
 public:
  static constexpr std::size_t kSize = WordHash::kRoom;

  // From `at` on; zeros behind the end.
  static EightBytes from(std::string_view text, std::size_t at) {
    if (at + kSize <= text.size()) return EightBytes(load(text.data() + at));
    if (text.size() >= kSize) {
      const std::size_t missing = at + kSize - text.size();
      return EightBytes(missing < kSize ? load(text.data() + text.size() - kSize) >> (8 * missing) : 0);
    }
    std::uint64_t bytes = 0;
    for (std::size_t i = text.size(); i > at; --i) bytes = bytes << 8 | static_cast<unsigned char>(text[i - 1]);
    return EightBytes(bytes);
  }

  // Those that end at `end`; zeros before the start.
  static EightBytes before(std::string_view text, std::size_t end) {
    if (end >= kSize) return EightBytes(load(text.data() + end - kSize));
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < end; ++i)
      bytes |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * (kSize - end + i));
    return EightBytes(bytes);
  }

  // How many stand before the first byte of ASCII that is no part of a word; behind the last one.
  std::size_t words_first() const { return static_cast<std::size_t>(std::countr_zero(separators())) / 8; }
  std::size_t words_last() const { return static_cast<std::size_t>(std::countl_zero(separators())) / 8; }
  // The high bit of every byte beyond ASCII.
  std::uint64_t beyond() const { return bytes_ & kHigh; }
  std::uint64_t with_case_bits() const { return bytes_ | kEach * 0x20; }

 private:
  static constexpr std::uint64_t kEach = 0x0101010101010101;
  static constexpr std::uint64_t kHigh = kEach * 0x80;

  explicit EightBytes(std::uint64_t bytes) : bytes_(bytes) {}

  static std::uint64_t load(const char* at) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, at, sizeof bytes);
    return bytes;
  }

  // The high bit of every byte that is not within a range of ASCII, of bytes without their high bit.
  static std::uint64_t outside(std::uint64_t low_bits, char first, char last) {
    const std::uint64_t from_first = low_bits + kEach * static_cast<std::uint64_t>(0x80 - first);
    const std::uint64_t behind_last = low_bits + kEach * static_cast<std::uint64_t>(0x7F - last);
    return ~from_first | behind_last;
  }

  // The high bit of every byte of ASCII that is no letter and no digit.
  std::uint64_t separators() const {
    const std::uint64_t low_bits = bytes_ & ~kHigh;
    return outside(low_bits | kEach * 0x20, 'a', 'z') & outside(low_bits, '0', '9') & ~bytes_ & kHigh;
  }

  std::uint64_t bytes_;
};

// The lowest `count` bytes, at most eight; the others become zero.
constexpr std::uint64_t lowest(std::uint64_t bytes, std::size_t count) {
  return count == 0 ? 0 : bytes << (8 * (EightBytes::kSize - count)) >> (8 * (EightBytes::kSize - count));
}

// Of a character of a script without spaces: it is its own form.
std::uint64_t hash_of_bytes(std::string_view bytes) {
  WordHash hash;
  for (const char c : bytes) hash.put(static_cast<unsigned char>(c), 1);
  return hash.finish();
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

namespace {

// The rest of a word, letter by letter; returns where it ends.
std::size_t put_rest(std::string_view text, std::size_t i, WordHash& hash) {
  while (i < text.size()) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      if (kAsciiWord[byte] == 0) break;
      hash.put(kAsciiWord[byte], 1);
      ++i;
      continue;
    }
    const auto [entry, size] = plain_at(text, i);
    if (!is_plain_letter(entry)) break;
    if (is_kind(entry, PlainKind::small_i)) {
      hash.put('i', 1);
    } else if (is_kind(entry, PlainKind::sharp_s)) {
      hash.put('s', 1);
      hash.put('s', 1);
    } else {
      hash.put(entry, size);
    }
    i += size;
  }
  return i;
}

}  // namespace

HashedWord word_from(std::string_view text, std::size_t from) {
  const std::size_t begin = first_letter(text, from);
  if (begin == kNoEdge) return {};
  WordHash hash;
  std::size_t i = begin;
  // Words without ASCII gain nothing by eight bytes at a time.
  while (i < text.size() && static_cast<unsigned char>(text[i]) < 0x80) {
    const EightBytes bytes = EightBytes::from(text, i);
    std::uint64_t letters = bytes.with_case_bits();
    std::size_t count = bytes.words_first();
    std::uint64_t beyond = lowest(bytes.beyond(), count);
    while (beyond != 0) {
      const std::size_t at = static_cast<std::size_t>(std::countr_zero(beyond)) / 8;
      const auto [entry, size] = plain_at(text, i + at);
      if (size != 2 || entry <= static_cast<std::uint16_t>(PlainKind::small_i)) {
        hash.put(lowest(letters, at), at);
        i = put_rest(text, i + at, hash);
        return {hash.finish(), begin, i};
      }
      if (at + size > EightBytes::kSize) {
        count = at;
        break;
      }
      letters = (letters & ~(std::uint64_t{0xFFFF} << (8 * at))) | std::uint64_t{entry} << (8 * at);
      beyond &= beyond - 1;
      beyond &= beyond - 1;
    }
    if (count == 0) break;
    hash.put_all(lowest(letters, count));
    i += count;
    if (count < EightBytes::kSize && beyond == 0) return {hash.finish(), begin, i};
  }
  if (i == begin) {
    const auto [entry, size] = plain_at(text, begin);
    if (is_kind(entry, PlainKind::spaceless)) return {hash_of_bytes(text.substr(begin, size)), begin, begin + size};
  }
  i = put_rest(text, i, hash);
  return {hash.finish(), begin, i};
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
  while (at > least) {
    const EightBytes bytes = EightBytes::before(text, at);
    const std::size_t count = bytes.words_last();
    std::size_t first = at - count;
    std::uint64_t beyond = count == 0 ? 0 : bytes.beyond() >> (8 * (EightBytes::kSize - count));
    while (beyond != 0) {
      const std::size_t end = at - static_cast<std::size_t>(std::countl_zero(beyond)) / 8 + EightBytes::kSize - count;
      std::size_t begin = 0;
      if (char_before(text, end, begin) != CharKind::letter) return std::max(end, least);
      first = std::min(first, begin);
      beyond = lowest(beyond, begin - first);
    }
    at = first;
    if (count < EightBytes::kSize) break;
  }
  return std::max(at, least);
}

}  // namespace pith
