// Time that went by, and time of processors.
#pragma once

#include <ctime>

#include "measure/bench_run.h"

namespace pith {

class Stopwatch {
 public:
  // Whose processor time is counted.
  enum class Whose { thread, process };

  explicit Stopwatch(Whose whose = Whose::thread)
      : clock_(whose == Whose::thread ? CLOCK_THREAD_CPUTIME_ID : CLOCK_PROCESS_CPUTIME_ID), start_(now()) {}

  // Since it was made, for each of so many passes.
  Time elapsed(double passes = 1) const {
    const Time end = now();
    return {(end.real - start_.real) / passes, (end.cpu - start_.cpu) / passes};
  }

 private:
  static double read(clockid_t clock) {
    constexpr double kSecond = 1e9;
    struct timespec time = {};
    ::clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) * kSecond + static_cast<double>(time.tv_nsec);
  }

  Time now() const { return {read(CLOCK_MONOTONIC), read(clock_)}; }

  clockid_t clock_;
  Time start_;
};

}  // namespace pith
