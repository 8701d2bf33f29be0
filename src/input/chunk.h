// Some records of an input that holds many: what a thread takes at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "input/buffer.h"
#include "input/byte_source.h"
#include "input/warc_reader.h"

namespace pith {

// How much is read at a time, in bytes; a record that is larger comes alone. Compressed output has a member a chunk, so
// it must not be small.
constexpr std::size_t kChunkSize = std::size_t{1} << 20;
// Larger records are not held in memory: they pass as they are, in parts.
constexpr std::size_t kLargestRecord = std::size_t{1} << 30;

// A record of a WARC file in its chunk.
struct WarcSlice {
  std::size_t header = 0;  // where its header begins
  std::size_t block = 0;   // where its block begins
  std::size_t end = 0;     // of the block
  std::size_t behind = 0;  // of what ends the record

  // `bytes` are the chunk's.
  WarcRecord of(std::string_view bytes) const {
    return {
        bytes.substr(header, block - header), bytes.substr(block, end - block), bytes.substr(end, behind - end), {}};
  }
};

// A chunk of more than that holds one huge record.
constexpr std::size_t kHugeChunk = std::size_t{32} << 20;

struct Chunk {
  Buffer buffer;
  std::size_t size = 0;            // bytes of it that count; there is room for kSpare more
  std::vector<WarcSlice> records;  // WARC only
  std::uint64_t first_record = 1;  // number of the first record in the input, from 1 on
  bool is_oversize = false;        // a part of a record that is too large to hold
  bool starts_oversize = false;    // the first of these parts
  bool is_last = false;            // nothing comes behind
  std::vector<Damage> damages;     // met while it was read

  static constexpr std::size_t kSpare = 1;  // the end of a line that damage cut

  // Empties it; the memory stays.
  void clear() {
    size = 0;
    records.clear();
    is_oversize = starts_oversize = is_last = false;
    damages.clear();
  }

  std::string_view bytes() const { return {buffer.data(), size}; }
};

}  // namespace pith
