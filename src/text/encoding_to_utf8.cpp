// Bytes of an encoding to UTF-8.
#include <algorithm>
#include <array>
#include <cstring>

#include "text/encoding.h"
#include "text/encoding_multi_byte.h"
#include "text/encoding_tables.h"
#include "text/unicode.h"

namespace pith {
namespace {

// Collects pieces, so that the string behind it grows by a few thousand bytes at a time.
class Writer {
 public:
  static constexpr std::size_t kRoom = 8;  // bytes that may be written before the next make_room()

  explicit Writer(std::string& out) : out_(out) { out_.clear(); }

  // Where the next piece goes; advance() says how long it is.
  char* make_room() {
    if (used_ + kRoom > buffer_.size()) flush();
    return buffer_.data() + used_;
  }
  void advance(std::size_t size) { used_ += size; }

  void put(char32_t c) {
    const Encoded encoded(c);
    std::memcpy(make_room(), encoded.text().data(), encoded.text().size());
    advance(encoded.text().size());
  }
  void put_error() {
    put(0xFFFD);
    ++replaced_;
  }

  Utf8Text finish() {
    flush();
    return {out_, replaced_};
  }

 private:
  void flush() {
    out_.append(buffer_.data(), used_);
    used_ = 0;
  }

  std::string& out_;
  std::size_t replaced_ = 0;
  std::size_t used_ = 0;
  std::array<char, 16384> buffer_;
};

// Copies ASCII, eight bytes at a time, as far as it goes; returns where it ends. Fewer than eight are left to the
// caller.
std::size_t copy_ascii(std::string_view bytes, std::size_t at, Writer& out) {
  constexpr std::size_t kWord = sizeof(std::uint64_t);
  for (; at + kWord <= bytes.size(); at += kWord) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, kWord);
    if ((word & 0x8080808080808080U) != 0) break;
    std::memcpy(out.make_room(), &word, kWord);
    out.advance(kWord);
  }
  return at;
}

struct Utf8Piece {
  std::array<char, 3> bytes{};
  std::uint8_t size = 0;
};
using Pieces = std::array<Utf8Piece, 256>;

char32_t single_byte_code_point(Encoding encoding, std::size_t byte) {
  if (byte < 0x80) return static_cast<char32_t>(byte);
  if (encoding == Encoding::x_user_defined) return static_cast<char32_t>(0xF780 + byte - 0x80);
  return single_byte_table(encoding)[byte - 0x80];
}

Pieces pieces_of(Encoding encoding) {
  Pieces pieces;
  for (std::size_t byte = 0; byte < pieces.size(); ++byte) {
    const Encoded encoded(single_byte_code_point(encoding, byte));
    std::ranges::copy(encoded.text(), pieces[byte].bytes.begin());
    pieces[byte].size = static_cast<std::uint8_t>(encoded.text().size());
  }
  return pieces;
}

std::size_t count_unknown(std::string_view bytes, Encoding encoding) {
  std::array<bool, 256> unknown{};
  for (std::size_t byte = 0; byte < unknown.size(); ++byte)
    unknown[byte] = single_byte_code_point(encoding, byte) == 0xFFFD;
  if (std::ranges::find(unknown, true) == unknown.end()) return 0;
  return static_cast<std::size_t>(
      std::ranges::count_if(bytes, [&](char c) { return unknown[static_cast<unsigned char>(c)]; }));
}

Utf8Text from_single_bytes(std::string_view bytes, Encoding encoding, std::string& scratch) {
  const Pieces pieces = pieces_of(encoding);
  Writer out(scratch);
  for (std::size_t i = 0; i < bytes.size();) {
    i = copy_ascii(bytes, i, out);
    for (const std::size_t end = std::min(bytes.size(), i + 8); i < end; ++i) {
      const Utf8Piece& piece = pieces[static_cast<unsigned char>(bytes[i])];
      std::memcpy(out.make_room(), &piece, sizeof piece);
      out.advance(piece.size);
    }
  }
  Utf8Text text = out.finish();
  text.replaced = count_unknown(bytes, encoding);
  return text;
}

void put(const MultiByte& character, Writer& out) {
  if (!character.valid) {
    out.put_error();
    return;
  }
  out.put(character.code_point);
  if (character.second != 0) out.put(character.second);
}

Utf8Text from_multi_bytes(std::string_view bytes, ReadMultiByte* read, std::string& scratch) {
  Writer out(scratch);
  for (std::size_t i = 0; i < bytes.size();) {
    i = copy_ascii(bytes, i, out);
    for (const std::size_t end = std::min(bytes.size(), i + 8); i < end;) {
      const MultiByte character = read(bytes, i);
      put(character, out);
      i += character.size;
    }
  }
  return out.finish();
}

Utf8Text from_iso_2022_jp(std::string_view bytes, std::string& scratch) {
  Writer out(scratch);
  Iso2022JpReader reader(bytes);
  for (MultiByte character; reader.next(character);) put(character, out);
  return out.finish();
}

// Section 14.2: a surrogate without its partner is one error, and so is half a unit at the end.
Utf8Text from_utf_16(std::string_view bytes, Encoding encoding, std::string& scratch) {
  const std::size_t high = encoding == Encoding::utf_16be ? 0 : 1;
  const auto unit = [&](std::size_t at) {
    const auto byte = [&](std::size_t k) { return static_cast<char32_t>(static_cast<unsigned char>(bytes[at + k])); };
    return byte(high) << 8 | byte(1 - high);
  };
  Writer out(scratch);
  std::size_t i = 0;
  for (; i + 1 < bytes.size(); i += 2) {
    const char32_t c = unit(i);
    if (c < 0xD800 || c > 0xDFFF) {
      out.put(c);
    } else if (const char32_t low = c < 0xDC00 && i + 3 < bytes.size() ? unit(i + 2) : 0; low >> 10 == 0xDC00 >> 10) {
      out.put(0x10000 + ((c & 0x3FF) << 10) + (low & 0x3FF));
      i += 2;
    } else {
      out.put_error();
    }
  }
  if (i < bytes.size()) out.put_error();
  return out.finish();
}

std::string_view byte_order_mark(Encoding encoding) {
  if (encoding == Encoding::utf_8) return "\xEF\xBB\xBF";
  if (encoding == Encoding::utf_16be) return "\xFE\xFF";
  if (encoding == Encoding::utf_16le) return "\xFF\xFE";
  return {};
}

Utf8Text one_error(std::string& scratch) {
  Writer out(scratch);
  out.put_error();
  return out.finish();
}

}  // namespace

Utf8Text to_utf8(std::string_view bytes, Encoding encoding, std::string& scratch) {
  if (const std::string_view mark = byte_order_mark(encoding); bytes.starts_with(mark))
    bytes.remove_prefix(mark.size());
  if (encoding == Encoding::utf_8 || bytes.empty()) return {bytes};
  if (encoding == Encoding::replacement) return one_error(scratch);
  if (encoding == Encoding::utf_16be || encoding == Encoding::utf_16le) return from_utf_16(bytes, encoding, scratch);
  if (encoding == Encoding::iso_2022_jp) return from_iso_2022_jp(bytes, scratch);
  if (ReadMultiByte* const read = multi_byte_reader(encoding)) return from_multi_bytes(bytes, read, scratch);
  return from_single_bytes(bytes, encoding, scratch);
}

}  // namespace pith
