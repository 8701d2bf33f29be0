// Line rules, regions and `keep`: which lines go.
#pragma once

#include "engine/run.h"

namespace pith {

// Fills run.kept and run.cut; adds notices. All rules are decided against the same unmodified lines, so their order
// does not matter.
void decide_lines(Run& run);

}  // namespace pith
