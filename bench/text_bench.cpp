#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "benchmarks.h"
#include "measure.h"

namespace pith::bench {
namespace {

constexpr std::size_t kMega = 1'000'000;
constexpr std::size_t kKiB = 1024;
constexpr std::size_t kMiB = 1024 * kKiB;
constexpr std::size_t kTotal = 16 * kMega;

// A text as it is asked of the fixtures.
struct Texts {
  std::size_t total = kTotal;
  TextOptions options;
  std::size_t rules = 0;
};

using State = benchmark::State;

void count_bytes(State& state, std::span<const Sample> samples) {
  state.SetBytesProcessed(static_cast<std::int64_t>(size_of(samples)) * static_cast<std::int64_t>(state.iterations()));
}

// The floor of everything that writes what it keeps.
void time_memcpy(State& state, std::span<const Sample> samples) {
  std::string copy;
  while (state.KeepRunning()) {
    for (const Sample& sample : samples) {
      copy.resize(std::max(copy.size(), sample.text.size()));
      std::memcpy(copy.data(), sample.text.data(), sample.text.size());
      benchmark::DoNotOptimize(copy.data());
      benchmark::ClobberMemory();
    }
  }
  if (!copy.starts_with(samples.back().text)) return state.SkipWithError("wrong answer");
  count_bytes(state, samples);
}

// The floor of everything that looks at lines.
void time_newline_index(State& state, std::span<const Sample> samples) {
  std::vector<std::uint32_t> ends;
  while (state.KeepRunning()) {
    for (const Sample& sample : samples) {
      ends.clear();
      const char* const begin = sample.text.data();
      const char* const end = begin + sample.text.size();
      for (const char* at = begin; at < end; ++at) {
        at = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
        if (at == nullptr) break;
        ends.push_back(static_cast<std::uint32_t>(at - begin));
      }
      benchmark::DoNotOptimize(ends.data());
    }
  }
  const auto lines = static_cast<std::size_t>(std::ranges::count(samples.back().text, '\n'));
  if (ends.size() != lines) return state.SkipWithError("wrong answer");
  count_bytes(state, samples);
}

class Registrar {
 public:
  explicit Registrar(Fixtures& fixtures) : fixtures_(fixtures) {}

  void floors(const std::string& group, const Texts& texts) {
    add(group + "/memcpy", texts, time_memcpy);
    add(group + "/newline_index", texts, time_newline_index);
  }

  void pith(const std::string& group, const Texts& texts) {
    add(group + "/pith", texts,
        [&fixtures = fixtures_, rules = texts.rules](State& state, std::span<const Sample> samples) {
          Cleaner cleaner(fixtures.program(rules));
          measure(state, samples, pith_cleaner(cleaner, samples));
        });
  }

  void peer(const std::string& group, const Texts& texts, const PeerMaker& maker) {
    add(group + "/" + std::string(maker.name), texts,
        [&fixtures = fixtures_, &maker, rules = texts.rules](State& state, std::span<const Sample> samples) {
          samples = first_bytes(samples, maker.work_a_second / rules);
          const Peer* peer = fixtures.peer(maker, rules, samples);
          if (peer == nullptr) return state.SkipWithError("the library refuses these rules");
          measure(state, samples, [peer](std::size_t sample, std::string& kept) { peer->clean(sample, kept); });
        });
  }

  void threads(const std::string& group, const Texts& texts, std::size_t count) {
    const std::string engine = count == 1 ? "pith" : fmt::format("pith_{}_threads", count);
    add(group + "/" + engine, texts,
        [&fixtures = fixtures_, rules = texts.rules, count](State& state, std::span<const Sample> samples) {
          measure_threads(state, samples, fixtures.program(rules), count);
        })
        ->UseRealTime();
  }

 private:
  template <class Run>
  benchmark::internal::Benchmark* add(const std::string& name, const Texts& texts, Run run) {
    return benchmark::RegisterBenchmark(
               name.c_str(),
               [&fixtures = fixtures_, texts, run](State& state) {
                 run(state, std::span<const Sample>(fixtures.texts(texts.total, texts.options, texts.rules)));
               })
        ->Unit(benchmark::kMillisecond);
  }

  Fixtures& fixtures_;
};

std::string size_name(std::size_t bytes) {
  return bytes < kMiB ? fmt::format("{}KB", bytes / kKiB) : fmt::format("{}MB", bytes / kMiB);
}

constexpr std::array<std::size_t, 5> kRules = {10, 50, 500, 5000, 50000};

void register_shapes(Registrar& registrar) {
  constexpr std::array kShapes = {std::pair{"news", Shape::news}, std::pair{"short_lines", Shape::short_lines},
                                  std::pair{"long_lines", Shape::long_lines}};
  for (const auto& [name, shape] : kShapes) {
    for (const std::size_t rules : kRules) {
      Texts texts{kTotal, {}, rules};
      texts.options.shape = shape;
      if (shape == Shape::long_lines) texts.options.bytes = 64 * kKiB;
      const std::string group = fmt::format("text/{}/rules:{}", name, rules);
      registrar.floors(group, texts);
      registrar.pith(group, texts);
      for (const PeerMaker& maker : peers()) {
        // The sets at all sizes, the others where they end in seconds; std::regex overruns the stack on long lines.
        const bool is_set = maker.name == "re2_set";
        if (is_set || (shape == Shape::news && rules <= 5000)) registrar.peer(group, texts, maker);
      }
    }
  }
}

void register_sizes(Registrar& registrar) {
  for (const std::size_t bytes : {kKiB, 4 * kKiB, 64 * kKiB, kMiB, 16 * kMiB}) {
    for (const std::size_t rules : kRules) {
      Texts texts{std::max(bytes, 4 * kMega), {}, rules};
      texts.options.bytes = bytes;
      registrar.pith(fmt::format("size/{}/rules:{}", size_name(bytes), rules), texts);
    }
  }
}

void register_hit_rates(Registrar& registrar) {
  for (const int percent : {0, 1, 5, 10, 20}) {
    Texts texts{4 * kMega, {}, 5000};
    texts.options.hit_rate = percent / 100.0;
    const std::string group = fmt::format("hits/{}%/rules:5000", percent);
    registrar.pith(group, texts);
    registrar.peer(group, texts, peers().front());
  }
}

void register_languages(Registrar& registrar, const Corpus& corpus) {
  for (std::size_t i = 0; i < Language::kCount; ++i) {
    Texts texts{4 * kMega, {}, 5000};
    texts.options.language = i;
    const std::string group = fmt::format("language/{}/rules:5000", corpus.maker().language(i).name());
    registrar.pith(group, texts);
    registrar.peer(group, texts, peers().front());
  }
}

void register_threads(Registrar& registrar) {
  for (const std::size_t rules : {std::size_t{500}, std::size_t{5000}}) {
    const Texts texts{kTotal, {}, rules};
    for (const std::size_t count : {std::size_t{1}, std::size_t{2}}) {
      registrar.threads(fmt::format("threads/rules:{}", rules), texts, count);
    }
  }
}

}  // namespace

void register_texts(Fixtures& fixtures) {
  Registrar registrar(fixtures);
  register_shapes(registrar);
  register_sizes(registrar);
  register_hit_rates(registrar);
  register_languages(registrar, fixtures.corpus());
  register_threads(registrar);
}

}  // namespace pith::bench
