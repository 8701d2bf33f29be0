// Zstd frames (RFC 8878), decoded by libzstd a block at a time.
#pragma once

#include <zstd.h>

#include "input/member_reader.h"

namespace pith {

// RFC 8878, section 3.1.2: magic numbers 0x184D2A50 to 0x184D2A5F.
inline bool is_skippable_frame(std::string_view head) {
  return head.size() >= 4 && (head[0] & 0xF0) == 0x50 && head.substr(1, 3) == "\x2A\x4D\x18";
}

// A skippable frame is an empty member. Frames that need a dictionary, or a window of more than 128 MB, are refused.
class ZstdReader : public MemberReader {
 public:
  ZstdReader();

  void start(std::uint64_t offset) override;
  Step decode(InputBuffer& input, std::span<char> room) override;

 private:
  // libzstd takes nothing of a frame's data back when it finds damage, not even what it decoded before in the same
  // call, so it is given one of these a call.
  enum class Unit : std::uint8_t { none, skipped, header, block, last_block, checksum };

  // Returns `some` when `unit_` and `left_` say what comes next.
  Fill next_unit(InputBuffer& input);
  Fill read_frame_header(InputBuffer& input);
  Fill read_block_header(InputBuffer& input);
  Fill skip_unit(InputBuffer& input);
  Step failed(std::size_t code, InputBuffer& input, std::size_t size);

  struct Free {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
  };

  std::unique_ptr<ZSTD_DCtx, Free> context_;
  Unit unit_ = Unit::none;
  std::uint64_t left_ = 0;        // of the unit, to be given to libzstd
  std::uint32_t dictionary_ = 0;  // the frame's, or 0
  bool overflows_ = false;        // libzstd may have decoded more than there was room for
};

}  // namespace pith
