#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "measure/bench_run.h"
#include "measure/compare.h"

namespace pith {
namespace {

Row row_of(std::string name, unsigned threads, std::vector<double> times) {
  Row row{std::move(name), threads, 3, {}};
  for (const double time : times) row.repetitions.push_back({time, time});
  return row;
}

BenchRun run_of(std::vector<double> totals) {
  BenchRun run;
  run.date = "2026-11-20T13:05:00+00:00";
  run.host = "quay";
  run.cpu = "Some \"fast\" processor";
  run.cpus = 4;
  run.version = "0.1.0";
  run.build = "release";
  run.documents = 3;
  run.bytes = 3000;
  run.inputs_hash = 0xFEDCBA9876543210;
  run.rule_count = 12;
  run.rules_hash = 7;
  run.rows.push_back(row_of("read", 1, {5000}));
  run.rows.push_back(row_of("match", 1, {1.25, 2.5, 0.1}));
  run.rows.push_back(row_of("total", 1, std::move(totals)));
  return run;
}

const std::vector<double> kTimes = {100, 101, 102, 103, 104};
const std::vector<double> kSlower = {104.5, 105, 106, 107, 108};

TEST(BenchRun, ComesBackFromItsJson) {
  BenchRun run = run_of(kTimes);
  run.rows.push_back(row_of("total/threads:4", 4, {30, 31}));
  run.rules.push_back({"common:print", "a.rules", 3, 1, 2, 9, 4, 17.25, 1, true});
  run.gold = GoldScores{{0.5, 1, 2.0 / 3}, {0.9, 0.8, 0.1 + 0.2}, 2, 0xABC};
  const auto back = run_from_json(to_json(run), "x.json");
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(back->date, run.date);
  EXPECT_EQ(back->cpu, run.cpu);
  EXPECT_EQ(back->inputs_hash, run.inputs_hash);
  EXPECT_EQ(back->documents, run.documents);
  ASSERT_EQ(back->rows.size(), 4U);
  EXPECT_EQ(back->find("match")->times(), run.find("match")->times());
  EXPECT_EQ(back->find("total/threads:4")->threads, 4U);
  EXPECT_EQ(back->find("total")->passes, 3U);
  ASSERT_TRUE(back->gold);
  EXPECT_EQ(back->gold->after.f1, run.gold->after.f1);
  EXPECT_EQ(back->gold->hash, 0xABCU);
  EXPECT_TRUE(back->rules.empty());
}

std::string error_of(std::string_view json) {
  const auto run = run_from_json(json, "x.json");
  return run ? "none" : run.error().message;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

TEST(BenchRun, IsNotReadFromOtherJson) {
  const std::string good = to_json(run_of(kTimes));
  EXPECT_TRUE(error_of("").starts_with("cannot compare with 'x.json': it is not JSON"));
  EXPECT_TRUE(error_of(good.substr(0, good.size() / 2)).starts_with("cannot compare with 'x.json': it is not JSON"));
  EXPECT_EQ(
      error_of("[1]"),
      "cannot compare with 'x.json': it has no \"context\" and \"benchmarks\", so it is not the JSON of a benchmark");
  EXPECT_EQ(error_of(R"({"context":{"date":"x"},"benchmarks":[]})"),
            "cannot compare with 'x.json': 'pith bench --save' did not write it");
  EXPECT_EQ(error_of(replaced(good, "\"benchmarks\":[", "\"benchmarks\":[7,")),
            "cannot compare with 'x.json': its \"benchmarks\" are not objects");
  EXPECT_EQ(error_of(replaced(good, "\"real_time\":5000", "\"real_time\":-5000")),
            "cannot compare with 'x.json': entry 1 of its \"benchmarks\": \"real_time\" cannot be -5000");
  EXPECT_EQ(error_of(replaced(good, "\"real_time\":5000,", "")),
            "cannot compare with 'x.json': entry 1 of its \"benchmarks\" has no number \"real_time\"");
  EXPECT_EQ(error_of(replaced(good, "\"time_unit\":\"ns\"", "\"time_unit\":\"ms\"")),
            "cannot compare with 'x.json': the times of \"read\" are not in ns");
  EXPECT_EQ(error_of(replaced(good, "fedcba9876543210", "fedcba98765432zz")),
            "cannot compare with 'x.json': its \"context\": \"inputs_hash\" is no hash");
  EXPECT_EQ(error_of(replaced(good, "\"documents\":3", "\"documents\":\"3\"")),
            "cannot compare with 'x.json': its \"context\" has no number \"documents\"");
}

TEST(Compare, SeesASlowdownOnlyWhenItIsLargeAndNoChance) {
  EXPECT_TRUE(compare_runs(run_of(kTimes), run_of(kSlower))->slower);
  EXPECT_FALSE(compare_runs(run_of(kSlower), run_of(kTimes))->slower);
  // Large, but it might be chance.
  EXPECT_FALSE(compare_runs(run_of(kTimes), run_of({90, 108, 109, 110, 99}))->slower);
  // No chance, but small.
  EXPECT_FALSE(
      compare_runs(run_of({100, 100.1, 100.2, 100.3, 100.4}), run_of({101, 101.1, 101.2, 101.3, 101.4}))->slower);
}

TEST(Compare, JudgesByTheTotalAlone) {
  BenchRun before = run_of(kTimes);
  BenchRun after = run_of(kTimes);
  before.rows[1] = row_of("match", 1, kTimes);
  after.rows[1] = row_of("match", 1, kSlower);
  const auto comparison = compare_runs(before, after);
  EXPECT_TRUE(comparison->rows[1].is_slower());
  EXPECT_FALSE(comparison->needs_a_look());
}

TEST(Compare, SeesThatQualityFell) {
  BenchRun before = run_of(kTimes);
  BenchRun after = run_of(kTimes);
  before.gold = GoldScores{{}, {0.9, 0.9, 0.9}, 2, 1};
  after.gold = GoldScores{{}, {0.9, 0.89, 0.895}, 2, 1};
  EXPECT_TRUE(compare_runs(before, after)->worse);
  EXPECT_FALSE(compare_runs(after, before)->worse);
  after.gold->hash = 2;
  EXPECT_FALSE(compare_runs(before, after)->worse);
  EXPECT_FALSE(compare_runs(before, after)->same_gold);
  EXPECT_EQ(compare_runs(before, after)->warnings.size(), 1U);
}

TEST(Compare, RefusesOtherDocuments) {
  BenchRun other = run_of(kTimes);
  other.inputs_hash = 1;
  ASSERT_FALSE(compare_runs(run_of(kTimes), other));
  other.bytes = 4000;
  EXPECT_EQ(compare_runs(run_of(kTimes), other).error().message,
            "the documents differ, so the figures cannot be compared: 3 documents, 3000 bytes then; 3 documents, 4000 "
            "bytes now");
}

TEST(Compare, TellsWhatElseDiffers) {
  BenchRun other = run_of(kTimes);
  other.rules_hash = 8;
  other.rule_count = 13;
  other.cpu = "Another";
  other.version = "0.2.0";
  const auto comparison = compare_runs(run_of(kTimes), other);
  EXPECT_EQ(comparison->remarks, std::vector<std::string>{"the rules differ: 12 then, 13 now"});
  EXPECT_EQ(comparison->warnings.size(), 2U);
  EXPECT_EQ(compare_runs(run_of({1, 2, 3}), run_of({1, 2, 3}))->warnings.size(), 1U);

  BenchRun busy = run_of(kTimes);
  for (Time& time : busy.rows[2].repetitions) time.real *= 1.1;
  EXPECT_TRUE(busy.was_disturbed());
  EXPECT_EQ(compare_runs(busy, run_of(kTimes))->warnings,
            std::vector<std::string>{"other programs disturbed the saved run: its figures shake"});
}

}  // namespace
}  // namespace pith
