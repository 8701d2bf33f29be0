// Cleans many documents on many threads.
//
// The main thread waits, shows progress and listens for Ctrl-C. Each worker takes the next input, reads, cleans and
// renders it and gives it to the publisher.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "cli/clean_settings.h"
#include "cli/console.h"
#include "cli/inputs.h"
#include "cli/publisher.h"
#include "output/stats.h"
#include "pith.h"

namespace pith {

class CleanRun {
 public:
  // All of them must outlive this.
  CleanRun(const CleanSettings& settings, const Inputs& inputs, const Program& program, Console& console);

  // The exit status.
  int run();

 private:
  using Clock = std::chrono::steady_clock;

  // False when nothing could be started.
  bool read_stdin();
  bool open_output();
  void start_workers();
  void work();
  void deal_with(DocumentCleaner& cleaner, std::size_t index);

  void supervise();
  void show_progress(Clock::duration elapsed);
  [[noreturn]] void abandon();
  void say_stopped() const;

  int finish();
  std::string summary() const;
  bool shows_progress() const;
  std::size_t total() const { return inputs_.files.size(); }

  const CleanSettings& settings_;
  const Inputs& inputs_;
  const Program& program_;
  Console& console_;
  Publisher publisher_;
  const Clock::time_point start_ = Clock::now();
  std::string stdin_text_;
  std::atomic_flag warned_;

  std::atomic<std::size_t> next_ = 0;
  std::atomic<std::size_t> dealt_with_ = 0;
  std::atomic<std::size_t> finished_ = 0;   // written, or in need of no writing
  std::atomic<bool> stop_ = false;          // take no further input
  std::atomic<bool> write_failed_ = false;  // for good
  std::atomic<std::size_t> passed_ = 0;     // went through unchanged, with a warning

  std::mutex mutex_;  // for the following
  std::condition_variable worker_ended_;
  std::size_t working_ = 0;
  Stats stats_;

  std::vector<std::jthread> workers_;  // last, so that they end before what they use
};

}  // namespace pith
