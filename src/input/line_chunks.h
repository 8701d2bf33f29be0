// Reads lines by the chunk. Where a chunk ends follows from the bytes alone, not from how they arrive.
#pragma once

#include <cstdint>
#include <string>

#include "input/chunk.h"
#include "input/opened.h"

namespace pith {

class LineChunks {
 public:
  // `input` must outlive this. The sizes are for tests.
  explicit LineChunks(Opened& input, std::size_t chunk_size = kChunkSize, std::size_t largest_line = kLargestRecord)
      : input_(input), chunk_size_(chunk_size), largest_line_(largest_line) {}

  // Replaces `chunk` by the next lines; the last line of the input may have no end. Behind damage a new line begins: a
  // line that was cut by it ends there. Never called again after a chunk with `is_last`.
  void next(Chunk& chunk);

 private:
  void next_lines(Chunk& chunk);
  void next_of_oversize(Chunk& chunk);
  // Reads until `chunk` holds `size` bytes; false when the end or damage came before.
  bool fill(Chunk& chunk, std::size_t size);
  void end_at(Chunk& chunk, std::size_t size);
  void note_damage(Chunk& chunk);

  Opened& input_;
  const std::size_t chunk_size_;
  const std::size_t largest_line_;
  std::string rest_;  // of the last read: the beginning of a line
  std::uint64_t next_line_ = 1;
  bool in_oversize_ = false;  // the line that goes on was too large to hold
};

}  // namespace pith
