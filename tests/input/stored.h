// Compressed files for tests: made in memory, read through ByteSource with rooms of any size.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "input/byte_source.h"
#include "types.h"

namespace pith {

// About `size` bytes of sentences that compress as texts do; the same for the same `seed`.
std::string sentences(std::size_t size, unsigned seed = 1);
// Bytes that do not compress.
std::string noise(std::size_t size, unsigned seed = 1);

// One gzip member or zstd frame; `text` itself for `none`.
std::string compressed(Compression kind, std::string_view text);

// A gzip member with these flags and header fields (RFC 1952, section 2.3) in place of none.
std::string gzip_with_header(char flags, std::string_view fields, std::string_view text);
// A gzip member of a hand-made deflate stream, with a trailer of zeros.
std::string gzip_of_deflate(std::string_view deflate);

// A gzip member of zeros.
std::string gzip_of_zeros(std::size_t size);
// A zstd frame of zeros, `blocks` times 128 KB, that claims a window of 2 to the power of `window_log` bytes.
std::string zstd_of_zeros(std::size_t blocks, int window_log = 17);
std::string skippable_frame(std::string_view content);

// Writes bits as deflate has them (RFC 1951, section 3.1.1).
class DeflateBits {
 public:
  DeflateBits& number(unsigned value, int bits);  // the least significant bit first
  DeflateBits& code(unsigned value, int bits);    // the most significant bit first
  // Of a block with fixed codes (section 3.2.6).
  DeflateBits& fixed_block();
  DeflateBits& literals(std::string_view ascii);
  DeflateBits& match_258(unsigned distance_code, unsigned extra, int extra_bits);
  // Filled up with zeros, and some bytes behind, so that no decoder is short of input.
  std::string padded() const { return bytes_ + std::string(32, '\0'); }

 private:
  std::string bytes_;
  int used_ = 8;  // bits of the last byte
};

// An open file with no name that holds `bytes`.
class StoredFile {
 public:
  explicit StoredFile(std::string_view bytes);
  ByteSource source(const SourceOptions& options = {}) const;
  std::string path() const;

 private:
  Descriptor file_;
};

// All that reading delivered.
struct Delivered {
  std::string text;
  std::vector<std::string> members;   // the text between member ends, damage and the end, when asked for
  std::vector<std::string> messages;  // of damage
  Then last = Then::more;             // what ended it

  friend bool operator==(const Delivered&, const Delivered&) = default;
};

// Reads to the end with rooms of `room` bytes, and on behind damage.
Delivered drain(ByteSource& source, std::size_t room);
Delivered drain(std::string_view file, std::size_t room = 1 << 16, const SourceOptions& options = {});
// Stops at damage.
Delivered drain_to_damage(std::string_view file, std::size_t room = 1 << 16);
// Written to a pipe in pieces of `piece` bytes.
Delivered drain_pipe(std::string_view file, std::size_t room, std::size_t piece);

}  // namespace pith
