// Random numbers that are the same everywhere for the same seed (the distributions of <random> are not).
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

namespace pith::oracle {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}

  // 0 to n - 1; `n` is at least 1.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }

  // From `least` to `most`, both included.
  std::size_t between(std::size_t least, std::size_t most) { return least + below(most - least + 1); }

  bool one_in(std::size_t n) { return below(n) == 0; }

  template <class Choices>
  const auto& pick(const Choices& choices) {
    return choices[below(choices.size())];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace pith::oracle
