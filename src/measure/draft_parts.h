// Proposals for lines that differ, but begin, end or are made alike: `starts "Read also:"`, `ends "(Harbour Board)"`,
// `like /^\d+ comments$/`.
#pragma once

#include <span>
#include <vector>

#include "measure/draft_proposal.h"

namespace pith {

struct PartProposals {
  std::vector<Proposal> rules;
  std::vector<Proposal> near_misses;
};

// Looks at the lines that no proposal took as a whole; marks those that its rules take. A phrase
// is preferred to a regex, a long phrase to a short one that takes hardly more.
PartProposals propose_parts(std::span<SampledText> texts, const KeyCounts& counts, const RecurrenceBar& bar);

}  // namespace pith
