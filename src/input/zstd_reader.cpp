#include "input/zstd_reader.h"

#include <fmt/format.h>
#include <zstd_errors.h>

#include <algorithm>
#include <array>
#include <new>

namespace pith {
namespace {

constexpr int kLargestWindow = 27;  // as a power of two: 128 MB

constexpr std::size_t kMagicSize = 4;
constexpr std::size_t kBlockHeaderSize = 3;
constexpr std::size_t kLargestUnit = (std::size_t{128} << 10) + kBlockHeaderSize;  // a block: section 3.1.1.2.4

std::uint32_t little_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8 | static_cast<std::uint8_t>(bytes[i]);
  return value;
}

}  // namespace

ZstdReader::ZstdReader() : context_(ZSTD_createDCtx()) {
  if (!context_) throw std::bad_alloc();
  noun_ = "zstd frame";
  ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, kLargestWindow);
}

void ZstdReader::start(std::uint64_t offset) {
  began_ = offset;
  unit_ = Unit::none;
  left_ = 0;
  overflows_ = false;
  ZSTD_DCtx_reset(context_.get(), ZSTD_reset_session_only);
}

MemberReader::Step ZstdReader::decode(InputBuffer& input, std::span<char> room) {
  std::size_t size = 0;
  while (size < room.size()) {
    if (left_ == 0 && !overflows_) {
      if (const Fill fill = next_unit(input); fill != Fill::some) return stop(fill, size);
    }
    if (unit_ == Unit::skipped) {
      const Fill fill = skip_unit(input);
      return fill == Fill::some ? Step{size, Then::member_end} : stop(fill, size);
    }
    // Whole, so that libzstd need not copy it, and the input still stands before a unit that is damaged.
    const auto unit = static_cast<std::size_t>(std::min<std::uint64_t>(left_, kLargestUnit));
    if (const Fill fill = input.fill(unit); fill != Fill::some) return stop(fill, size);
    ZSTD_inBuffer in = {input.pending().data(), unit, 0};
    ZSTD_outBuffer out = {room.data() + size, room.size() - size, 0};
    const std::size_t code = ZSTD_decompressStream(context_.get(), &out, &in);
    if (ZSTD_isError(code) != 0) return failed(code, input, size);
    input.take(in.pos);
    left_ -= in.pos;
    size += out.pos;
    overflows_ = out.pos == out.size;
    if (code == 0) return {size, Then::member_end};
  }
  return {size, Then::more};
}

Fill ZstdReader::next_unit(InputBuffer& input) {
  switch (unit_) {
    case Unit::none:
      return read_frame_header(input);
    case Unit::header:
    case Unit::block:
      return read_block_header(input);
    case Unit::last_block:
    case Unit::checksum:
    case Unit::skipped:
      unit_ = Unit::checksum;
      left_ = 4;
      return Fill::some;
  }
  return Fill::failed;
}

// RFC 8878, section 3.1.1.1 and 3.1.2.
Fill ZstdReader::read_frame_header(InputBuffer& input) {
  constexpr std::array<std::size_t, 4> kDictionarySizes = {0, 1, 2, 4};
  constexpr std::array<std::size_t, 4> kContentSizes = {0, 2, 4, 8};
  if (const Fill fill = input.fill(kMagicSize + 1); fill != Fill::some) return fill;
  if (is_skippable_frame(input.pending())) {
    if (const Fill fill = input.fill(kMagicSize + 4); fill != Fill::some) return fill;
    unit_ = Unit::skipped;
    left_ = std::uint64_t{kMagicSize + 4} + little_endian(input.pending().substr(kMagicSize, 4));
    return Fill::some;
  }
  const auto descriptor = static_cast<std::uint8_t>(input.pending()[kMagicSize]);
  const bool single_segment = (descriptor >> 5 & 1) != 0;
  const std::size_t before = kMagicSize + 1 + (single_segment ? 0 : 1);
  const std::size_t dictionary_size = kDictionarySizes[descriptor & 3];
  std::size_t content_size = kContentSizes[descriptor >> 6];
  if (single_segment && content_size == 0) content_size = 1;
  if (const Fill fill = input.fill(before + dictionary_size); fill != Fill::some) return fill;
  dictionary_ = little_endian(input.pending().substr(before, dictionary_size));
  unit_ = Unit::header;
  left_ = before + dictionary_size + content_size;
  return Fill::some;
}

// RFC 8878, section 3.1.1.2.
Fill ZstdReader::read_block_header(InputBuffer& input) {
  constexpr std::uint32_t kRunLength = 1;
  if (const Fill fill = input.fill(kBlockHeaderSize); fill != Fill::some) return fill;
  const std::uint32_t header = little_endian(input.pending().substr(0, kBlockHeaderSize));
  const bool last = (header & 1) != 0;
  unit_ = last ? Unit::last_block : Unit::block;
  left_ = kBlockHeaderSize + ((header >> 1 & 3) == kRunLength ? 1 : header >> 3);
  return Fill::some;
}

Fill ZstdReader::skip_unit(InputBuffer& input) {
  while (left_ > 0) {
    if (const Fill fill = input.fill(1); fill != Fill::some) return fill;
    const auto piece = static_cast<std::size_t>(std::min<std::uint64_t>(left_, input.pending().size()));
    input.take(piece);
    left_ -= piece;
  }
  return Fill::some;
}

MemberReader::Step ZstdReader::failed(std::size_t code, InputBuffer& input, std::size_t size) {
  const ZSTD_ErrorCode error = ZSTD_getErrorCode(code);
  if (error == ZSTD_error_dictionary_wrong) {
    return fail(size,
                fmt::format("needs dictionary {} for the zstd frame at offset {}: decompress it first, with zstd -d -D",
                            dictionary_, began_));
  }
  if (error == ZSTD_error_frameParameter_windowTooLarge) {
    return fail(size,
                fmt::format("needs a window of more than 128 MB for the zstd frame at offset {}: decompress it first, "
                            "with zstd -d --long=31",
                            began_));
  }
  if (error == ZSTD_error_checksum_wrong) {
    input.take(static_cast<std::size_t>(left_));
    return fail(size, fmt::format("has a zstd frame, at offset {}, that is not what its checksum says", began_), true);
  }
  return fail(
      size, fmt::format("is damaged at offset {}, in the zstd frame that began at offset {}", input.offset(), began_));
}

}  // namespace pith
