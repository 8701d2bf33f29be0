#include "measure/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "measure/rank_test.h"

namespace pith {
namespace {

// Less is how sums of doubles in another order differ.
constexpr double kLeastFall = 1e-9;
// The U test of fewer repetitions on either side cannot say p < 0.05, whatever they are.
constexpr std::size_t kFewestRepetitions = 4;

RowChange compare_rows(const Row& before, const Row& after) {
  const std::vector<double> old_times = before.times();
  const std::vector<double> new_times = after.times();
  RowChange row{after.name, median(old_times), median(new_times), 0, mann_whitney_p(old_times, new_times)};
  if (row.before > 0) row.change = row.after / row.before - 1;
  return row;
}

void compare_gold(const BenchRun& before, const BenchRun& after, Comparison& comparison) {
  if (before.gold && after.gold) {
    comparison.same_gold = before.gold->hash == after.gold->hash && before.gold->documents == after.gold->documents;
    comparison.worse = comparison.same_gold && after.gold->after.f1 < before.gold->after.f1 - kLeastFall;
    if (!comparison.same_gold) comparison.warnings.emplace_back("the gold texts differ: quality is not compared");
  } else if (after.gold) {
    comparison.warnings.emplace_back("the saved run had no --gold: quality is not compared");
  } else if (before.gold) {
    comparison.warnings.emplace_back("the saved run had --gold, this one has not: quality is not compared");
  }
}

void warn(std::string_view what, std::string_view before, std::string_view after, Comparison& comparison) {
  if (before == after) return;
  comparison.warnings.push_back(fmt::format("{}: the saved run is of {}, this one of {}", what, before, after));
}

}  // namespace

bool RowChange::is_real() const {
  return p < kSignificant && std::abs(change) > kWorthALook;
}

Result<Comparison> compare_runs(const BenchRun& before, const BenchRun& after) {
  if (before.documents != after.documents || before.bytes != after.bytes || before.inputs_hash != after.inputs_hash) {
    const auto extent = [](const BenchRun& run) {
      return fmt::format("{} document{}, {} bytes", run.documents, run.documents == 1 ? "" : "s", run.bytes);
    };
    return tl::unexpected(Error{fmt::format(
        "the documents differ, so the figures cannot be compared: {} then; {} now{}", extent(before), extent(after),
        before.documents == after.documents && before.bytes == after.bytes
            ? "; their texts, their order or what is said of them (--site, --url, --lang, --date) changed"
            : "")});
  }
  Comparison comparison;
  std::size_t fewest = SIZE_MAX;
  for (const Row& row : after.rows) {
    const Row* old = before.find(row.name);
    if (old == nullptr) continue;
    comparison.rows.push_back(compare_rows(*old, row));
    if (!is_total(row.name)) continue;
    fewest = std::min({fewest, row.repetitions.size(), old->repetitions.size()});
    comparison.slower = comparison.slower || comparison.rows.back().is_slower();
  }
  if (before.rules_hash != after.rules_hash) {
    comparison.remarks.push_back(fmt::format("the rules differ: {} then, {} now", before.rule_count, after.rule_count));
  } else {
    comparison.remarks.emplace_back("the rules are the same");
  }
  warn("another version of pith", before.version + ", " + before.build, after.version + ", " + after.build, comparison);
  warn("another processor", before.cpu, after.cpu, comparison);
  if (before.was_disturbed()) {
    comparison.warnings.emplace_back("other programs disturbed the saved run: its figures shake");
  }
  if (fewest < kFewestRepetitions) {
    comparison.warnings.push_back(
        fmt::format("so few repetitions prove nothing: {} on each side are needed at least", kFewestRepetitions));
  }
  compare_gold(before, after, comparison);
  return comparison;
}

}  // namespace pith
