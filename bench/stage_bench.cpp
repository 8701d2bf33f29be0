// The only benchmarks that look behind pith.h.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "benchmarks.h"
#include "engine/line_table.h"
#include "engine/match_index.h"
#include "measure.h"
#include "rules/compile.h"
#include "rules/mistakes.h"
#include "rules/parser.h"
#include "text/lines.h"
#include "text/match_form.h"
#include "text/unicode.h"

namespace pith::bench {
namespace {

using State = benchmark::State;
using Samples = std::vector<Sample>;

constexpr std::size_t kTotal = 8'000'000;

// Calls stage(sample) for all samples, over and over. In a first round, which is not timed, is_right(sample) is asked
// behind each call.
template <class Stage, class IsRight>
void time_stage(State& state, const Samples& samples, Stage stage, IsRight is_right) {
  for (const Sample& sample : samples) {
    stage(sample);
    if (!is_right(sample)) return state.SkipWithError("wrong answer");
  }
  while (state.KeepRunning()) {
    for (const Sample& sample : samples) stage(sample);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(size_of(samples)) * static_cast<std::int64_t>(state.iterations()));
}

std::size_t count_line_ends(const Sample& sample) {
  return static_cast<std::size_t>(std::ranges::count(sample.text, '\n'));
}

void time_lines(State& state, const Samples& samples) {
  std::vector<Line> lines;
  const auto stage = [&](const Sample& sample) {
    split_lines(sample.text, lines);
    benchmark::DoNotOptimize(lines.data());
  };
  time_stage(state, samples, stage, [&](const Sample& sample) { return lines.size() == count_line_ends(sample); });
}

void time_line_table(State& state, const Samples& samples) {
  LineTable table;
  const auto stage = [&](const Sample& sample) { table.load(sample.text); };
  time_stage(state, samples, stage, [&](const Sample& sample) { return table.size() == count_line_ends(sample); });
}

void time_utf8(State& state, const Samples& samples) {
  bool valid = false;
  const auto stage = [&](const Sample& sample) { benchmark::DoNotOptimize(valid = is_valid_utf8(sample.text)); };
  time_stage(state, samples, stage, [&](const Sample&) { return valid; });
}

// Of every line, as if the filter said nothing.
void time_match_form(State& state, const Samples& samples) {
  std::vector<Line> lines;
  std::string form;
  const auto stage = [&](const Sample& sample) {
    split_lines(sample.text, lines);
    form.clear();
    for (const Line& line : lines) build_match_form(line.text(sample.text), form);
    benchmark::DoNotOptimize(form.data());
  };
  time_stage(state, samples, stage, [&](const Sample&) { return !form.empty(); });
}

struct CompiledRules {
  ProgramData program;
  std::vector<MatcherId> matchers;
};

CompiledRules compile_data(const std::string& rules) {
  Mistakes mistakes;
  std::vector<ast::File> files;
  files.push_back(parse_rules(rules, "bench.rules", ast::Origin::user, mistakes));
  CompiledRules compiled{compile_rules(std::move(files), {}, mistakes), {}};
  for (MatcherId id = 0; id < compiled.program.matchers.size(); ++id) compiled.matchers.push_back(id);
  return compiled;
}

// `candidates` is how many lines and patterns are left to try for 100 lines that are not blank.
void time_filter(State& state, const Samples& samples, const std::string& rules) {
  const CompiledRules compiled = compile_data(rules);
  const MatchIndex index(compiled.program, compiled.matchers);
  LineTable table;
  MatchScratch scratch;
  std::size_t found = 0;
  std::size_t last_found = 0;
  std::size_t all = 0;
  const auto stage = [&](const Sample& sample) {
    table.load(sample.text);
    std::size_t found_here = 0;
    for (LineIndex from = 0; from < table.size();) {
      const LineRange lines = MatchIndex::next_lines(table, from);
      index.find_candidates(table, lines, scratch);
      found_here += scratch.candidates.size();
      from = lines.end;
    }
    last_found = found_here;
    found += found_here;
    all += sample.lines;
  };
  time_stage(state, samples, stage, [&](const Sample& sample) { return last_found >= sample.hits; });
  state.counters["candidates"] = 100 * static_cast<double>(found) / static_cast<double>(all);
}

void time_index(State& state, const Samples& samples, const std::string& rules) {
  const CompiledRules compiled = compile_data(rules);
  const MatchIndex index(compiled.program, compiled.matchers);
  LineTable table;
  Hits hits;
  const auto stage = [&](const Sample& sample) {
    table.load(sample.text);
    hits.reset(compiled.program.matchers.size());
    index.scan(table, hits);
  };
  time_stage(state, samples, stage, [&](const Sample& sample) {
    std::set<LineIndex> lines;
    for (const MatcherId id : compiled.matchers) lines.insert(hits.of(id).begin(), hits.of(id).end());
    return lines.size() == sample.hits;
  });
}

void time_clean(State& state, const Samples& samples, const Program& program) {
  Cleaner cleaner(program);
  Outcome outcome;
  const auto stage = [&](const Sample& sample) {
    Document document;
    document.text = sample.text;
    outcome = cleaner.clean(document);
    benchmark::DoNotOptimize(outcome.edits.size());
  };
  time_stage(state, samples, stage, [&](const Sample& sample) {
    std::string kept;
    apply(sample.text, outcome.edits, kept);
    return kept == sample.kept;
  });
}

// The edits are worked out before.
void time_edits(State& state, const Samples& samples, const Program& program) {
  Cleaner cleaner(program);
  std::vector<std::vector<Edit>> edits;
  for (const Sample& sample : samples) {
    Document document;
    document.text = sample.text;
    const Outcome outcome = cleaner.clean(document);
    edits.emplace_back(outcome.edits.begin(), outcome.edits.end());
  }
  std::string kept;
  std::size_t next = 0;
  const auto stage = [&](const Sample& sample) {
    kept.clear();
    apply(sample.text, edits[next], kept);
    next = (next + 1) % edits.size();
    benchmark::DoNotOptimize(kept.data());
  };
  time_stage(state, samples, stage, [&](const Sample& sample) { return kept == sample.kept; });
}

}  // namespace

void register_stages(Fixtures& fixtures) {
  const auto add = [&fixtures](const std::string& name, std::size_t rules, auto run) {
    benchmark::RegisterBenchmark(name.c_str(), [&fixtures, rules, run](State& state) {
      run(state, fixtures.texts(kTotal, {}, rules));
    })->Unit(benchmark::kMillisecond);
  };
  add("stage/any/lines", 50, time_lines);
  add("stage/any/line_table", 50, time_line_table);
  add("stage/any/utf8_check", 50, time_utf8);
  add("stage/any/match_form", 50, time_match_form);
  for (const std::size_t rules : {std::size_t{50}, std::size_t{500}, std::size_t{5000}}) {
    const std::string group = fmt::format("stage/rules:{}/", rules);
    add(group + "filter", rules, [&fixtures, rules](State& state, const Samples& samples) {
      time_filter(state, samples, fixtures.rules(rules).pith);
    });
    add(group + "index", rules, [&fixtures, rules](State& state, const Samples& samples) {
      time_index(state, samples, fixtures.rules(rules).pith);
    });
    add(group + "clean", rules, [&fixtures, rules](State& state, const Samples& samples) {
      time_clean(state, samples, fixtures.program(rules));
    });
    add(group + "edits", rules, [&fixtures, rules](State& state, const Samples& samples) {
      time_edits(state, samples, fixtures.program(rules));
    });
    add(group + "pith", rules, [&fixtures, rules](State& state, const Samples& samples) {
      Cleaner cleaner(fixtures.program(rules));
      measure(state, samples, pith_cleaner(cleaner, samples));
    });
  }
}

}  // namespace pith::bench
