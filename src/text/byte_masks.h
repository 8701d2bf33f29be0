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

}  // namespace pith
