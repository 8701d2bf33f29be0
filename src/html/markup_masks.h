// Where the bytes stand that markup turns on, found in the widest vectors that the processor has.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pith {

constexpr std::size_t kMarkupBlocks = 16;  // masks that are made at a time
constexpr std::size_t kMarkupBytes = 64 * kMarkupBlocks;

using MarkupMask = std::array<std::uint64_t, kMarkupBlocks>;

// A bit a byte of page [from, from + kMarkupBytes), lowest first; none behind the page's end.
struct MarkupMasks {
  MarkupMask less_than;   // <
  MarkupMask in_tag;      // white space (tab, line feed, form feed, carriage return, space), = / >
  MarkupMask quote;       // "
  MarkupMask apostrophe;  // '
};

// `from` is a multiple of 64 within the page.
void mark_markup(std::string_view page, std::size_t from, MarkupMasks& masks);

// How many bytes at the start of `text` show as they are: none of them is a control character or `&`, and no space
// among them has another space, one of these or the text's end behind it. May be less at the text's end.
std::size_t plain_prefix(std::string_view text);

}  // namespace pith
