#include "cli/clean_run.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <system_error>

#include "cli/command.h"
#include "cli/stop.h"
#include "input/file.h"
#include "output/numbers.h"

namespace pith {
namespace {

using namespace std::chrono_literals;

constexpr auto kTick = 100ms;
constexpr auto kFirstProgress = 500ms;
// After Ctrl-C: how long workers may finish their document, and how long a write may take. Together under a second.
constexpr auto kGrace = 600ms;
constexpr auto kWritePatience = 200ms;

double seconds(std::chrono::steady_clock::duration time) {
  return std::chrono::duration<double>(time).count();
}

constexpr int kSignalBase = 128;  // the shell's convention

}  // namespace

CleanRun::CleanRun(const CleanSettings& settings, const Inputs& inputs, const Program& program, Console& console)
    : settings_(settings),
      inputs_(inputs),
      program_(program),
      console_(console),
      publisher_(settings, console.stdout_is_terminal()),
      stats_(program) {}

int CleanRun::run() {
  catch_stop_signals();
  if (inputs_.is_stdin() && !read_stdin()) {
    return stop_requested() ? kSignalBase + stop_signal() : status(Exit::unable);
  }
  if (!open_output()) return status(Exit::unable);
  start_workers();
  supervise();
  return finish();
}

bool CleanRun::read_stdin() {
  const auto end = pith::read_stream(STDIN_FILENO, stdin_text_, stop_requested);
  if (!end) {
    console_.error(end.error().message);
    return false;
  }
  if (*end == StreamEnd::interrupted) console_.error("interrupted while reading stdin; nothing was written");
  return *end == StreamEnd::end;
}

bool CleanRun::open_output() {
  if (!settings_.output.empty() && !settings_.dry_run) {
    std::error_code error;
    std::filesystem::create_directories(settings_.output, error);
    if (error) {
      console_.error(fmt::format("cannot make the folder '{}': {}", settings_.output, error.message()));
      return false;
    }
  }
  const Written opened = publisher_.open();
  if (!opened) console_.error(opened.error().message);
  return opened.has_value();
}

void CleanRun::start_workers() {
  const std::size_t wanted = std::clamp<std::size_t>(total(), 1, settings_.jobs);
  const StopSignalsBlocked blocked;
  const std::lock_guard lock(mutex_);
  for (std::size_t i = 0; i < wanted; ++i) {
    try {
      workers_.emplace_back([this] { work(); });
      ++working_;
    } catch (const std::system_error&) {
      if (workers_.empty()) throw;  // else fewer do
      return;
    }
  }
}

void CleanRun::work() {
  try {
    DocumentCleaner cleaner(settings_, program_, inputs_.is_single(), stdin_text_, console_, warned_);
    while (!stop_ && !publisher_.is_closed()) {
      const std::size_t index = next_++;
      if (index >= total()) break;
      deal_with(cleaner, index);
      ++dealt_with_;
    }
    const std::lock_guard lock(mutex_);
    stats_.merge(cleaner.stats());
  } catch (const std::exception& error) {
    console_.error(fmt::format("a worker stopped: {}", reason_of(error)));
    stop_ = true;
  }
  const std::lock_guard lock(mutex_);
  --working_;
  worker_ended_.notify_one();
}

void CleanRun::deal_with(DocumentCleaner& cleaner, std::size_t index) {
  const InputFile& input = inputs_.files[index];
  const Rendered rendered = cleaner.clean(input);
  switch (rendered.status) {
    case Status::cleaned:
      break;
    case Status::passed:
      ++passed_;
      console_.warning(rendered.message);
      break;
    case Status::skipped:
    case Status::failed:
      console_.error(rendered.message);
      break;
  }
  tl::expected<bool, WriteError> written = false;
  try {
    written = publisher_.publish(index, input, rendered);
  } catch (const std::exception& error) {
    written = tl::unexpected(WriteError{fmt::format("cannot write '{}': {}", input.path, reason_of(error)), false});
  }
  if (!written) {
    console_.error(written.error().message);
    if (written.error().fatal) write_failed_ = true;
  }
  const bool is_over = rendered.status == Status::skipped || rendered.status == Status::failed;
  if (written == true) ++finished_;
  // What came after the end of the run is neither.
  if (!written || *written || is_over) cleaner.count(rendered, written == true);
}

void CleanRun::supervise() {
  std::unique_lock lock(mutex_);
  auto deadline = Clock::time_point::max();
  while (!worker_ended_.wait_for(lock, kTick, [this] { return working_ == 0; })) {
    const auto now = Clock::now();
    if (stop_requested() && !stop_) {
      stop_ = true;
      deadline = now + kGrace;
    }
    if (now >= deadline) abandon();
    if (now - start_ >= kFirstProgress) show_progress(now - start_);
  }
  console_.clear_progress();
}

bool CleanRun::shows_progress() const {
  return total() > 1 && !(settings_.to_stdout() && console_.stdout_is_terminal());
}

void CleanRun::show_progress(Clock::duration elapsed) {
  if (!shows_progress()) return;
  const std::size_t done = dealt_with_;
  console_.show_progress(fmt::format("{} of {} ({} %), {:.0f} s", with_commas(done),
                                     counted(total(), "document", "documents"), done * 100 / total(),
                                     seconds(elapsed)));
}

void CleanRun::abandon() {
  publisher_.abandon(kWritePatience);
  console_.clear_progress();
  say_stopped();
  // Not exit(): other threads still run, and would meet objects that are gone.
  ::_exit(kSignalBase + stop_signal());
}

void CleanRun::say_stopped() const {
  const std::string_view why = stop_requested() ? "interrupted" : "stopped";
  if (total() == 1) {
    console_.error(fmt::format("{}: the document was not written", why));
    return;
  }
  std::string how;
  if (!stop_requested()) {
    how = "";
  } else if (settings_.in_place && !settings_.ledger.empty()) {
    how = "; to go on, run the same command with another --ledger";
  } else {
    how = "; to go on, run the same command again";
  }
  console_.error(fmt::format("{}: {} of {} finished, the others are untouched{}", why, with_commas(finished_.load()),
                             counted(total(), "document", "documents"), how));
}

int CleanRun::finish() {
  workers_.clear();
  const Written reports = publisher_.finish(stats_.to_json());
  if (!reports) console_.error(reports.error().message);
  if (settings_.stats) {
    std::string table;
    stats_.write_table(console_.verbose(), table);
    console_.write_err(table);
  }
  const bool all = finished_ + stats_.failed() + stats_.skipped() >= total();
  if (!all || write_failed_) say_stopped();
  if (!inputs_.is_single() || console_.verbose() || settings_.dry_run) console_.summary(summary());
  if (stop_requested() && !all) return kSignalBase + stop_signal();
  const bool look = !all || !reports || inputs_.failed + stats_.failed() + stats_.skipped() + passed_ > 0;
  return status(look ? Exit::look : Exit::done);
}

std::string CleanRun::summary() const {
  std::string text =
      fmt::format("{}{}: {} {}, {} removed, {} found", settings_.dry_run ? "dry run of " : "",
                  counted(stats_.documents(), "document", "documents"), with_commas(stats_.changed()),
                  settings_.dry_run ? "would change" : "changed",
                  human_bytes(static_cast<std::uint64_t>(std::max<std::int64_t>(0, stats_.bytes_removed()))),
                  counted(stats_.site_count(), "site", "sites"));
  const std::uint64_t failed = stats_.failed() + inputs_.failed;
  if (stats_.refused() > 0) text += fmt::format(", {} refused", with_commas(stats_.refused()));
  if (stats_.capped() > 0) text += fmt::format(", {} with capped rules", with_commas(stats_.capped()));
  if (stats_.site_ties() > 0) text += fmt::format(", {} with a site tie", with_commas(stats_.site_ties()));
  if (stats_.skipped() > 0) text += fmt::format(", {} skipped", with_commas(stats_.skipped()));
  if (failed > 0) text += fmt::format(", {} failed", with_commas(failed));
  return text + fmt::format(", {:.1f} s", seconds(Clock::now() - start_));
}

}  // namespace pith
