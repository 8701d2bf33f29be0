// Runs from the files that `pith bench --save` wrote.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "input/benchmark_json.h"
#include "measure/bench_run.h"

namespace pith {
namespace {

// Reads members. The first one that is not as it should be is noted in `mistake`; reading goes on with nothings.
class Members {
 public:
  Members(const FlatObject& object, std::string place, std::string& mistake)
      : object_(object), place_(std::move(place)), mistake_(mistake) {}

  bool has_text(std::string_view name) const { return object_.texts.contains(name); }

  std::string text(std::string_view name) const {
    const auto found = object_.texts.find(name);
    if (found != object_.texts.end()) return found->second;
    note(fmt::format("{} has no text \"{}\"", place_, name));
    return {};
  }

  // Neither negative nor more than a double can count.
  double number(std::string_view name) const {
    constexpr double kMost = 9007199254740992;  // 2^53
    const auto found = object_.numbers.find(name);
    if (found == object_.numbers.end()) {
      note(fmt::format("{} has no number \"{}\"", place_, name));
    } else if (found->second >= 0 && found->second <= kMost) {
      return found->second;
    } else {
      note(fmt::format("{}: \"{}\" cannot be {}", place_, name, found->second));
    }
    return 0;
  }

  std::uint64_t count(std::string_view name) const { return static_cast<std::uint64_t>(number(name)); }

  std::uint64_t hash(std::string_view name) const {
    constexpr int kHex = 16;
    const std::string digits = text(name);
    std::uint64_t hash = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), hash, kHex);
    if (error != std::errc() || end != digits.data() + digits.size()) {
      note(fmt::format("{}: \"{}\" is no hash", place_, name));
    }
    return hash;
  }

  void note(std::string mistake) const {
    if (mistake_.empty()) mistake_ = std::move(mistake);
  }

 private:
  const FlatObject& object_;
  std::string place_;
  std::string& mistake_;
};

void read_gold(const Members& entry, const Members& context, BenchRun& run) {
  if (run.gold || !context.has_text("gold_hash")) return;
  GoldScores& gold = run.gold.emplace();
  gold.hash = context.hash("gold_hash");
  gold.documents = entry.count("gold_documents");
  gold.after = {entry.number("precision"), entry.number("recall"), entry.number("f1")};
  gold.before = {entry.number("precision_before"), entry.number("recall_before"), entry.number("f1_before")};
}

void read_entry(const Members& entry, const Members& context, BenchRun& run) {
  const std::string name = entry.text("name");
  if (entry.text("run_type") != "iteration" || name.starts_with(kRulePrefix)) return;
  if (entry.text("time_unit") != "ns") entry.note(fmt::format("the times of \"{}\" are not in ns", name));
  auto row = std::ranges::find(run.rows, name, &Row::name);
  if (row == run.rows.end()) {
    run.rows.push_back({name, static_cast<unsigned>(entry.count("threads")), entry.count("iterations"), {}});
    row = run.rows.end() - 1;
  }
  row->repetitions.push_back({entry.number("real_time"), entry.number("cpu_time")});
  if (name == kTotalRow) read_gold(entry, context, run);
}

void read_context(const Members& context, BenchRun& run) {
  run.version = context.text("pith_version");
  run.date = context.text("date");
  run.host = context.text("host_name");
  run.cpu = context.text("cpu_model");
  run.cpus = static_cast<unsigned>(context.count("num_cpus"));
  run.build = context.text("library_build_type");
  run.documents = context.count("documents");
  run.bytes = context.count("bytes");
  run.inputs_hash = context.hash("inputs_hash");
  run.rule_count = context.count("rules");
  run.rules_hash = context.hash("rules_hash");
}

}  // namespace

Result<BenchRun> run_from_json(std::string_view json, std::string_view name) {
  const auto fail = [&](std::string_view what) {
    return tl::unexpected(Error{fmt::format("cannot compare with '{}': {}", name, what)});
  };
  const Result<BenchmarkFile> file = read_benchmark_json(json);
  if (!file) return fail(file.error().message);
  if (!file->context.texts.contains("pith_version")) return fail("'pith bench --save' did not write it");
  BenchRun run;
  std::string mistake;
  const Members context(file->context, "its \"context\"", mistake);
  read_context(context, run);
  for (std::size_t i = 0; i < file->benchmarks.size(); ++i) {
    const std::string place = fmt::format("entry {} of its \"benchmarks\"", i + 1);
    read_entry(Members(file->benchmarks[i], place, mistake), context, run);
  }
  if (mistake.empty() && run.find(kTotalRow) == nullptr) mistake = "it has no times of \"total\"";
  if (!mistake.empty()) return fail(mistake);
  return run;
}

}  // namespace pith
