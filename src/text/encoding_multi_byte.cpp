#include "text/encoding_multi_byte.h"

#include <algorithm>
#include <span>

#include "text/encoding_tables.h"

namespace pith {
namespace {

constexpr bool is_between(unsigned char byte, unsigned char first, unsigned char last) {
  return byte >= first && byte <= last;
}
constexpr bool is_ascii(unsigned char byte) {
  return byte < 0x80;
}

unsigned char byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

constexpr MultiByte error(std::uint32_t size) {
  return {0xFFFD, 0, size, false};
}

// A trail that means nothing behind its lead: when it is ASCII it stands for itself, so that markup cannot be hidden.
constexpr MultiByte bad_trail(unsigned char trail) {
  return error(is_ascii(trail) ? 1 : 2);
}

constexpr MultiByte of_pair(char32_t code_point, unsigned char trail) {
  return code_point == 0 ? bad_trail(trail) : MultiByte{code_point, 0, 2, true};
}

// Four bytes of gb18030 (section 5, "index gb18030 ranges code point").
char32_t gb_range_code_point(std::uint32_t pointer) {
  constexpr std::uint32_t kBeyondBmp = 189000;
  constexpr std::uint32_t kLast = 1237575;
  if (pointer >= kBeyondBmp) return pointer <= kLast ? 0x10000 + pointer - kBeyondBmp : 0;
  const std::span<const GbRange> ranges(kGbRanges, kGbRangeCount);
  if (pointer >= ranges.back().pointer) return 0;
  const auto next = std::ranges::upper_bound(ranges, pointer, {}, &GbRange::pointer);
  const GbRange& range = *std::prev(next);
  return range.code_point + (pointer - range.pointer);
}

MultiByte read_gb_four(std::string_view bytes, std::size_t at) {
  if (at + 2 >= bytes.size()) return error(2);
  if (!is_between(byte_at(bytes, at + 2), 0x81, 0xFE)) return error(1);
  if (at + 3 >= bytes.size()) return error(3);
  if (!is_between(byte_at(bytes, at + 3), '0', '9')) return error(1);
  const auto value = [&](std::size_t k, std::uint32_t first) { return byte_at(bytes, at + k) - first; };
  const char32_t c =
      gb_range_code_point(((value(0, 0x81) * 10 + value(1, '0')) * 126 + value(2, 0x81)) * 10 + value(3, '0'));
  return c == 0 ? error(4) : MultiByte{c, 0, 4, true};
}

MultiByte read_gb18030(std::string_view bytes, std::size_t at) {
  const unsigned char lead = byte_at(bytes, at);
  if (is_ascii(lead)) return {lead};
  if (lead == 0x80) return {U'€'};
  if (lead == 0xFF || at + 1 == bytes.size()) return error(1);
  const unsigned char trail = byte_at(bytes, at + 1);
  if (is_between(trail, '0', '9')) return read_gb_four(bytes, at);
  if (trail < 0x40 || trail == 0x7F || trail == 0xFF) return bad_trail(trail);
  return of_pair(kGb[(lead - 0x81U) * 190 + trail - (trail < 0x7F ? 0x40U : 0x41U)], trail);
}

// The four letters with two marks, by pointer; {0, 0} for all others.
constexpr MultiByte big5_with_mark(std::uint32_t pointer) {
  switch (pointer) {
    case 1133:
      return {0xCA, 0x304, 2, true};
    case 1135:
      return {0xCA, 0x30C, 2, true};
    case 1164:
      return {0xEA, 0x304, 2, true};
    case 1166:
      return {0xEA, 0x30C, 2, true};
    default:
      return {};
  }
}

MultiByte read_big5(std::string_view bytes, std::size_t at) {
  const unsigned char lead = byte_at(bytes, at);
  if (is_ascii(lead)) return {lead};
  if (!is_between(lead, 0x81, 0xFE) || at + 1 == bytes.size()) return error(1);
  const unsigned char trail = byte_at(bytes, at + 1);
  if (!is_between(trail, 0x40, 0x7E) && !is_between(trail, 0xA1, 0xFE)) return bad_trail(trail);
  const std::uint32_t pointer = (lead - 0x81U) * 157 + trail - (trail < 0x7F ? 0x40U : 0x62U);
  if (const MultiByte marked = big5_with_mark(pointer); marked.code_point != 0) return marked;
  const bool in_plane_2 = (kBig5Plane2[pointer / 32] >> pointer % 32 & 1) != 0;
  return of_pair(kBig5[pointer] | (in_plane_2 ? 0x20000U : 0U), trail);
}

MultiByte read_euc_jp(std::string_view bytes, std::size_t at) {
  const unsigned char lead = byte_at(bytes, at);
  if (is_ascii(lead)) return {lead};
  if ((!is_between(lead, 0xA1, 0xFE) && lead != 0x8E && lead != 0x8F) || at + 1 == bytes.size()) return error(1);
  const unsigned char second = byte_at(bytes, at + 1);
  if (lead == 0x8E && is_between(second, 0xA1, 0xDF)) return {0xFF61U - 0xA1 + second, 0, 2, true};
  if (!is_between(second, 0xA1, 0xFE) || lead == 0x8E) return bad_trail(second);
  if (lead != 0x8F) return of_pair(kJis0208[(lead - 0xA1U) * 94 + second - 0xA1U], second);
  if (at + 2 == bytes.size()) return error(2);
  const unsigned char third = byte_at(bytes, at + 2);
  const char32_t c = is_between(third, 0xA1, 0xFE) ? kJis0212[(second - 0xA1U) * 94 + third - 0xA1U] : 0;
  if (c == 0) return error(is_ascii(third) ? 2 : 3);
  return {c, 0, 3, true};
}

MultiByte read_shift_jis(std::string_view bytes, std::size_t at) {
  const unsigned char lead = byte_at(bytes, at);
  if (lead <= 0x80) return {lead};
  if (is_between(lead, 0xA1, 0xDF)) return {0xFF61U - 0xA1 + lead};
  if (lead == 0xA0 || lead > 0xFC || at + 1 == bytes.size()) return error(1);
  const unsigned char trail = byte_at(bytes, at + 1);
  if (!is_between(trail, 0x40, 0x7E) && !is_between(trail, 0x80, 0xFC)) return bad_trail(trail);
  const std::uint32_t row = lead - (lead < 0xA0 ? 0x81U : 0xC1U);
  return of_pair(kJis0208[row * 188 + trail - (trail < 0x7F ? 0x40U : 0x41U)], trail);
}

MultiByte read_euc_kr(std::string_view bytes, std::size_t at) {
  const unsigned char lead = byte_at(bytes, at);
  if (is_ascii(lead)) return {lead};
  if (!is_between(lead, 0x81, 0xFE) || at + 1 == bytes.size()) return error(1);
  const unsigned char trail = byte_at(bytes, at + 1);
  if (!is_between(trail, 0x41, 0xFE)) return bad_trail(trail);
  return of_pair(kEucKr[(lead - 0x81U) * 190 + trail - 0x41U], trail);
}

}  // namespace

ReadMultiByte* multi_byte_reader(Encoding encoding) {
  if (encoding == Encoding::gbk || encoding == Encoding::gb18030) return &read_gb18030;
  if (encoding == Encoding::big5) return &read_big5;
  if (encoding == Encoding::euc_jp) return &read_euc_jp;
  if (encoding == Encoding::shift_jis) return &read_shift_jis;
  if (encoding == Encoding::euc_kr) return &read_euc_kr;
  return nullptr;
}

bool Iso2022JpReader::next(MultiByte& character) {
  while (at_ < bytes_.size()) {
    const unsigned char byte = byte_at(bytes_, at_);
    if (byte != 0x1B) {
      just_escaped_ = false;
      character = read(byte);
      at_ += character.size;
      return true;
    }
    if (!read_escape()) {
      character = error(1);
      return true;
    }
  }
  return false;
}

// False when it is an error: no escape sequence, or the second one with nothing between.
bool Iso2022JpReader::read_escape() {
  const std::string_view sequence = bytes_.substr(at_ + 1, 2);
  if (sequence == "(B") {
    state_ = State::ascii;
  } else if (sequence == "(J") {
    state_ = State::roman;
  } else if (sequence == "(I") {
    state_ = State::katakana;
  } else if (sequence == "$@" || sequence == "$B") {
    state_ = State::two_bytes;
  } else {
    ++at_;
    just_escaped_ = false;
    return false;
  }
  at_ += 3;
  const bool good = !just_escaped_;
  just_escaped_ = true;
  return good;
}

MultiByte Iso2022JpReader::read(unsigned char byte) {
  switch (state_) {
    case State::ascii:
    case State::roman:
      if (!is_ascii(byte) || byte == 0x0E || byte == 0x0F) return error(1);
      if (state_ == State::roman && byte == '\\') return {U'¥'};
      if (state_ == State::roman && byte == '~') return {U'‾'};
      return {byte};
    case State::katakana:
      if (!is_between(byte, 0x21, 0x5F)) return error(1);
      return {0xFF61U - 0x21 + byte};
    case State::two_bytes:
      return read_pair(byte);
  }
  return error(1);
}

MultiByte Iso2022JpReader::read_pair(unsigned char lead) {
  if (!is_between(lead, 0x21, 0x7E)) return error(1);
  if (at_ + 1 == bytes_.size() || bytes_[at_ + 1] == 0x1B) return error(1);
  const unsigned char trail = byte_at(bytes_, at_ + 1);
  const char32_t c = is_between(trail, 0x21, 0x7E) ? kJis0208[(lead - 0x21U) * 94 + trail - 0x21U] : 0;
  return c == 0 ? error(2) : MultiByte{c, 0, 2, true};
}

}  // namespace pith
