// A seeded source of chance that gives the same numbers on every machine, which the standard distributions do not.
#pragma once

#include <cstddef>
#include <cstdint>

namespace pith::bench {

// SplitMix64 (Steele, Lea and Flood, 2014).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }

  // Under `n`, which must be greater than 0 and less than 2^32.
  std::size_t below(std::size_t n) { return ((next() >> 32) * n) >> 32; }
  std::size_t between(std::size_t least, std::size_t most) { return least + below(most - least + 1); }
  bool chance(double probability) { return static_cast<double>(next() >> 11) * 0x1p-53 < probability; }
  // Between 0 and 1.
  double part() { return static_cast<double>(next() >> 11) * 0x1p-53; }

  template <class Values>
  const auto& pick(const Values& values) {
    return values[below(values.size())];
  }

 private:
  std::uint64_t state_;
};

}  // namespace pith::bench
