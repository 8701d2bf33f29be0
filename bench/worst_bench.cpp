#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <memory>
#include <span>
#include <string>

#include "benchmarks.h"
#include "measure.h"
#include "worst_cases.h"

namespace pith::bench {
namespace {

using State = benchmark::State;

class MadeCase {
 public:
  MadeCase(const Corpus& corpus, const WorstCaseMaker& maker, std::size_t bytes)
      : case_(maker), made_(maker.make(corpus, bytes)), program_(compile(made_.rules.pith)) {}

  void time_pith(State& state) const {
    Cleaner cleaner(program_);
    measure(state, made_.samples, pith_cleaner(cleaner, made_.samples));
  }

  void time_peer(State& state, const PeerMaker& maker) const {
    const std::unique_ptr<Peer> peer = maker.make(made_.rules.patterns);
    if (!peer) return state.SkipWithError("the library refuses these rules");
    const std::span<const Sample> samples = first_bytes(made_.samples, case_.peer_bytes);
    peer->load(samples);
    measure(state, samples, [&](std::size_t sample, std::string& kept) { peer->clean(sample, kept); });
  }

 private:
  const WorstCaseMaker& case_;
  WorstCase made_;
  Program program_;
};

// Keeps the case that was asked for last.
class LastCase {
 public:
  explicit LastCase(const Corpus& corpus) : corpus_(corpus) {}

  const MadeCase& get(const WorstCaseMaker& maker, std::size_t bytes) {
    if (maker_ != &maker || bytes_ != bytes) {
      made_.reset();
      made_ = std::make_unique<MadeCase>(corpus_, maker, bytes);
      maker_ = &maker;
      bytes_ = bytes;
    }
    return *made_;
  }

 private:
  const Corpus& corpus_;
  const WorstCaseMaker* maker_ = nullptr;
  std::size_t bytes_ = 0;
  std::unique_ptr<MadeCase> made_;
};

}  // namespace

void register_worst_cases(Fixtures& fixtures) {
  const auto last = std::make_shared<LastCase>(fixtures.corpus());
  for (const WorstCaseMaker& maker : worst_cases()) {
    for (const std::size_t megabytes : {std::size_t{1}, std::size_t{8}}) {
      const std::size_t bytes = megabytes * 1'000'000;
      const std::string group = fmt::format("worst/{}/{}MB", maker.name, megabytes);
      benchmark::RegisterBenchmark((group + "/pith").c_str(), [last, &maker, bytes](State& state) {
        last->get(maker, bytes).time_pith(state);
      })->Unit(benchmark::kMillisecond);
      if (maker.peer_bytes == 0) continue;
      benchmark::RegisterBenchmark((group + "/re2_set").c_str(), [last, &maker, bytes](State& state) {
        last->get(maker, bytes).time_peer(state, peers().front());
      })->Unit(benchmark::kMillisecond);
    }
  }
}

}  // namespace pith::bench
