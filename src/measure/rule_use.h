// What each rule does to documents, and what it costs.
#pragma once

#include <span>
#include <vector>

#include "measure/bench_run.h"
#include "pith.h"
#include "types.h"

namespace pith {

// A row for every rule that was compared with a line or took something, those that cost most first; the `known by`
// lines of all sites are one row without a file. Times are of the pass, of several, that had the least.
std::vector<RuleRow> use_of_rules(const Program& program, std::span<const Document> documents);

}  // namespace pith
