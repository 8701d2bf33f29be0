// Near words, for `did you mean`.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace pith {

// Optimal string alignment distance in bytes: insertions, deletions, substitutions and swaps of neighbours.
std::size_t edit_distance(std::string_view a, std::string_view b);

// The candidate nearest to `word`, the first of equals; empty when none is near (a third of the word's length, at least
// one). Words over 64 bytes have no near word.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace pith
