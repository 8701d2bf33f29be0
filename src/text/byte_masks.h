// Loops over every byte of a text, in the widest vectors that the processor has. Every path gives the same answer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pith {

constexpr std::size_t kMaskBlock = 64;

// One bit a byte, lowest first, one word for every kMaskBlock bytes of `text`; the last may be partial. `masks` has
// room for all of them.

// Line feeds.
void mark_newlines(std::string_view text, std::uint64_t* masks);

// A byte inside of every character that could be odd (text/plain.h), behind its first byte.
void mark_suspects(std::string_view text, std::uint64_t* masks);

// A sign of what this machine runs, for benchmarks: "AVX2", "NEON" …
const char* vector_target();

}  // namespace pith
