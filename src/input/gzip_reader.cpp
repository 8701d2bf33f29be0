#include "input/gzip_reader.h"

#include <fmt/format.h>
#include <isa-l/crc.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

namespace pith {
namespace {

// RFC 1952, section 2.3.1.
constexpr std::uint8_t kDeflate = 8;
constexpr std::uint8_t kHeaderCrc = 1 << 1;
constexpr std::uint8_t kExtra = 1 << 2;
constexpr std::uint8_t kName = 1 << 3;
constexpr std::uint8_t kComment = 1 << 4;

// With fewer bytes isa-l takes symbol after symbol and not, as otherwise, eight bytes ahead.
constexpr std::size_t kSlowInput = 7;
// More than what isa-l may have taken when it notices that a symbol is wrong, less what the symbol is made of.
constexpr std::size_t kTakenAhead = 64;

std::uint32_t add_crc(std::uint32_t crc, std::span<const std::uint8_t> bytes) {
  return crc32_gzip_refl(crc, bytes.data(), bytes.size());
}

unsigned little_endian(std::span<const std::uint8_t, 2> bytes) {
  return bytes[0] | static_cast<unsigned>(bytes[1]) << 8;
}

}  // namespace

GzipReader::GzipReader()
    : state_(std::make_unique_for_overwrite<inflate_state>()),
      before_(std::make_unique_for_overwrite<inflate_state>()) {
  noun_ = "gzip member";
}

void GzipReader::start(std::uint64_t offset) {
  began_ = offset;
  stage_ = Stage::header;
}

MemberReader::Step GzipReader::decode(InputBuffer& input, std::span<char> room) {
  room = room.first(std::min<std::size_t>(room.size(), std::numeric_limits<std::int32_t>::max()));
  if (stage_ == Stage::header) {
    std::string trouble;
    const Fill fill = read_header(input, trouble);
    if (!trouble.empty()) return fail(0, fmt::format("{} of the gzip member at offset {}", trouble, began_));
    if (fill != Fill::some) return stop(fill, 0);
    isal_inflate_init(state_.get());
    state_->crc_flag = ISAL_GZIP_NO_HDR_VER;
    stage_ = Stage::fresh;
  }
  if (stage_ == Stage::damaged) return damaged(input, take_overflow(room));

  std::size_t size = 0;
  while (room.size() - size >= kLeastRoom) {
    const Fill fill = input.fill(1);
    if (fill == Fill::interrupted) return stop(fill, size);
    // At the end too: isa-l takes input ahead of what it writes.
    const Run run = inflate_exactly(input.pending(), room.subspan(size));
    input.take(run.taken);
    size += run.made;
    if (run.code == ISAL_INCORRECT_CHECKSUM) {
      return fail(
          size,
          fmt::format("has a gzip member, at offset {}, that is not what its checksum or its length says", began_),
          true);
    }
    if (run.code < 0) {
      stage_ = Stage::damaged;
      // What isa-l took but did not look at.
      input.go_back(input.offset() - static_cast<std::uint64_t>(std::max(state_->read_in_length, 0)) / 8);
      size += take_overflow(room.subspan(size));
      return state_->tmp_out_processed == state_->tmp_out_valid ? damaged(input, size) : Step{size, Then::more};
    }
    if (state_->block_state == ISAL_BLOCK_FINISH) return {size, Then::member_end};
    if (fill != Fill::some && run.made == 0) return stop(fill, size);
  }
  return {size, Then::more};
}

MemberReader::Step GzipReader::damaged(const InputBuffer& input, std::size_t size) {
  return fail(
      size, fmt::format("is damaged at offset {}, in the gzip member that began at offset {}", input.offset(), began_));
}

GzipReader::Run GzipReader::inflate(std::string_view in, std::span<char> room) {
  auto* const begin = reinterpret_cast<std::uint8_t*>(const_cast<char*>(in.data()));
  auto* const out = reinterpret_cast<std::uint8_t*>(room.data());
  state_->next_in = begin;
  state_->avail_in = static_cast<std::uint32_t>(in.size());
  state_->next_out = out;
  state_->avail_out = static_cast<std::uint32_t>(room.size());
  const int code = isal_inflate(state_.get());
  // By the pointers: after an error the counts beside them are wrong.
  return {static_cast<std::size_t>(state_->next_in - begin), static_cast<std::size_t>(state_->next_out - out), code};
}

// As inflate(), but what it made of damaged data is right to the last byte. isa-l's fast loop writes ahead, so that
// after an error up to 258 bytes are whatever stood in the room.
GzipReader::Run GzipReader::inflate_exactly(std::string_view in, std::span<char> room) {
  const bool fresh = stage_ == Stage::fresh;
  if (!fresh) *before_ = *state_;
  stage_ = Stage::body;
  Run run = inflate(in, room);
  if (run.code >= 0 || run.code == ISAL_INCORRECT_CHECKSUM) return run;
  if (fresh) {
    isal_inflate_init(state_.get());
    state_->crc_flag = ISAL_GZIP_NO_HDR_VER;
  } else {
    *state_ = *before_;
  }
  return inflate_to_damage(in.substr(0, run.taken), room);
}

GzipReader::Run GzipReader::inflate_to_damage(std::string_view in, std::span<char> room) {
  Run all = inflate(in.substr(0, in.size() - std::min(in.size(), kTakenAhead)), room);
  while (all.code >= 0 && all.taken < in.size()) {
    const Run run = inflate(in.substr(all.taken, kSlowInput), room.subspan(all.made));
    all = {all.taken + run.taken, all.made + run.made, run.code};
    if (run.taken == 0 && run.made == 0) break;
  }
  all.code = ISAL_INVALID_SYMBOL;
  return all;
}

// What isa-l has decoded but had no room for.
std::size_t GzipReader::take_overflow(std::span<char> room) {
  const auto left = static_cast<std::size_t>(state_->tmp_out_valid - state_->tmp_out_processed);
  const std::size_t size = std::min(left, room.size());
  std::memcpy(room.data(), state_->tmp_out_buffer + state_->tmp_out_processed, size);
  state_->tmp_out_processed += static_cast<std::int32_t>(size);
  return size;
}

// isa-l's own reader of headers loses its place when a header is longer than the input at hand.
Fill GzipReader::read_header(InputBuffer& input, std::string& trouble) {
  header_crc_ = 0;
  std::array<std::uint8_t, 10> fixed;
  if (const Fill fill = take(input, fixed); fill != Fill::some) return fill;
  const std::uint8_t flags = fixed[3];
  if (fixed[2] != kDeflate) {
    trouble = fmt::format("needs compression method {}, which gzip does not have, for the body", fixed[2]);
    return Fill::some;
  }
  if (has_reserved_gzip_flags(static_cast<char>(flags))) {
    trouble = "has reserved flags set in the header";
    return Fill::some;
  }
  std::array<std::uint8_t, 2> two;
  if ((flags & kExtra) != 0) {
    Fill fill = take(input, two);
    if (fill == Fill::some) fill = skip(input, little_endian(two));
    if (fill != Fill::some) return fill;
  }
  for (const std::uint8_t text : {kName, kComment}) {
    if ((flags & text) == 0) continue;
    if (const Fill fill = skip_text(input); fill != Fill::some) return fill;
  }
  if ((flags & kHeaderCrc) != 0) {
    const unsigned expected = header_crc_ & 0xFFFF;
    if (const Fill fill = take(input, two); fill != Fill::some) return fill;
    if (little_endian(two) != expected) trouble = "has a wrong checksum in the header";
  }
  return Fill::some;
}

Fill GzipReader::take(InputBuffer& input, std::span<std::uint8_t> bytes) {
  // Not all at once: what a cut file has of it must be taken too.
  for (std::uint8_t& byte : bytes) {
    if (const Fill fill = input.fill(1); fill != Fill::some) return fill;
    byte = static_cast<std::uint8_t>(input.pending().front());
    input.take(1);
  }
  header_crc_ = add_crc(header_crc_, bytes);
  return Fill::some;
}

Fill GzipReader::skip(InputBuffer& input, std::size_t size) {
  while (size > 0) {
    if (const Fill fill = input.fill(1); fill != Fill::some) return fill;
    const std::string_view piece = input.pending().substr(0, size);
    header_crc_ = add_crc(header_crc_, {reinterpret_cast<const std::uint8_t*>(piece.data()), piece.size()});
    size -= piece.size();
    input.take(piece.size());
  }
  return Fill::some;
}

// To behind the next zero byte.
Fill GzipReader::skip_text(InputBuffer& input) {
  while (true) {
    if (const Fill fill = input.fill(1); fill != Fill::some) return fill;
    const std::size_t zero = input.pending().find('\0');
    if (zero != std::string_view::npos) return skip(input, zero + 1);
    if (const Fill fill = skip(input, input.pending().size()); fill != Fill::some) return fill;
  }
}

}  // namespace pith
