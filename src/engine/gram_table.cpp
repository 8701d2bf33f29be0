#include "engine/gram_table.h"

#include <algorithm>
#include <bit>

namespace pith {
namespace {

// Bits of the bitmap a gram: one look-up in this many is a false alarm at the most.
constexpr unsigned kBitsPerGram = 4;  // two to the power of
// Slots that share one entry of first_slot_.
constexpr unsigned kGroup = 4;  // two to the power of

}  // namespace

void GramTable::add(std::string_view gram) {
  std::uint64_t word = 0;
  __builtin_memcpy(&word, gram.data(), size_);
  grams_.push_back((word | kCaseBits) & mask());
}

void GramTable::build() {
  std::ranges::sort(grams_);
  grams_.erase(std::unique(grams_.begin(), grams_.end()), grams_.end());
  if (grams_.empty()) return;
  const unsigned bits = std::clamp(static_cast<unsigned>(std::bit_width(grams_.size())) + kBitsPerGram, 12U, 22U);
  shift_ = 64 - bits;
  bits_.assign((std::size_t{1} << bits) / 64, 0);
  by_slot_ = grams_;
  std::ranges::sort(by_slot_, {}, [this](std::uint64_t gram) { return slot(gram); });
  first_slot_.assign((std::size_t{1} << (bits - kGroup)) + 1, 0);
  for (const std::uint64_t gram : by_slot_) {
    bits_[slot(gram) / 64] |= std::uint64_t{1} << (slot(gram) % 64);
    ++first_slot_[(slot(gram) >> kGroup) + 1];
  }
  for (std::size_t i = 1; i < first_slot_.size(); ++i) first_slot_[i] += first_slot_[i - 1];
}

bool GramTable::holds(std::uint64_t gram) const {
  const std::uint64_t group = slot(gram) >> kGroup;
  for (std::uint32_t i = first_slot_[group]; i < first_slot_[group + 1]; ++i) {
    if (by_slot_[i] == gram) return true;
  }
  return false;
}

}  // namespace pith
