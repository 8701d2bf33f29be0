// Proposals for lines that recur as they are: `cut line is "…" | "…"`.
#pragma once

#include <span>
#include <vector>

#include "measure/draft_proposal.h"

namespace pith {

struct LineProposals {
  std::vector<Proposal> rules;        // none takes a line of another
  std::vector<Proposal> near_misses;  // one phrase each
};

// Looks at the lines that recur and that no proposal took. Lines that stand one behind the other in nearly every text
// become one rule; what is left over is gathered by where it stands: above, inside or below the article.
LineProposals propose_lines(std::span<const SampledText> texts, const RecurrenceBar& bar);

}  // namespace pith
