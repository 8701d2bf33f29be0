// The two loops that read every byte of a text for the filter, in the widest vectors that the processor has. Every path
// gives the same answer.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace pith {

constexpr std::size_t kGram = 4;  // bytes

// Grams are looked for at every second byte, or at every fourth.
enum class Stride : std::uint8_t { two = 2, four = 4 };

// A set of grams: four bytes, case bits set, the first byte lowest. May say yes to a gram that is not in it.
class GramBits {
 public:
  static constexpr std::uint32_t kPrime = 0x9E3779B1;

  void build(std::span<const std::uint32_t> grams, Stride stride);
  Stride stride() const { return stride_; }
  bool has(std::uint32_t gram) const { return (words_[slot(gram) / 32] >> (slot(gram) % 32) & 1) != 0; }

  const std::uint32_t* words() const { return words_.data(); }
  unsigned shift() const { return shift_; }

  // Few grams are put into buckets, for each of their bytes: a bit for every bucket with a gram whose byte has that
  // lower or upper half.
  struct Halves {
    alignas(16) std::array<std::uint8_t, 16> low{};
    alignas(16) std::array<std::uint8_t, 16> high{};
  };
  bool is_few() const { return is_few_; }
  const std::array<Halves, 4>& buckets() const { return buckets_; }

 private:
  static constexpr std::size_t kFew = 64;
  static constexpr std::size_t kBuckets = 8;

  std::uint32_t slot(std::uint32_t gram) const { return gram * kPrime >> shift_; }

  std::vector<std::uint32_t> words_ = std::vector<std::uint32_t>(1, 0);
  unsigned shift_ = 27;
  Stride stride_ = Stride::two;
  bool is_few_ = false;
  std::array<Halves, 4> buckets_;
};

constexpr std::size_t kScanChunk = std::size_t{1} << 12;        // bytes that are scanned at a time
using ScanPlaces = std::array<std::uint32_t, kScanChunk + 16>;  // vectors write more than they find

// The places of text [from, from + kScanChunk), by the stride of `known`, whose gram could be in it; in no order.
// `from` is a multiple of four; bytes behind the text count as zero.
std::span<std::uint32_t> find_grams(std::string_view text, std::size_t from, const GramBits& known, ScanPlaces& places);

// The places of text [from, from + kScanChunk) that hold one of the pairs, ascending: two bytes with their case bits
// set, the first in the low half; sorted.
std::span<const std::uint32_t> find_pairs(std::string_view text, std::size_t from, std::span<const std::uint16_t> pairs,
                                          ScanPlaces& places);

}  // namespace pith
