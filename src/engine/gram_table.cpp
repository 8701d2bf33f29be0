#include "engine/gram_table.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace pith {
namespace {

// Bits of the bitmap for each gram, two to the power of: about one look-up in this many is a false alarm.
constexpr unsigned kBitsPerGram = 4;

}  // namespace

void GramTable::add(std::string_view gram, std::uint32_t tag) {
  std::uint64_t word = 0;
  __builtin_memcpy(&word, gram.data(), size_);
  grams_.push_back({(word | kCaseBits) & mask(), tag});
}

void GramTable::build() {
  if (grams_.empty()) return;
  const unsigned bits = std::clamp(static_cast<unsigned>(std::bit_width(grams_.size())) + kBitsPerGram, 12U, 22U);
  shift_ = 64 - bits;
  std::ranges::sort(grams_, {}, [this](const Gram& gram) { return std::pair(slot(gram.bytes), gram); });
  grams_.erase(std::unique(grams_.begin(), grams_.end()), grams_.end());
  bits_.assign((std::size_t{1} << bits) / 64, 0);
  first_gram_.assign((std::size_t{1} << (bits - kGroup)) + 1, 0);
  for (const Gram& gram : grams_) {
    const std::uint64_t at = slot(gram.bytes);
    bits_[at / 64] |= std::uint64_t{1} << (at % 64);
    ++first_gram_[(at >> kGroup) + 1];
  }
  for (std::size_t i = 1; i < first_gram_.size(); ++i) first_gram_[i] += first_gram_[i - 1];
}

}  // namespace pith
