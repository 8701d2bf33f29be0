// What `pith bench` prints for people.
#pragma once

#include <string>
#include <string_view>

#include "cli/bench_gold.h"
#include "measure/bench_run.h"
#include "measure/compare.h"
#include "output/terminal.h"

namespace pith {

// How large the sample is and how it was measured; then the stages.
void write_stages(const BenchRun& run, const Palette& palette, std::string& out);

// The rules that cost most; all with `all`.
void write_rules(const BenchRun& run, const Palette& palette, bool all, std::string& out);

void write_gold(const GoldReport& report, const Palette& palette, std::string& out);

// `name` is the file of the earlier run.
void write_comparison(const BenchRun& before, const BenchRun& after, const Comparison& comparison,
                      std::string_view name, const Palette& palette, std::string& out);

}  // namespace pith
