// What gzip and zstd have in common for their reader: a file is a row of members that are decoded one by one.
//
// A member is here a gzip member (RFC 1952, section 2.2) or a zstd frame (RFC 8878, section 3.1).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "input/input_buffer.h"
#include "types.h"

namespace pith {

// What comes behind the bytes that a read delivered.
enum class Then : std::uint8_t {
  more,         // the room is full
  member_end,   // a member ended
  end,          // the file ended
  damaged,      // what follows cannot be decoded, or not be read
  interrupted,  // a signal asked to stop
};

// Decodes one member after the other, given where they begin. What it delivers of a damaged member does not depend on
// the sizes of rooms or of reads.
class MemberReader {
 public:
  // The least room that decode() takes, in bytes.
  static constexpr std::size_t kLeastRoom = std::size_t{256} << 10;

  struct Step {
    std::size_t size = 0;
    Then then = Then::more;     // never `end`
    bool whole_member = false;  // with `damaged`: it ended where it seems to end
  };

  static std::unique_ptr<MemberReader> create(Compression kind);  // gzip or zstd

  MemberReader() = default;
  MemberReader(const MemberReader&) = delete;
  MemberReader& operator=(const MemberReader&) = delete;
  virtual ~MemberReader() = default;

  // From now on decodes the member that begins at `offset`, the input's.
  virtual void start(std::uint64_t offset) = 0;
  // Takes from `input` and writes to `room`, of which what lies behind the delivered bytes may be overwritten. `more`
  // may come before the room is full.
  virtual Step decode(InputBuffer& input, std::span<char> room) = 0;

  // What is wrong, after `damaged`: goes behind the file's name, "ends in the middle of …".
  const std::string& trouble() const { return trouble_; }

 protected:
  // How decoding ends when the input does not go on.
  Step stop(Fill fill, std::size_t size);
  Step fail(std::size_t size, std::string trouble, bool whole_member = false);

  std::uint64_t began_ = 0;
  std::string_view noun_;  // "gzip member"

 private:
  std::string trouble_;
};

// The compression of a file that begins with `head`, of which kLongestMagic bytes are enough. gzip is told by its two
// bytes of identification, zstd by the magic number of a frame or a skippable frame.
constexpr std::size_t kLongestMagic = 4;
Compression tell_compression(std::string_view head);

// The first place in `text` where a member that can be decoded seems to begin, by the first kLongestMagic bytes, or
// npos.
std::size_t find_member(Compression kind, std::string_view text);

}  // namespace pith
