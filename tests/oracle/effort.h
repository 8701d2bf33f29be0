// How much random tests try.
#pragma once

#include <cstdint>

namespace pith::oracle {

// PITH_SEED, or a fixed seed: a plain test run is the same every time.
std::uint64_t seed();

// PITH_ROUNDS, or `usual`, of which a quarter under a sanitizer.
std::uint64_t rounds(std::uint64_t usual);

}  // namespace pith::oracle
