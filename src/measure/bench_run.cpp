#include "measure/bench_run.h"

#include <algorithm>

#include "measure/rank_test.h"
#include "text/json.h"

namespace pith {
namespace {

constexpr double kNanoseconds = 1e9;  // a second

std::string hex(std::uint64_t number) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (unsigned shift = 64; shift > 0; shift -= 4) out += kDigits[(number >> (shift - 4)) & 15];
  return out;
}

// Members of every entry that has times.
void write_times(const Row& row, const Time& time, const BenchRun& run, JsonWriter& json) {
  const double seconds = (row.by_clock() ? time.real : time.cpu) / kNanoseconds;
  json.member("real_time", time.real).member("cpu_time", time.cpu).member("time_unit", "ns");
  if (seconds <= 0) return;
  json.member("bytes_per_second", static_cast<double>(run.bytes) / seconds);
  json.member("items_per_second", static_cast<double>(run.documents) / seconds);
}

void write_gold(const GoldScores& gold, JsonWriter& json) {
  json.member("gold_documents", gold.documents);
  json.member("precision", gold.after.precision).member("recall", gold.after.recall).member("f1", gold.after.f1);
  json.member("precision_before", gold.before.precision);
  json.member("recall_before", gold.before.recall);
  json.member("f1_before", gold.before.f1);
}

void open_entry(std::string_view name, std::string_view run_name, std::uint64_t family, std::uint64_t repetitions,
                unsigned threads, JsonWriter& json) {
  json.begin_object().member("name", name).member("family_index", family);
  json.member("per_family_instance_index", std::uint64_t{0}).member("run_name", run_name);
  json.member("repetitions", repetitions).member("threads", std::uint64_t{threads});
}

void write_row(const Row& row, std::uint64_t family, const BenchRun& run, JsonWriter& json) {
  for (std::uint64_t i = 0; i < row.repetitions.size(); ++i) {
    open_entry(row.name, row.name, family, row.repetitions.size(), row.threads, json);
    json.member("run_type", "iteration").member("repetition_index", i).member("iterations", row.passes);
    write_times(row, row.repetitions[i], run, json);
    if (row.name == kTotalRow && run.gold) write_gold(*run.gold, json);
    json.end_object();
  }
  if (row.repetitions.size() < 2) return;
  Time middle;
  std::vector<double> values;
  for (const Time& time : row.repetitions) values.push_back(time.real);
  middle.real = median(values);
  values.clear();
  for (const Time& time : row.repetitions) values.push_back(time.cpu);
  middle.cpu = median(values);
  open_entry(row.name + "_median", row.name, family, row.repetitions.size(), row.threads, json);
  json.member("run_type", "aggregate").member("aggregate_name", "median").member("aggregate_unit", "time");
  json.member("iterations", static_cast<std::uint64_t>(row.repetitions.size()));
  write_times(row, middle, run, json);
  json.end_object();
}

void write_rule(const RuleRow& rule, std::uint64_t family, JsonWriter& json) {
  const std::string name = std::string(kRulePrefix) + rule.name;
  open_entry(name, name, family, 1, 1, json);
  json.member("run_type", "iteration").member("repetition_index", std::uint64_t{0});
  json.member("iterations", std::uint64_t{1});
  json.member("real_time", rule.nanoseconds).member("cpu_time", rule.nanoseconds).member("time_unit", "ns");
  json.member("label", rule.file + ":" + std::to_string(rule.line));
  json.member("documents", rule.documents).member("lines", rule.lines).member("characters", rule.characters);
  json.member("tries", rule.tries).member("sharers", std::uint64_t{rule.sharers});
  json.member("tries_every_line", std::uint64_t{rule.tries_every_line ? 1U : 0U});
  json.end_object();
}

void write_context(const BenchRun& run, JsonWriter& json) {
  json.key("context").begin_object();
  json.member("date", run.date).member("host_name", run.host).member("executable", "pith bench");
  json.member("num_cpus", std::uint64_t{run.cpus}).member("library_build_type", run.build);
  json.member("pith_version", run.version).member("cpu_model", run.cpu);
  json.member("documents", run.documents).member("bytes", run.bytes).member("inputs_hash", hex(run.inputs_hash));
  json.member("rules", run.rule_count).member("rules_hash", hex(run.rules_hash));
  if (run.gold) json.member("gold_hash", hex(run.gold->hash));
  json.end_object();
}

}  // namespace

std::vector<double> Row::times() const {
  std::vector<double> times;
  for (const Time& time : repetitions) times.push_back(by_clock() ? time.real : time.cpu);
  return times;
}

bool is_total(std::string_view row) {
  return row.starts_with(kTotalRow);
}

const Row* BenchRun::find(std::string_view row) const {
  const auto found = std::ranges::find(rows, row, &Row::name);
  return found == rows.end() ? nullptr : &*found;
}

double BenchRun::attention() const {
  const Row* total = find(kTotalRow);
  if (total == nullptr) return 1;
  Time sum;
  for (const Time& time : total->repetitions) {
    sum.real += time.real;
    sum.cpu += time.cpu;
  }
  return sum.real > 0 ? sum.cpu / sum.real : 1;
}

bool BenchRun::was_disturbed() const {
  constexpr double kUndisturbed = 0.97;
  return attention() < kUndisturbed;
}

std::string to_json(const BenchRun& run) {
  JsonWriter json;
  json.begin_object();
  write_context(run, json);
  json.key("benchmarks").begin_array();
  std::uint64_t family = 0;
  for (const Row& row : run.rows) write_row(row, family++, run, json);
  for (const RuleRow& rule : run.rules) write_rule(rule, family++, json);
  json.end_array().end_object();
  return json.take() + '\n';
}

}  // namespace pith
