// Names for proposed rules.
#pragma once

#include <span>

#include "measure/draft.h"

namespace pith {

// Gives every rule an id from the words of its first pattern, each another one.
void make_draft_ids(std::span<DraftRule> rules);

}  // namespace pith
