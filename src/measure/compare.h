// What changed between two runs of `pith bench` on the same documents.
#pragma once

#include <string>
#include <vector>

#include "measure/bench_run.h"
#include "types.h"

namespace pith {

// A difference that chance would make less often than this is significant.
constexpr double kSignificant = 0.05;
// A slowdown of less is not worth a look.
constexpr double kWorthALook = 0.02;

// One row in both runs.
struct RowChange {
  std::string name;
  double before = 0;  // median time of a pass, in nanoseconds
  double after = 0;
  double change = 0;  // of the time, as a share: 0.03 is 3 % slower
  double p = 1;       // of the U test over the repetitions

  bool is_real() const;  // significant, and large enough for a look
  bool is_slower() const { return is_real() && change > 0; }
};

struct Comparison {
  std::vector<RowChange> rows;
  bool same_gold = false;             // both runs were held against the same gold texts
  std::vector<std::string> remarks;   // rules differ: that is what people compare
  std::vector<std::string> warnings;  // what makes the figures say less than they seem to
  bool slower = false;                // in total
  bool worse = false;                 // F1 fell

  bool needs_a_look() const { return slower || worse; }
};

// Fails when the runs were not on the same documents.
Result<Comparison> compare_runs(const BenchRun& before, const BenchRun& after);

}  // namespace pith
