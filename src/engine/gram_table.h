// Finds short byte strings, thousands at once, by looking at every few bytes of a text only.
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
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

  // `gram` has size() bytes; `tag` is what scan() gives back for it.
  void add(std::string_view gram, std::uint32_t tag);
  void build();

  // Calls see(offset, tag) for every place that holds a gram, ascending, once for each tag; see() returns the offset to
  // go on from, or `offset` itself to see what else is there.
  template <class See>
  void scan(std::string_view text, See see) const;

 private:
  struct Gram {
    std::uint64_t bytes = 0;
    std::uint32_t tag = 0;
    friend auto operator<=>(const Gram&, const Gram&) = default;
  };

  static constexpr std::size_t kWord = 8;
  static constexpr unsigned kGroup = 4;  // two to the power of: slots that share one entry of first_gram_

  std::uint64_t mask() const { return size_ == kWord ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * size_)) - 1; }
  std::uint64_t slot(std::uint64_t gram) const { return (gram * 0x9E3779B97F4A7C15U) >> shift_; }
  bool has_bit(std::uint64_t slot) const { return (bits_[slot / 64] >> (slot % 64) & 1) != 0; }

  template <class See>
  std::size_t look_up(std::uint64_t gram, std::size_t at, See& see) const;

  std::size_t size_;
  std::size_t stride_;
  std::vector<Gram> grams_;  // in the order of their slots
  unsigned shift_ = 0;
  std::vector<std::uint64_t> bits_;        // a bit for every slot that some gram has
  std::vector<std::uint32_t> first_gram_;  // for every group of slots the first gram in it
};

// Where to go on from; `at` when nothing was found there or nothing came of it.
template <class See>
std::size_t GramTable::look_up(std::uint64_t gram, std::size_t at, See& see) const {
  const std::uint64_t group = slot(gram) >> kGroup;
  for (std::uint32_t i = first_gram_[group]; i < first_gram_[group + 1]; ++i) {
    if (grams_[i].bytes != gram) continue;
    if (const std::size_t next = see(at, grams_[i].tag); next > at) return next;
  }
  return at;
}

template <class See>
void GramTable::scan(std::string_view text, See see) const {
  const std::uint64_t kept = mask();
  std::size_t i = 0;
  const auto step = [&](std::uint64_t word) {
    const std::uint64_t gram = (word | kCaseBits) & kept;
    if (__builtin_expect(has_bit(slot(gram)), 0)) {
      const std::size_t next = look_up(gram, i, see);
      i += std::max(stride_, (next - i + stride_ - 1) / stride_ * stride_);
    } else {
      i += stride_;
    }
  };
  while (i + kWord <= text.size()) {
    std::uint64_t word = 0;
    __builtin_memcpy(&word, text.data() + i, kWord);
    step(word);
  }
  while (i + size_ <= text.size()) {
    std::uint64_t word = 0;
    __builtin_memcpy(&word, text.data() + i, std::min(text.size() - i, kWord));
    step(word);
  }
}

}  // namespace pith
