// Finds values by 64-bit hashes that are good in their high bits.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

namespace pith {

// A set of hashes that may say yes to one that is not in it.
class HashBits {
 public:
  // Room for `size` hashes; about one other in 2^spare is taken for one of them.
  void reset(std::size_t size, unsigned spare) {
    const unsigned bits = std::clamp(static_cast<unsigned>(std::bit_width(size)) + spare, 9U, 24U);
    shift_ = 64 - bits;
    words_.assign((std::size_t{1} << bits) / 64, 0);
  }
  void add(std::uint64_t hash) { words_[(hash >> shift_) / 64] |= std::uint64_t{1} << ((hash >> shift_) % 64); }
  bool has(std::uint64_t hash) const { return (words_[(hash >> shift_) / 64] >> ((hash >> shift_) % 64) & 1) != 0; }

 private:
  std::vector<std::uint64_t> words_ = std::vector<std::uint64_t>(8, 0);
  unsigned shift_ = 55;
};

// Any number of values for a hash.
template <class Value>
class HashIndex {
 public:
  struct Item {
    std::uint64_t hash = 0;
    Value value;
  };

  void add(std::uint64_t hash, const Value& value) { items_.push_back({hash, value}); }
  void build() {
    std::ranges::stable_sort(items_, {}, &Item::hash);
    const unsigned bits = static_cast<unsigned>(std::bit_width(items_.size())) + 1;
    shift_ = 64 - bits;
    firsts_.assign((std::size_t{1} << bits) + 1, 0);
    for (const Item& item : items_) ++firsts_[(item.hash >> shift_) + 1];
    for (std::size_t i = 1; i < firsts_.size(); ++i) firsts_[i] += firsts_[i - 1];
  }
  const std::vector<Item>& items() const { return items_; }

  // Calls see(value) for every value of the hash. Only after build().
  template <class See>
  void find(std::uint64_t hash, See see) const {
    const std::uint64_t bucket = hash >> shift_;
    for (std::uint32_t i = firsts_[bucket]; i < firsts_[bucket + 1]; ++i) {
      if (items_[i].hash == hash) see(items_[i].value);
    }
  }

 private:
  std::vector<Item> items_;  // sorted by hash
  std::vector<std::uint32_t> firsts_;
  unsigned shift_ = 63;
};

}  // namespace pith
