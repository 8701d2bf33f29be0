// Finds short byte strings, thousands at once, by looking at every few bytes of a text only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pith {

// Every byte with the case bit set: upper- and lower-case ASCII letters become one, and so do the two cases of most
// two-byte letters. What else becomes one costs a false alarm.
constexpr std::uint64_t kCaseBits = 0x2020202020202020;

// Grams of one size, looked for at every `stride` bytes. A literal is found at any place when the grams at `stride`
// neighbouring offsets of it are all in the table.
class GramTable {
 public:
  GramTable(std::size_t size, std::size_t stride) : size_(size), stride_(stride) {}

  std::size_t size() const { return size_; }
  std::size_t stride() const { return stride_; }
  bool empty() const { return grams_.empty(); }

  // `gram` has size() bytes.
  void add(std::string_view gram);
  void build();

  // Calls see(offset) for every place that holds a gram, ascending; see() returns the offset to go on from, at least
  // one behind its argument.
  template <class See>
  void scan(std::string_view text, See see) const;

 private:
  static constexpr std::size_t kWord = 8;

  std::uint64_t mask() const { return size_ == kWord ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * size_)) - 1; }
  static std::uint64_t load(const char* bytes) {
    std::uint64_t word;
    __builtin_memcpy(&word, bytes, kWord);
    return word;
  }
  std::uint64_t slot(std::uint64_t gram) const { return (gram * 0x9E3779B97F4A7C15U) >> shift_; }
  bool has_bit(std::uint64_t slot) const { return (bits_[slot / 64] >> (slot % 64) & 1) != 0; }
  bool holds(std::uint64_t gram) const;

  template <class See>
  void scan_tail(std::string_view text, std::size_t from, See see) const;

  std::size_t size_;
  std::size_t stride_;
  std::vector<std::uint64_t> grams_;  // sorted, distinct
  unsigned shift_ = 0;
  std::vector<std::uint64_t> bits_;        // a bit for every slot that some gram has
  std::vector<std::uint32_t> first_slot_;  // for every group of slots the first gram in it
  std::vector<std::uint64_t> by_slot_;     // the grams in the order of their slots
};

template <class See>
void GramTable::scan(std::string_view text, See see) const {
  const std::uint64_t kept = mask();
  std::size_t i = 0;
  while (i + kWord <= text.size()) {
    const std::uint64_t gram = (load(text.data() + i) | kCaseBits) & kept;
    const std::uint64_t at = slot(gram);
    if (__builtin_expect(has_bit(at), 0) && holds(gram)) {
      const std::size_t next = see(i);
      i += (next - i + stride_ - 1) / stride_ * stride_;
    } else {
      i += stride_;
    }
  }
  scan_tail(text, i, see);
}

template <class See>
void GramTable::scan_tail(std::string_view text, std::size_t from, See see) const {
  while (from + size_ <= text.size()) {
    std::uint64_t word = 0;
    __builtin_memcpy(&word, text.data() + from, text.size() - from < kWord ? text.size() - from : kWord);
    const std::uint64_t gram = (word | kCaseBits) & mask();
    if (has_bit(slot(gram)) && holds(gram)) {
      const std::size_t next = see(from);
      from += (next - from + stride_ - 1) / stride_ * stride_;
    } else {
      from += stride_;
    }
  }
}

}  // namespace pith
