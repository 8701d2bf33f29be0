// Lets threads pass one by one in a given order.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>

namespace pith {

// The order: input by input, and of each part by part. A thread that waits holds one result, so what waits is bounded.
class Turns {
 public:
  // While it lives, the others wait.
  class Turn {
   public:
    Turn(Turns& turns, std::size_t input, std::uint64_t part, bool is_last) : turns_(turns), is_last_(is_last) {
      std::unique_lock lock(turns.mutex_);
      turns.changed_.wait(lock, [&] { return turns.input_ == input && turns.part_ == part; });
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn() {
      {
        const std::lock_guard lock(turns_.mutex_);
        turns_.input_ += is_last_ ? 1 : 0;
        turns_.part_ = is_last_ ? 0 : turns_.part_ + 1;
      }
      turns_.changed_.notify_all();
    }

   private:
    Turns& turns_;
    const bool is_last_;
  };

  // `first` is the input whose part 0 comes first.
  explicit Turns(std::size_t first = 0) : input_(first) {}

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t input_;
  std::uint64_t part_ = 0;
};

}  // namespace pith
