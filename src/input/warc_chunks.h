// Reads the records of a WARC file by the chunk. Where a chunk ends follows from the bytes alone, not from how they
// arrive.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "input/chunk.h"
#include "input/opened.h"
#include "input/warc_reader.h"

namespace pith {

class WarcChunks {
 public:
  // `input` must outlive this. The sizes are for tests.
  explicit WarcChunks(Opened& input, std::size_t chunk_size = kChunkSize, std::size_t largest_record = kLargestRecord)
      : name_(input.name()), source_(input), reader_(source_, largest_record), chunk_size_(chunk_size) {}

  // Replaces `chunk` by the next records. Never called again after a chunk with `is_last`.
  void next(Chunk& chunk);

 private:
  // An opened input as WarcReader asks for it.
  class Source final : public WarcSource {
   public:
    explicit Source(Opened& input) : input_(input) {}
    Read read(std::span<char> room) override { return input_.read(room); }
    const Damage& damage() const override { return input_.damage(); }
    bool resume() override { return input_.resume(); }
    bool has_members() const override { return input_.compression() != Compression::none; }
    std::uint64_t member_offset() const override { return input_.member_offset(); }

   private:
    Opened& input_;
  };

  // Adds the record that the reader shows. False when there is no room for it beside what is there.
  bool take_record(Chunk& chunk);
  void take_part(Chunk& chunk);

  const std::string name_;  // of the input, for messages
  Source source_;
  WarcReader reader_;
  const std::size_t chunk_size_;
  std::uint64_t next_record_ = 1;
  bool waits_ = false;  // what the reader shows was not taken yet
  WarcStep step_ = WarcStep::end;
};

}  // namespace pith
