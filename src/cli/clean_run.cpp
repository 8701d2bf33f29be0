#include "cli/clean_run.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <exception>
#include <filesystem>
#include <system_error>
#include <utility>

#include "cli/command.h"
#include "cli/stop.h"
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
// Before that nobody knows how long it will take.
constexpr double kShareToForetell = 0.01;

// How the sites were found, unless the user named it for all.
std::string site_sources(const Stats& stats) {
  constexpr std::array<std::pair<SiteFrom, std::string_view>, kSiteFroms> kWords = {{
      {SiteFrom::option, "by --site"},
      {SiteFrom::address, "by address"},
      {SiteFrom::folder, "by folder"},
      {SiteFrom::known_by, "by known lines"},
      {SiteFrom::unknown, "unknown"},
  }};
  std::string list;
  for (const auto& [from, words] : kWords) {
    const std::uint64_t documents = stats.site_from(from);
    if (documents > 0) list += fmt::format("{}{} {}", list.empty() ? "" : ", ", with_commas(documents), words);
  }
  const bool says_nothing = stats.site_from(SiteFrom::option) + stats.site_from(SiteFrom::unknown) == stats.documents();
  return says_nothing ? "" : fmt::format(" ({})", list);
}

std::string rough_time(double seconds) {
  constexpr double kMinute = 60;
  constexpr double kHour = 3600;
  if (seconds < 2 * kMinute) return fmt::format("{:.0f} s", seconds);
  return seconds < 2 * kHour ? fmt::format("{:.0f} min", seconds / kMinute) : fmt::format("{:.1f} h", seconds / kHour);
}

}  // namespace

CleanRun::CleanRun(const CleanSettings& settings, Inputs inputs, const Program& program, std::uint64_t rules,
                   Console& console)
    : settings_(settings),
      inputs_(std::move(inputs)),
      console_(console),
      key_(manifest_key(settings, rules)),
      context_(settings, program, console, inputs_.is_single()),
      manifest_(settings),
      publisher_(settings, manifest_, console.stdout_is_terminal()),
      supply_(settings, inputs_, publisher_.is_in_order()),
      stats_(program) {}

int CleanRun::run() {
  catch_stop_signals();
  if (!skip_finished()) return status(Exit::unable);
  // Everything is where it belongs: there is nothing to open, and nothing to replace.
  if (!manifest_.is_settled() && !open_output()) return status(Exit::unable);
  start_workers();
  supervise();
  return finish();
}

bool CleanRun::skip_finished() {
  const auto skipped = manifest_.skip_finished(key_, inputs_, stats_);
  if (!skipped) {
    console_.error(skipped.error().message);
    return false;
  }
  skipped_by_resume_ = *skipped;
  return true;
}

bool CleanRun::open_output() {
  if (settings_.is_mirrored() && !settings_.output.empty()) {
    std::error_code error;
    std::filesystem::create_directories(settings_.output, error);
    if (error) {
      console_.error(fmt::format("cannot make the folder '{}': {}", settings_.output, error.message()));
      return false;
    }
  }
  const Written opened = publisher_.open().and_then([&] { return manifest_.open(key_); });
  if (!opened) console_.error(opened.error().message);
  return opened.has_value();
}

void CleanRun::start_workers() {
  const std::size_t wanted = total() == 0 ? 0 : settings_.jobs;
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
  Work work;
  try {
    CleanWorker worker(context_);
    Stats sums(context_.program);
    while (!stop_ && !publisher_.is_closed() && supply_.next(work)) {
      deal_with(worker, work, sums);
      if (work.stream && work.chunk.size > kHugeChunk) worker.forget();
      supply_.done(work);
    }
    const std::lock_guard lock(mutex_);
    stats_.merge(sums);
  } catch (const std::exception& error) {
    console_.error(fmt::format("a worker stopped: {}", reason_of(error)));
    stop_ = true;
    supply_.done(work);
  }
  const std::lock_guard lock(mutex_);
  --working_;
  worker_ended_.notify_one();
}

void CleanRun::say_status(const Rendered& rendered) {
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
}

void CleanRun::deal_with(CleanWorker& worker, Work& work, Stats& sums) {
  const InputFile& input = inputs_.files[work.input];
  const Rendered rendered = worker.clean(work, input);
  // Of a part the publisher says it, and of an input only once.
  if (!work.stream) say_status(rendered);
  const tl::expected<Published, WriteError> published = publisher_.publish(work, input, rendered, worker.sums());
  if (!published) {
    console_.error(published.error().message);
    if (published.error().fatal) write_failed_ = true;
    sums.add_failed();
    ++settled_;
    return;
  }
  const bool is_over = !work.stream && (rendered.status == Status::skipped || rendered.status == Status::failed);
  // What came after the end of the run counts nowhere.
  if (*published == Published::dropped && !is_over) return;
  begun_ = begun_ || !rendered.out.empty();
  documents_ += worker.sums().documents();
  bytes_ += worker.sums().bytes_in();
  sums.merge(worker.sums());
  if (*published == Published::input) ++finished_;
  if (*published == Published::input || is_over) ++settled_;
}

void CleanRun::supervise() {
  std::unique_lock lock(mutex_);
  auto deadline = Clock::time_point::max();
  while (!worker_ended_.wait_for(lock, kTick, [this] { return working_ == 0; })) {
    const auto now = Clock::now();
    if (stop_requested() && deadline == Clock::time_point::max()) {
      stop_ = true;
      deadline = now + kGrace;
    }
    if (now >= deadline) abandon();
    if (now - start_ >= kFirstProgress) show_progress(now - start_);
  }
  console_.clear_progress();
}

bool CleanRun::shows_progress() const {
  return !inputs_.is_stdin() && !(settings_.to_stdout() && console_.stdout_is_terminal());
}

void CleanRun::show_progress(Clock::duration elapsed) {
  if (!shows_progress()) return;
  constexpr double kMegabyte = 1e6;
  const std::size_t settled = settled_;
  const double share = (static_cast<double>(settled) + supply_.progress()) / static_cast<double>(total());
  const double time = seconds(elapsed);
  std::string line = fmt::format("{:.0f} %", share * 100);
  if (total() > 1) line += fmt::format(", {} of {}", with_commas(settled), counted(total(), "file", "files"));
  line += fmt::format(", {}, {:.0f} MB/s, {:.0f} s", counted(documents_.load(), "document", "documents"),
                      static_cast<double>(bytes_) / kMegabyte / time, time);
  if (share > kShareToForetell) line += fmt::format(", {} left", rough_time(time / share - time));
  console_.show_progress(line);
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
  std::string how;
  if (!settings_.output.empty() && !settings_.dry_run) {
    how = fmt::format("; to go on, run the same command {}", settings_.resume ? "again" : "with --resume");
  } else if (stop_requested() && settings_.in_place) {
    how = settings_.ledger.empty() ? "; to go on, run the same command again"
                                   : "; to go on, run the same command with another --ledger";
  }
  if (total() == 1) {
    console_.error(fmt::format(
        "{}: {}{}", why,
        settings_.to_stdout() && begun_ ? "the output is not complete" : "the document was not written", how));
    return;
  }
  console_.error(fmt::format("{}: {} of {} finished, the others are untouched{}", why, with_commas(finished_.load()),
                             counted(total(), "file", "files"), how));
}

int CleanRun::finish() {
  workers_.clear();
  const bool all = settled_ >= total() && !write_failed_;
  const Written reports = publisher_.finish(stats_.to_json(), all);
  if (!reports) console_.error(reports.error().message);
  if (all && reports) manifest_.finish();
  if (settings_.stats) {
    std::string table;
    stats_.write_table(console_.verbose(), table);
    console_.write_err(table);
  }
  if (!all) say_stopped();
  if (const std::uint64_t untold = context_.untold(); untold > 0) {
    console_.error(fmt::format("and {} more of this kind; -v says all", with_commas(untold)));
  }
  const bool many = !inputs_.is_single() || stats_.documents() > 1 || skipped_by_resume_ > 0;
  if ((many && !inputs_.is_stdin()) || console_.verbose() || settings_.dry_run) console_.summary(summary());
  if (stop_requested() && !all) return kSignalBase + stop_signal();
  const std::uint64_t troubles =
      inputs_.failed + stats_.failed() + stats_.skipped() + stats_.damaged() + passed_.load();
  return status(!all || !reports || troubles > 0 ? Exit::look : Exit::done);
}

std::string CleanRun::summary() const {
  std::string text =
      fmt::format("{}{}: {} {}, {} removed, {} found", settings_.dry_run ? "dry run of " : "",
                  counted(stats_.documents(), "document", "documents"), with_commas(stats_.changed()),
                  settings_.dry_run ? "would change" : "changed",
                  human_bytes(static_cast<std::uint64_t>(std::max<std::int64_t>(0, stats_.bytes_removed()))),
                  counted(stats_.site_count(), "site", "sites"));
  text += site_sources(stats_);
  const std::uint64_t failed = stats_.failed() + inputs_.failed;
  if (stats_.refused() > 0) text += fmt::format(", {} refused", with_commas(stats_.refused()));
  if (stats_.capped() > 0) text += fmt::format(", {} with capped rules", with_commas(stats_.capped()));
  if (stats_.site_ties() > 0) text += fmt::format(", {} with a site tie", with_commas(stats_.site_ties()));
  if (stats_.skipped() > 0) text += fmt::format(", {} skipped", with_commas(stats_.skipped()));
  if (failed > 0) text += fmt::format(", {} failed", with_commas(failed));
  if (stats_.others() > 0) text += fmt::format(", {} without text", with_commas(stats_.others()));
  if (stats_.damaged() > 0) text += fmt::format(", {}", counted(stats_.damaged(), "damaged place", "damaged places"));
  if (skipped_by_resume_ > 0) {
    text += fmt::format(", {} finished before", counted(skipped_by_resume_, "input", "inputs"));
  }
  return text + fmt::format(", {:.1f} s", seconds(Clock::now() - start_));
}

}  // namespace pith
