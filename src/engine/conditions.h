// Where a rule holds.
#pragma once

#include <vector>

#include "engine/run.h"

namespace pith {

// `line` must not be blank.
bool condition_holds(Run& run, const CompiledCondition& condition, LineIndex line);
bool conditions_hold(Run& run, const CompiledRule& rule, LineIndex line);

// The lines that match the rule's matcher and fulfil its conditions, ascending; in run.lines, until the next call.
std::vector<LineIndex>& candidate_lines(Run& run, const CompiledRule& rule);

}  // namespace pith
