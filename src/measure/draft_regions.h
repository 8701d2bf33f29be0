// Proposals for headings behind which lines stand that differ from text to text: `cut from line is "Related" to …`.
#pragma once

#include <span>
#include <vector>

#include "measure/draft_proposal.h"

namespace pith {

// Headings are lines that recur, of few words and without a sentence end. Of the ends that the language has, each is
// tried on the sample; taken is the safest (for N lines, to blank, to line, to prose, to end, in this order) that gets
// nearly as much as the best. `to end` is guarded by where runs of paragraphs stand. Marks the lines that its rules
// take.
std::vector<Proposal> propose_regions(std::span<SampledText> texts, const RecurrenceBar& bar);

}  // namespace pith
