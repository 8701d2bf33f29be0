#include "cli/bench_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "measure/rank_test.h"
#include "output/numbers.h"
#include "output/table.h"

namespace pith {
namespace {

constexpr std::size_t kMostRules = 15;
constexpr double kPercent = 100;
constexpr double kNanoseconds = 1e9;

std::string megabytes(std::uint64_t bytes, double nanoseconds) {
  // Bytes a nanosecond are gigabytes a second.
  return nanoseconds > 0 ? fmt::format("{:.1f}", static_cast<double>(bytes) / nanoseconds * 1000) : "-";
}

std::string per_second(std::uint64_t count, double nanoseconds) {
  if (nanoseconds <= 0) return "-";
  return with_commas(static_cast<std::uint64_t>(std::llround(static_cast<double>(count) / nanoseconds * kNanoseconds)));
}

// "total/threads:4" as people read it.
std::string label_of(const Row& row) {
  return row.threads > 1 ? fmt::format("{}, {} threads", kTotalRow, row.threads) : row.name;
}

double median_of(const BenchRun& run, std::string_view name) {
  const Row* row = run.find(name);
  return row == nullptr ? 0 : median(row->times());
}

std::string p_value(double p) {
  constexpr double kLeastShown = 0.0001;
  return p < kLeastShown ? fmt::format("<{}", kLeastShown) : fmt::format("{:.4f}", p);
}

std::string share_of(double part, double whole) {
  return whole > 0 ? fmt::format("{:.1f} %", part / whole * kPercent) : "-";
}

void write_heading(std::string_view heading, const Palette& palette, std::string& out) {
  out += fmt::format("\n{}\n", palette.paint(Ink::strong, heading));
}

std::string remark_on(const RuleRow& rule) {
  std::string remark;
  if (rule.tries_every_line) remark = "no index";
  if (rule.sharers > 1) remark += fmt::format("{}shared by {}", remark.empty() ? "" : ", ", rule.sharers);
  return remark;
}

std::vector<std::string> cells_of(const RuleRow& rule, double documents, double matching) {
  return {printable(rule.name),
          rule.file.empty() ? "" : fmt::format("{}:{}", printable(rule.file), rule.line),
          with_commas(rule.documents),
          with_commas(rule.lines),
          with_commas(rule.characters),
          with_commas(rule.tries),
          fmt::format("{:.1f}", rule.nanoseconds / documents),
          share_of(rule.nanoseconds, matching),
          remark_on(rule)};
}

std::vector<std::string> cells_of(std::string_view name, const Quality& quality) {
  return {std::string(name), fmt::format("{:.4f}", quality.precision), fmt::format("{:.4f}", quality.recall),
          fmt::format("{:.4f}", quality.f1)};
}

}  // namespace

void write_stages(const BenchRun& run, const Palette& palette, std::string& out) {
  const Row* total = run.find(kTotalRow);
  out += palette.paint(Ink::strong, fmt::format("{}, {}, {}; {} of {}", counted(run.documents, "document", "documents"),
                                                human_bytes(run.bytes), counted(run.rule_count, "rule", "rules"),
                                                counted(total->repetitions.size(), "repetition", "repetitions"),
                                                counted(total->passes, "pass", "passes")));
  out += '\n';
  Table table;
  table.add({"", "MB/s", "slowest", "fastest", "documents/s", "share of total"});
  const double whole = median_of(run, kTotalRow);
  for (const Row& row : run.rows) {
    const std::vector<double> times = row.times();
    const double middle = median(times);
    const bool is_alone = times.size() < 2;
    table.add({label_of(row), megabytes(run.bytes, middle),
               is_alone ? "" : megabytes(run.bytes, *std::ranges::max_element(times)),
               is_alone ? "" : megabytes(run.bytes, *std::ranges::min_element(times)),
               per_second(run.documents, middle), row.by_clock() ? "" : share_of(middle, whole)});
  }
  table.write(out);
}

void write_rules(const BenchRun& run, const Palette& palette, bool all, std::string& out) {
  if (run.rules.empty()) return;
  const std::size_t shown = all ? run.rules.size() : std::min(run.rules.size(), kMostRules);
  const double matching = median_of(run, kMatchRow) + median_of(run, kDecideRow);
  write_heading("The rules that cost most; share: of match and decide", palette, out);
  Table table;
  table.add({"rule", "where", "documents", "lines", "characters", "tries", "ns/document", "share", ""});
  bool any_scan = false;
  bool any_shared = false;
  for (std::size_t i = 0; i < shown; ++i) {
    const RuleRow& rule = run.rules[i];
    any_scan = any_scan || rule.tries_every_line;
    any_shared = any_shared || rule.sharers > 1;
    table.add(cells_of(rule, static_cast<double>(run.documents), matching));
  }
  table.write(out);
  if (shown < run.rules.size()) {
    out += fmt::format("and {} more, with --verbose\n", with_commas(run.rules.size() - shown));
  }
  if (any_scan) out += "no index: no word in it that every match holds, so it is tried on line after line\n";
  if (any_shared) out += "shared by N: so many rules ask for the same lines; each has its part of that time\n";
}

void write_gold(const GoldReport& report, const Palette& palette, std::string& out) {
  write_heading(fmt::format("Quality, by {}", counted(report.scores.documents, "gold text", "gold texts")), palette,
                out);
  Table table;
  table.add({"", "precision", "recall", "F1"});
  table.add(cells_of("as it came", report.scores.before));
  table.add(cells_of("cleaned", report.scores.after));
  table.write(out);
  if (report.losses.empty()) return;
  write_heading("Documents that lost most recall", palette, out);
  Table losses;
  losses.add({"", "as it came", "cleaned"});
  for (const Loss& loss : report.losses) {
    losses.add({printable(loss.name), fmt::format("{:.4f}", loss.before), fmt::format("{:.4f}", loss.after)});
  }
  losses.write(out);
}

void write_comparison(const BenchRun& before, const BenchRun& after, const Comparison& comparison,
                      std::string_view name, const Palette& palette, std::string& out) {
  write_heading(fmt::format("Compared with {} of {}", printable(name), printable(before.date)), palette, out);
  for (const std::string& remark : comparison.remarks) out += fmt::format("{}\n", printable(remark));
  Table table;
  table.add({"", "old MB/s", "new MB/s", "time", "p", ""});
  for (const RowChange& row : comparison.rows) {
    const Row& of = *after.find(row.name);
    const bool is_tested = of.repetitions.size() > 1;
    table.add({label_of(of), megabytes(before.bytes, row.before), megabytes(after.bytes, row.after),
               fmt::format("{:+.1f} %", row.change * kPercent), is_tested ? p_value(row.p) : "",
               row.is_real() ? (row.change > 0 ? "slower" : "faster") : ""});
  }
  table.write(out);
  if (comparison.same_gold) {
    Table quality;
    quality.add({"", "precision", "recall", "F1"});
    quality.add(cells_of("old", before.gold->after));
    quality.add(cells_of("new", after.gold->after));
    out += '\n';
    quality.write(out);
  }
  if (comparison.slower) out += palette.paint(Ink::error, "slower") + ": the total takes significantly more time\n";
  if (comparison.worse) {
    out += fmt::format("{}: F1 fell by {:.4f}\n", palette.paint(Ink::error, "worse"),
                       before.gold->after.f1 - after.gold->after.f1);
  }
}

}  // namespace pith
