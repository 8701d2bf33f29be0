// Times the cleaning of texts, after a look at the answer.
#pragma once

#include <benchmark/benchmark.h>

#include <cstddef>
#include <functional>
#include <span>
#include <string>

#include "corpus.h"
#include "pith.h"

namespace pith::bench {

// Appends what is left of the sample.
using Clean = std::function<void(std::size_t sample, std::string& kept)>;

// One iteration is all samples. What is left of each must be what the corpus says: otherwise the benchmark fails before
// anything is timed.
void measure(benchmark::State& state, std::span<const Sample> samples, const Clean& clean);

// The first `thread_count` cleaners share the samples, each thread taking the next one; a cleaner's texts go to a
// buffer of its own.
void measure_threads(benchmark::State& state, std::span<const Sample> samples, const Program& program,
                     std::size_t thread_count);

// Cleaner::clean and the kept text written.
Clean pith_cleaner(Cleaner& cleaner, std::span<const Sample> samples);

}  // namespace pith::bench
