#include "measure.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "fixtures.h"

namespace pith::bench {
namespace {

std::string first_difference(const std::string& got, const std::string& want, std::size_t sample) {
  const auto at = static_cast<std::size_t>(std::ranges::mismatch(got, want).in1 - got.begin());
  const auto line = [at](const std::string& text) {
    const std::size_t begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
    return text.substr(begin, std::min(text.find('\n', begin) - begin, std::size_t{100}));
  };
  return fmt::format("wrong answer, document {}: `{}` for `{}`", sample, line(got), line(want));
}

void count_bytes(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * static_cast<std::int64_t>(state.iterations()));
}

}  // namespace

void measure(benchmark::State& state, std::span<const Sample> samples, const Clean& clean) {
  std::string kept;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    kept.clear();
    clean(i, kept);
    if (kept == samples[i].kept) continue;
    state.SkipWithError(first_difference(kept, samples[i].kept, i).c_str());
    return;
  }
  while (state.KeepRunning()) {
    for (std::size_t i = 0; i < samples.size(); ++i) {
      kept.clear();
      clean(i, kept);
      benchmark::DoNotOptimize(kept.data());
    }
  }
  count_bytes(state, size_of(samples));
}

void measure_threads(benchmark::State& state, std::span<const Sample> samples, const Program& program,
                     std::size_t thread_count) {
  std::vector<Cleaner> cleaners;
  for (std::size_t i = 0; i < thread_count; ++i) cleaners.emplace_back(program);
  std::atomic<std::size_t> wrong = 0;
  const auto clean_all = [&](bool check) {
    std::atomic<std::size_t> next = 0;
    const auto work = [&](Cleaner& cleaner) {
      const Clean clean = pith_cleaner(cleaner, samples);
      std::string kept;
      for (std::size_t i = next++; i < samples.size(); i = next++) {
        kept.clear();
        clean(i, kept);
        if (check && kept != samples[i].kept) ++wrong;
        benchmark::DoNotOptimize(kept.data());
      }
    };
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < thread_count; ++i) threads.emplace_back(work, std::ref(cleaners[i]));
    work(cleaners.front());
  };
  clean_all(true);
  if (wrong > 0) {
    state.SkipWithError(fmt::format("wrong answer for {} documents", wrong.load()).c_str());
    return;
  }
  while (state.KeepRunning()) clean_all(false);
  count_bytes(state, size_of(samples));
}

Clean pith_cleaner(Cleaner& cleaner, std::span<const Sample> samples) {
  return [&cleaner, samples](std::size_t sample, std::string& kept) {
    Document document;
    document.text = samples[sample].text;
    apply(document.text, cleaner.clean(document).edits, kept);
  };
}

}  // namespace pith::bench
