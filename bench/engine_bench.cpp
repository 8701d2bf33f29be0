// How fast the rule engine is, beside floors and peers, on texts and rules from a seed. bench/README.md says what each
// benchmark is.
#include <benchmark/benchmark.h>

#include "benchmarks.h"
#include "summary.h"
#include "text/vectors.h"

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::AddCustomContext("vectors", pith::name_of(pith::vector_target()));
  pith::bench::Fixtures fixtures;
  register_pages(fixtures);
  register_texts(fixtures);
  register_stages(fixtures);
  register_starts(fixtures);
  register_worst_cases(fixtures);
  pith::bench::Summary summary;
  benchmark::RunSpecifiedBenchmarks(&summary);
  summary.print_tables();
  // The benchmarks refer to the fixtures.
  benchmark::ClearRegisteredBenchmarks();
  benchmark::Shutdown();
  return summary.failed() ? 1 : 0;
}
