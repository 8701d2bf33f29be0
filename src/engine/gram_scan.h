// The two loops that read every byte of a text for the filter, in the widest vectors that the processor has. Every path
// gives the same answer.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace pith {

// A set of grams: four bytes, case bits set, the first byte lowest. May say yes to a gram that is not in it.
class GramBits {
 public:
  static constexpr std::uint32_t kPrime = 0x9E3779B1;

  void build(std::span<const std::uint32_t> grams);
  bool has(std::uint32_t gram) const { return (words_[slot(gram) / 32] >> (slot(gram) % 32) & 1) != 0; }

  const std::uint32_t* words() const { return words_.data(); }
  unsigned shift() const { return shift_; }

 private:
  std::uint32_t slot(std::uint32_t gram) const { return gram * kPrime >> shift_; }

  std::vector<std::uint32_t> words_ = std::vector<std::uint32_t>(1, 0);
  unsigned shift_ = 27;
};

// Appends every even place of text [from, from + size) whose gram could be in `known`, ascending. `from` is even; at
// the end of the text missing bytes count as zero.
void find_grams(std::string_view text, std::size_t from, std::size_t size, const GramBits& known,
                std::vector<std::uint32_t>& places);

// Appends, ascending, every place of text [from, from + size) that holds one of the pairs: two bytes with their case
// bits set, the first in the low half.
void find_pairs(std::string_view text, std::size_t from, std::size_t size, std::span<const std::uint16_t> pairs,
                std::vector<std::uint32_t>& places);

}  // namespace pith
