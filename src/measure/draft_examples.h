// Lines of the sample that show what a rule takes and what it spares.
#pragma once

#include <span>

#include "measure/draft_proposal.h"

namespace pith {

// Fills `examples` and `test` of each proposal's rule: lines that go; of an article in which the rule takes something,
// a paragraph that stays; and, where there is one, the line that stays and begins (of `ends`: ends) most like what
// goes.
void add_examples(std::span<const SampledText> texts, std::span<Proposal> proposals);

}  // namespace pith
