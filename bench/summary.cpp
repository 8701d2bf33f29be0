#include "summary.h"

#include <fmt/format.h>

#include <algorithm>

namespace pith::bench {
namespace {

// Three digits that count.
std::string megabytes(double bytes_a_second) {
  const double value = bytes_a_second / 1e6;
  return value >= 100 ? fmt::format("{:.0f}", value)
         : value >= 1 ? fmt::format("{:.1f}", value)
                      : fmt::format("{:.3f}", value);
}

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::ranges::find(names, name) == names.end()) names.push_back(name);
}

}  // namespace

void Summary::ReportRuns(const std::vector<Run>& runs) {
  ConsoleReporter::ReportRuns(runs);
  for (const Run& run : runs) {
    failed_ = failed_ || run.error_occurred;
    const auto rate = run.counters.find("bytes_per_second");
    if (run.run_type != Run::RT_Iteration || run.error_occurred || rate == run.counters.end()) continue;
    const std::string& name = run.run_name.function_name;
    const std::size_t slash = name.rfind('/');
    if (slash == std::string::npos) continue;
    const std::string group = name.substr(0, slash);
    const std::string engine = name.substr(slash + 1);
    add_once(groups_, group);
    add_once(engines_, engine);
    rows_[group][engine].push_back(rate->second);
  }
}

double Summary::median(const Row& row, const std::string& engine) const {
  const auto at = row.find(engine);
  if (at == row.end()) return 0;
  std::vector<double> rates = at->second;
  const auto middle = rates.begin() + static_cast<std::ptrdiff_t>(rates.size() / 2);
  std::ranges::nth_element(rates, middle);
  return *middle;
}

void Summary::print_tables() const {
  std::vector<std::string> table;
  const auto first_word = [](const std::string& group) { return group.substr(0, group.find('/')); };
  for (const std::string& group : groups_) {
    if (!table.empty() && first_word(table.front()) != first_word(group)) {
      print_table(table);
      table.clear();
    }
    table.push_back(group);
  }
  if (!table.empty()) print_table(table);
}

void Summary::print_table(const std::vector<std::string>& groups) const {
  std::vector<std::string> engines;
  for (const std::string& engine : engines_) {
    if (std::ranges::any_of(groups, [&](const std::string& group) { return rows_.at(group).contains(engine); })) {
      engines.push_back(engine);
    }
  }
  std::string head = "\n| MB/s |";
  std::string rule = "|---|";
  for (const std::string& engine : engines) {
    head += fmt::format(" {} |", engine);
    rule += "---:|";
  }
  const bool has_set = std::ranges::find(engines, "re2_set") != engines.end();
  fmt::print("{}{}\n{}{}\n", head, has_set ? " pith / re2_set |" : "", rule, has_set ? "---:|" : "");
  for (const std::string& group : groups) {
    const Row& row = rows_.at(group);
    fmt::print("| {} |", group);
    for (const std::string& engine : engines) {
      const double rate = median(row, engine);
      fmt::print(" {} |", rate > 0 ? megabytes(rate) : std::string());
    }
    const double own = median(row, "pith");
    const double set = median(row, "re2_set");
    if (has_set) fmt::print(" {} |", own > 0 && set > 0 ? fmt::format("{:.3g}", own / set) : std::string());
    fmt::print("\n");
  }
}

}  // namespace pith::bench
