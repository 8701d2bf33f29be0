// Shows progress and ends the program on Ctrl-C, beside the thread that measures: that one is left in peace.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "cli/atomic_file.h"
#include "cli/console.h"

namespace pith {

class BenchWatch {
 public:
  // Stop signals are caught from now on. When one comes, unfinished files go and the program ends with 128 + its
  // number.
  BenchWatch(Console& console, UnfinishedFiles& unfinished);
  ~BenchWatch();

  // What is being done; shown on a terminal when the whole takes longer. Empty: nothing more is shown.
  void say(std::string what);

  // Ends the program as it does itself when a stop signal comes; one must have come.
  [[noreturn]] void stop();

 private:
  void watch();
  [[noreturn]] void abandon();  // the mutex is held, so one thread only gets here

  Console& console_;
  UnfinishedFiles& unfinished_;
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::mutex mutex_;  // for the following
  std::condition_variable changed_;
  std::string what_;
  bool done_ = false;
  std::jthread thread_;  // last, so that it ends before what it uses
};

}  // namespace pith
