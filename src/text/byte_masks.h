// Loops over every byte of a text, in the widest vectors that the processor has. Every path gives the same answer.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pith {

constexpr std::size_t kMaskBlock = 64;  // bytes of a mask
constexpr std::size_t kMaskChunk = 64;  // masks that are made at a time
constexpr std::size_t kMaskBytes = kMaskBlock * kMaskChunk;

// Masks of text [from, from + kMaskBytes) or what there is of it: a bit a byte, lowest first. `from` is a multiple of
// kMaskBlock.
using Masks = std::array<std::uint64_t, kMaskChunk>;

// Line feeds.
void mark_newlines(std::string_view text, std::size_t from, Masks& masks);

// Backslashes.
void mark_backslashes(std::string_view text, std::size_t from, Masks& masks);

// A byte inside of every character that could be odd (text/plain.h), behind its first byte.
void mark_suspects(std::string_view text, std::size_t from, Masks& masks);

using Mark = void(std::string_view text, std::size_t from, Masks& masks);

// Calls see(offset) for every byte of the text that `mark` marks, ascending.
template <class See>
void for_each_marked(std::string_view text, Mark mark, See see) {
  Masks masks;
  for (std::size_t from = 0; from < text.size(); from += kMaskBytes) {
    mark(text, from, masks);
    for (std::size_t at = from; at < std::min(text.size(), from + kMaskBytes); at += kMaskBlock) {
      for (std::uint64_t mask = masks[(at - from) / kMaskBlock]; mask != 0; mask &= mask - 1)
        see(at + static_cast<std::size_t>(std::countr_zero(mask)));
    }
  }
}

// The marked bytes of a text, one question after the other. Masks are made where they are asked for, so parts that
// nobody asks about cost nothing. The text must outlive this.
class NextMarked {
 public:
  NextMarked(std::string_view text, Mark& mark) : text_(text), mark_(&mark) {}

  // The first marked byte at or behind `from`, or the text's size. No question may be about a place before the last.
  std::size_t at(std::size_t from) {
    if (from >= text_.size()) return text_.size();
    if (from >= end_) load(from);
    std::size_t k = (from - begin_) / kMaskBlock;
    std::uint64_t mask = masks_[k] & ~std::uint64_t{0} << (from - begin_) % kMaskBlock;
    while (mask == 0) {
      if (begin_ + ++k * kMaskBlock >= end_) {
        if (end_ == text_.size()) return end_;
        load(end_);
        k = 0;
      }
      mask = masks_[k];
    }
    return begin_ + k * kMaskBlock + static_cast<std::size_t>(std::countr_zero(mask));
  }

 private:
  void load(std::size_t from) {
    begin_ = from / kMaskBlock * kMaskBlock;
    end_ = std::min(text_.size(), begin_ + kMaskBytes);
    mark_(text_, begin_, masks_);
  }

  std::string_view text_;
  Mark* mark_;
  std::size_t begin_ = 0;  // masks_ tells of [begin_, end_)
  std::size_t end_ = 0;
  Masks masks_;
};

}  // namespace pith
