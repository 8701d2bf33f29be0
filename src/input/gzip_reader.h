// Gzip members (RFC 1952), inflated by isa-l.
#pragma once

#include <isa-l/igzip_lib.h>

#include "input/member_reader.h"

namespace pith {

// Bits of the flags' byte that must be zero (RFC 1952, section 2.3.1.2).
inline bool has_reserved_gzip_flags(char flags) {
  return (flags & 0xE0) != 0;
}

class GzipReader : public MemberReader {
 public:
  GzipReader();

  void start(std::uint64_t offset) override;
  Step decode(InputBuffer& input, std::span<char> room) override;

 private:
  struct Run {
    std::size_t taken = 0;
    std::size_t made = 0;
    int code = 0;  // isa-l's: negative for damage
  };

  // Each returns `some` when done.
  Fill read_header(InputBuffer& input, std::string& trouble);
  Fill take(InputBuffer& input, std::span<std::uint8_t> bytes);
  Fill skip(InputBuffer& input, std::size_t size);
  Fill skip_text(InputBuffer& input);

  Run inflate(std::string_view in, std::span<char> room);
  Run inflate_exactly(std::string_view in, std::span<char> room);
  Run inflate_to_damage(std::string_view in, std::span<char> room);
  std::size_t take_overflow(std::span<char> room);
  Step damaged(const InputBuffer& input, std::size_t size);

  enum class Stage : std::uint8_t { header, fresh, body, damaged };

  Stage stage_ = Stage::header;
  std::uint32_t header_crc_ = 0;
  std::unique_ptr<inflate_state> state_;
  std::unique_ptr<inflate_state> before_;  // as it was before the last call of isal_inflate
};

}  // namespace pith
