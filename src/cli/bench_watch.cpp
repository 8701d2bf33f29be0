#include "cli/bench_watch.h"

#include <unistd.h>

#include "cli/stop.h"

namespace pith {
namespace {

using namespace std::chrono_literals;

constexpr auto kTick = 100ms;
constexpr auto kFirstProgress = 500ms;
constexpr int kSignalBase = 128;  // the shell's convention

}  // namespace

BenchWatch::BenchWatch(Console& console, UnfinishedFiles& unfinished) : console_(console), unfinished_(unfinished) {
  catch_stop_signals();
  thread_ = std::jthread([this] { watch(); });
}

BenchWatch::~BenchWatch() {
  const std::lock_guard lock(mutex_);
  done_ = true;
  changed_.notify_one();
}

void BenchWatch::say(std::string what) {
  const std::lock_guard lock(mutex_);
  what_ = std::move(what);
  if (what_.empty()) console_.clear_progress();
}

void BenchWatch::stop() {
  const std::lock_guard lock(mutex_);
  abandon();
}

void BenchWatch::abandon() {
  unfinished_.unlink_all();
  console_.clear_progress();
  console_.error(what_.empty() ? "interrupted" : "interrupted: nothing was measured to the end, nothing was saved");
  // Not exit(): the other thread still runs, and would meet objects that are gone.
  ::_exit(kSignalBase + stop_signal());
}

void BenchWatch::watch() {
  std::unique_lock lock(mutex_);
  while (!changed_.wait_for(lock, kTick, [this] { return done_; })) {
    if (stop_requested()) abandon();
    if (!what_.empty() && std::chrono::steady_clock::now() - start_ >= kFirstProgress) console_.show_progress(what_);
  }
}

}  // namespace pith
