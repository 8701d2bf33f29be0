// An input that holds many records while it is cleaned: where its records come from, and where they go.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <variant>

#include "cli/atomic_file.h"
#include "cli/turns.h"
#include "input/line_chunks.h"
#include "input/opened.h"
#include "input/warc_chunks.h"
#include "output/stats.h"

namespace pith {

class CleanStream {
 public:
  // The `input`-th of all inputs; its format is one of records.
  CleanStream(std::size_t input, Opened opened)
      : turns(input), input_(input), opened_(std::move(opened)), format_(opened_.format()) {
    if (format_ == Format::warc) {
      chunks_.emplace<WarcChunks>(opened_);
    } else {
      chunks_.emplace<LineChunks>(opened_);
    }
  }

  std::size_t input() const { return input_; }
  Format format() const { return format_; }
  const Opened& opened() const { return opened_; }

  // One thread at a time reads.
  std::unique_lock<std::mutex> reading() { return std::unique_lock(mutex_); }
  // Reads the next records and says which part of the input they are; nothing when they were all read. When memory runs
  // out, `failure` says so, and the part is the last. Under reading().
  std::optional<std::uint64_t> read(Chunk& chunk, std::string& failure);

  // How much was read: 0 to 1; of a pipe nobody knows.
  double progress() const;

  // What became of it so far; whoever writes a part, in order, may use it.
  struct Delivery {
    std::optional<AtomicFile> file;
    bool is_changed = false;
    bool is_damaged = false;
    bool has_failed = false;  // a part could not be written
    std::optional<Stats> sums;
  };
  Delivery delivery;
  Turns turns;  // of its parts, where the order of inputs does not matter

 private:
  const std::size_t input_;
  Opened opened_;
  const Format format_;
  std::mutex mutex_;
  std::variant<std::monostate, LineChunks, WarcChunks> chunks_;
  std::uint64_t parts_ = 0;
  bool is_over_ = false;
  std::atomic<std::uint64_t> offset_ = 0;
};

}  // namespace pith
