#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <malloc.h>

#include <array>
#include <string>

#include "benchmarks.h"
#include "measure.h"

namespace pith::bench {
namespace {

using State = benchmark::State;

// Bytes that the heap has given out.
double heap_bytes() {
  const struct mallinfo2 heap = mallinfo2();
  return static_cast<double>(heap.uordblks + heap.hblkhd);
}

void clean_first(Cleaner& cleaner, const Sample& sample) {
  Document document;
  document.text = sample.text;
  benchmark::DoNotOptimize(cleaner.clean(document).edits.size());
}

// What is put off until the first document belongs to the price. `memory` is what program and cleaner hold behind it.
template <class MakeProgram>
void time_start(State& state, const Sample& sample, MakeProgram make_program) {
  double memory = 0;
  while (state.KeepRunning()) {
    const double before = heap_bytes();
    const Program program = make_program();
    Cleaner cleaner(program);
    clean_first(cleaner, sample);
    memory = heap_bytes() - before;
  }
  state.counters["memory"] = benchmark::Counter(memory, benchmark::Counter::kDefaults, benchmark::Counter::kIs1024);
}

// What the largest document leaves behind in a cleaner, and what it takes at most is for `compare` to say.
void time_large_document(State& state, const Sample& sample, const Program& program) {
  const double before = heap_bytes();
  Cleaner cleaner(program);
  while (state.KeepRunning()) clean_first(cleaner, sample);
  state.SetBytesProcessed(static_cast<std::int64_t>(sample.text.size()) *
                          static_cast<std::int64_t>(state.iterations()));
  state.counters["memory"] =
      benchmark::Counter(heap_bytes() - before, benchmark::Counter::kDefaults, benchmark::Counter::kIs1024);
}

}  // namespace

void register_starts(Fixtures& fixtures) {
  constexpr std::array<std::size_t, 5> kRules = {10, 50, 500, 5000, 50000};
  for (const std::size_t rules : kRules) {
    benchmark::RegisterBenchmark(fmt::format("compile/rules:{}", rules).c_str(), [&fixtures, rules](State& state) {
      const std::string& text = fixtures.rules(rules).pith;
      time_start(state, fixtures.corpus().document({}, rules), [&] { return compile(text); });
    })->Unit(benchmark::kMillisecond);
  }
  benchmark::RegisterBenchmark("start/builtin", [&fixtures](State& state) {
    time_start(state, fixtures.corpus().document({}, 50), [] {
      RuleSet rules;
      rules.add_builtin();
      return *std::move(rules).compile();
    });
  })->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("memory/16MB/rules:5000/pith", [&fixtures](State& state) {
    const Sample sample = fixtures.corpus().document({.bytes = std::size_t{16} * 1024 * 1024}, 5000);
    time_large_document(state, sample, fixtures.program(5000));
  })->Unit(benchmark::kMillisecond);
}

}  // namespace pith::bench
