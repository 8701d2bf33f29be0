// Proposals for lines that are nothing but a day or a number, where they always stand: `cut line date below line is
// "Published"`, `cut line date top 6 lines`.
#pragma once

#include <span>
#include <vector>

#include "measure/draft_proposal.h"

namespace pith {

// Looks at the lines that no proposal took, and marks those that its rules take. A proposal of `rules` with a regex
// that takes nothing but days, all of them in one place, is rewritten: the words say more, and hold for days that are
// written in another way.
std::vector<Proposal> propose_shapes(std::span<SampledText> texts, const RecurrenceBar& bar,
                                     std::vector<Proposal>& rules);

}  // namespace pith
