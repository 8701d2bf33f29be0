// Prints results as Google Benchmark does, and behind them a table: each benchmark's engines side by side.
#pragma once

#include <benchmark/benchmark.h>

#include <map>
#include <string>
#include <vector>

namespace pith::bench {

// A name is GROUP/ENGINE; the engines of a group did the same work on the same texts.
class Summary : public benchmark::ConsoleReporter {
 public:
  Summary() : ConsoleReporter(OO_Tabular) {}

  void ReportRuns(const std::vector<Run>& runs) override;

  // A Markdown table of MB/s for the groups of each first word: medians where a benchmark was repeated.
  void print_tables() const;

  bool failed() const { return failed_; }

 private:
  using Row = std::map<std::string, std::vector<double>>;  // bytes a second by engine

  void print_table(const std::vector<std::string>& groups) const;
  double median(const Row& row, const std::string& engine) const;

  std::vector<std::string> groups_;  // in the order they ran
  std::vector<std::string> engines_;
  std::map<std::string, Row> rows_;
  bool failed_ = false;
};

}  // namespace pith::bench
