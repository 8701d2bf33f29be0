// Cleans many documents on many threads.
//
// The main thread waits, shows progress and listens for Ctrl-C. Each worker takes the next piece of work, cleans and
// renders it and gives it to the publisher.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "cli/clean_context.h"
#include "cli/clean_settings.h"
#include "cli/clean_supply.h"
#include "cli/clean_worker.h"
#include "cli/console.h"
#include "cli/inputs.h"
#include "cli/publisher.h"
#include "cli/run_manifest.h"
#include "output/stats.h"
#include "pith.h"

namespace pith {

class CleanRun {
 public:
  // `rules` is the fingerprint of the rules that `program` was made of. All but the inputs must outlive this.
  CleanRun(const CleanSettings& settings, Inputs inputs, const Program& program, std::uint64_t rules, Console& console);

  // The exit status.
  int run();

 private:
  using Clock = std::chrono::steady_clock;

  // Takes out what this run need not clean. False when that cannot be known.
  bool skip_finished();
  // False when nothing could be started.
  bool open_output();
  void start_workers();
  void work();
  void deal_with(CleanWorker& worker, Work& work, Stats& sums);
  void say_status(const Rendered& rendered);

  void supervise();
  void show_progress(Clock::duration elapsed);
  [[noreturn]] void abandon();
  void say_stopped() const;

  int finish();
  std::string summary() const;
  bool shows_progress() const;
  std::size_t total() const { return inputs_.files.size(); }

  const CleanSettings& settings_;
  Inputs inputs_;
  Console& console_;
  const std::string key_;  // of the manifest
  CleanContext context_;
  RunManifest manifest_;
  Publisher publisher_;
  CleanSupply supply_;
  const Clock::time_point start_ = Clock::now();
  std::size_t skipped_by_resume_ = 0;

  std::atomic<std::size_t> finished_ = 0;  // inputs that are where they belong
  std::atomic<std::size_t> settled_ = 0;   // these, and those that cannot be
  std::atomic<std::uint64_t> documents_ = 0;
  std::atomic<std::uint64_t> bytes_ = 0;    // of their texts
  std::atomic<bool> begun_ = false;         // something was written
  std::atomic<bool> stop_ = false;          // take no further work
  std::atomic<bool> write_failed_ = false;  // for good
  std::atomic<std::size_t> passed_ = 0;     // inputs that went through unchanged, with a warning

  std::mutex mutex_;  // for the following
  std::condition_variable worker_ended_;
  std::size_t working_ = 0;
  Stats stats_;

  std::vector<std::jthread> workers_;  // last, so that they end before what they use
};

}  // namespace pith
