// One random world of the index: matchers over few characters, and documents that nearly match.
#pragma once

#include <cstdint>
#include <string>

#include "engine/scanner.h"
#include "engine/spellings.h"

namespace pith::oracle {

// The world of this seed. Says where scan() and matcher_matches() differ, made small, and how to see it again; empty
// when they never do.
std::string run_scan_world(std::uint64_t seed, Spellings& spellings, ScanTally& tally);

}  // namespace pith::oracle
