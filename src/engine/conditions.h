// Where a rule holds.
#pragma once

#include <span>
#include <vector>

#include "engine/run.h"

namespace pith {

// `line` must not be blank.
bool condition_holds(Run& run, const CompiledCondition& condition, LineIndex line);
bool conditions_hold(Run& run, std::span<const CompiledCondition> conditions, LineIndex line);

// The lines that match and fulfil the conditions, ascending; in run.lines, until the next call.
std::vector<LineIndex>& candidate_lines(Run& run, MatcherId matcher, std::span<const CompiledCondition> conditions);
inline std::vector<LineIndex>& candidate_lines(Run& run, const CompiledRule& rule) {
  return candidate_lines(run, rule.matcher, rule.conditions);
}

// Is the document one of those that the file, a pack, is for?
bool is_known(Run& run, const FileInfo& pack);

}  // namespace pith
