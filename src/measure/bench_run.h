// What one run of `pith bench` found out, and its form in files: the JSON of Google Benchmark, so that its
// tools/compare.py reads it too, with members of our own beside.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "measure/quality.h"
#include "types.h"

namespace pith {

// Nanoseconds.
struct Time {
  double real = 0;  // by the clock
  double cpu = 0;   // of processors
};

// Names of rows that are asked for. Several threads make "total/threads:N".
constexpr std::string_view kReadRow = "read";
constexpr std::string_view kSplitRow = "split";
constexpr std::string_view kMatchRow = "match";
constexpr std::string_view kDecideRow = "decide";
constexpr std::string_view kWriteRow = "write";
constexpr std::string_view kTotalRow = "total";
// Before NAME:ID, the name of a rule's entry in JSON.
constexpr std::string_view kRulePrefix = "rule/";

// The times of one part of the work.
struct Row {
  std::string name;
  unsigned threads = 1;
  std::uint64_t passes = 1;       // over all documents, a repetition
  std::vector<Time> repetitions;  // each for one pass

  // Processor time is what other programs disturb least; but who waits for a disk, or uses several threads, wants to
  // know what the clock says.
  bool by_clock() const { return threads > 1 || name == kReadRow; }
  std::vector<double> times() const;
};

// Rows that decide whether a run is slower: not their parts, which are smaller and shake more.
bool is_total(std::string_view row);

// What one rule did and cost in one pass.
struct RuleRow {
  std::string name;  // NAME:ID
  std::string file;
  std::uint32_t line = 0;
  std::uint64_t documents = 0;   // in which it took or changed something
  std::uint64_t lines = 0;       // that it took or changed
  std::uint64_t characters = 0;  // that it took or replaced
  std::uint64_t tries = 0;       // comparisons of a line with one of its phrases or regexes
  double nanoseconds = 0;
  std::uint32_t sharers = 0;      // rules that share the time of these comparisons, itself among them
  bool tries_every_line = false;  // something in it can only be tried, line by line
};

// Against the texts of a gold folder.
struct GoldScores {
  Quality before;  // of the texts as they came
  Quality after;   // of what is left of them
  std::uint64_t documents = 0;
  std::uint64_t hash = 0;  // of the gold texts
};

struct BenchRun {
  std::string date;  // ISO 8601
  std::string host;
  std::string cpu;
  unsigned cpus = 0;
  std::string version;  // of pith
  std::string build;    // "release" or "debug"

  std::uint64_t documents = 0;
  std::uint64_t bytes = 0;
  std::uint64_t inputs_hash = 0;  // of the texts and what was said of their sites, addresses, languages and days
  std::uint64_t rule_count = 0;
  std::uint64_t rules_hash = 0;  // of the texts of the rule files

  std::vector<Row> rows;
  std::vector<RuleRow> rules;  // those that cost most first
  std::optional<GoldScores> gold;

  const Row* find(std::string_view row) const;

  // How much of the time of "total" this program had a processor: 1 when nothing else wanted it.
  double attention() const;
  // It had so little that figures shake.
  bool was_disturbed() const;
};

// One line with its end.
std::string to_json(const BenchRun& run);

// A run from such JSON, without its rules. `name` is the file's, for the error.
Result<BenchRun> run_from_json(std::string_view json, std::string_view name);

}  // namespace pith
