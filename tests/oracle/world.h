// One random world: rule files and documents, engine and oracle held against each other on all of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace pith::oracle {

struct WorldTally {
  std::size_t rule_sets = 0;
  std::size_t refused_rule_sets = 0;  // with a mistake in them
  std::size_t papers = 0;
  std::size_t cleaned_papers = 0;
  std::size_t edits = 0;
  std::size_t notices = 0;
};

// The world of this seed, of so many documents. Says what went wrong, made small, and how to see it again; empty when
// the two agree.
std::string run_world(std::uint64_t seed, std::size_t papers, WorldTally& tally);

// For people.
std::string described(const WorldTally& tally);

}  // namespace pith::oracle
