#include "text/json_index.h"

#include <algorithm>
#include <bit>
#include <span>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/json_index.cpp"
#include <hwy/foreach_target.h>
//
#include <hwy/highway.h>
//
#include "text/vectors.h"

HWY_BEFORE_NAMESPACE();
namespace pith {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Tag = hn::CappedTag<std::uint8_t, kMaskBlock>;
using Vector = hn::Vec<Tag>;

HWY_INLINE std::uint64_t bits_of(hn::Mask<Tag> mask) {
  alignas(8) std::uint8_t bits[8] = {};
  hn::StoreMaskBits(Tag(), mask, bits);
  std::uint64_t word = 0;
  __builtin_memcpy(&word, bits, sizeof word);
  return word;
}

// Calls see(k, block) for the blocks of `text`; the last one is filled up with spaces.
template <class See>
HWY_INLINE void for_each_block(std::span<const std::uint8_t> text, See see) {
  std::size_t k = 0;
  for (; (k + 1) * kMaskBlock <= text.size(); ++k) see(k, text.data() + k * kMaskBlock);
  if (k * kMaskBlock == text.size()) return;
  std::uint8_t copy[kMaskBlock];
  std::fill_n(copy, kMaskBlock, std::uint8_t{' '});
  std::copy(text.begin() + static_cast<std::ptrdiff_t>(k * kMaskBlock), text.end(), copy);
  see(k, copy);
}

void mark_strings_impl(std::span<const std::uint8_t> text, JsonMasks& masks) {
  const Tag d;
  const Vector quote = hn::Set(d, std::uint8_t{'"'});
  const Vector backslash = hn::Set(d, std::uint8_t{'\\'});
  const Vector last_control = hn::Set(d, std::uint8_t{0x1F});
  for_each_block(text, [&](std::size_t k, const std::uint8_t* block) HWY_ATTR {
    std::uint64_t quotes = 0;
    std::uint64_t backslashes = 0;
    std::uint64_t controls = 0;
    for (std::size_t i = 0; i < kMaskBlock; i += hn::Lanes(d)) {
      const Vector bytes = hn::LoadU(d, block + i);
      quotes |= bits_of(hn::Eq(bytes, quote)) << i;
      backslashes |= bits_of(hn::Eq(bytes, backslash)) << i;
      controls |= bits_of(hn::Eq(hn::Min(bytes, last_control), bytes)) << i;
    }
    masks.quotes[k] = quotes;
    masks.backslashes[k] = backslashes;
    masks.controls[k] = controls;
  });
}

void mark_brackets_impl(std::span<const std::uint8_t> text, JsonMasks& masks) {
  const Tag d;
  const Vector open = hn::Set(d, std::uint8_t{'{'});
  const Vector close = hn::Set(d, std::uint8_t{'}'});
  const Vector brace_bit = hn::Set(d, std::uint8_t{'{' ^ '['});
  for_each_block(text, [&](std::size_t k, const std::uint8_t* block) HWY_ATTR {
    std::uint64_t opens = 0;
    std::uint64_t closes = 0;
    for (std::size_t i = 0; i < kMaskBlock; i += hn::Lanes(d)) {
      const Vector as_braces = hn::Or(hn::LoadU(d, block + i), brace_bit);
      opens |= bits_of(hn::Eq(as_braces, open)) << i;
      closes |= bits_of(hn::Eq(as_braces, close)) << i;
    }
    masks.opens[k] = opens;
    masks.closes[k] = closes;
  });
}

}  // namespace HWY_NAMESPACE
}  // namespace pith
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace pith {

namespace {

constexpr std::uint64_t kAll = ~std::uint64_t{0};

std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// Of a block with these backslashes the first bytes behind odd runs of them: what they escape, but for backslashes.
// `carry` is 1 when the block's first byte is escaped, and then tells of the next block. There are no branches: each
// that is guessed wrong would wait for the memory.
std::uint64_t escaped_bytes(std::uint64_t backslashes, std::uint64_t& carry) {
  constexpr std::uint64_t kEven = 0x5555'5555'5555'5555;  // places in the block
  const std::uint64_t runs = backslashes & ~carry;
  const std::uint64_t starts = runs & ~(runs << 1);
  // Adding its start to a run carries a bit to the place behind it.
  const std::uint64_t behind_even = (runs + (starts & kEven)) & ~runs;
  std::uint64_t behind_odd = 0;
  const bool goes_on = __builtin_add_overflow(runs, starts & ~kEven, &behind_odd);
  const std::uint64_t escaped = (behind_even & ~kEven) | (behind_odd & ~runs & kEven) | carry;
  carry = goes_on ? 1 : 0;
  return escaped;
}

// A bit is set when an odd number of those up to it was.
constexpr std::uint64_t odd_up_to_here(std::uint64_t mask) {
  for (int shift = 1; shift < 64; shift *= 2) mask ^= mask << shift;
  return mask;
}

std::size_t first_of(std::uint64_t mask) {
  return static_cast<std::size_t>(std::countr_zero(mask));
}

}  // namespace

void JsonIndex::load(std::size_t block) {
  // Behind a string that was left out no backslash is open.
  if (block != end_) escaped_ = 0;
  begin_ = block;
  end_ = std::min(json_.size(), begin_ + JsonMasks::kBlocks * kMaskBlock);
  has_brackets_ = false;
  PITH_VECTORS(mark_strings_impl)(bytes_of(json_.substr(begin_, end_ - begin_)), masks_);
  for (std::size_t k = 0; begin_ + k * kMaskBlock < end_; ++k) {
    masks_.quotes[k] &= ~escaped_bytes(masks_.backslashes[k], escaped_);
  }
}

void JsonIndex::load_brackets() {
  if (has_brackets_) return;
  PITH_VECTORS(mark_brackets_impl)(bytes_of(json_.substr(begin_, end_ - begin_)), masks_);
  has_brackets_ = true;
}

std::size_t JsonIndex::string_end(std::size_t from) {
  std::uint64_t here = kAll << from % kMaskBlock;
  for (std::size_t block = from / kMaskBlock * kMaskBlock; block < json_.size(); block += kMaskBlock) {
    if (block >= end_) load(block);
    const std::size_t k = (block - begin_) / kMaskBlock;
    const std::uint64_t signs = (masks_.quotes[k] | masks_.controls[k]) & here;
    if (signs != 0) return block + first_of(signs);
    here = kAll;
  }
  return json_.size();
}

std::size_t JsonIndex::bracket_end(std::size_t from) {
  std::uint64_t here = kAll << from % kMaskBlock;
  std::uint64_t carry = 0;  // all ones when the block begins in a string
  std::size_t depth = 1;
  for (std::size_t block = from / kMaskBlock * kMaskBlock; block < json_.size(); block += kMaskBlock) {
    if (block >= end_) load(block);
    load_brackets();
    const std::size_t k = (block - begin_) / kMaskBlock;
    const std::uint64_t in_string = odd_up_to_here(masks_.quotes[k] & here) ^ carry;
    const std::uint64_t opens = masks_.opens[k] & ~in_string & here;
    const std::uint64_t closes = masks_.closes[k] & ~in_string & here;
    const std::uint64_t wrong = masks_.controls[k] & in_string & here;
    carry = in_string >> 63 != 0 ? kAll : 0;
    here = kAll;
    const auto closed = static_cast<std::size_t>(std::popcount(closes));
    if (closed < depth && wrong == 0) {
      depth += static_cast<std::size_t>(std::popcount(opens)) - closed;
      continue;
    }
    for (std::uint64_t signs = opens | closes | wrong; signs != 0; signs &= signs - 1) {
      const std::uint64_t sign = signs & (~signs + 1);
      if ((sign & opens) != 0) {
        ++depth;
      } else if ((sign & wrong) != 0 || --depth == 0) {
        return block + first_of(sign);
      }
    }
  }
  return json_.size();
}

}  // namespace pith

#endif  // HWY_ONCE
