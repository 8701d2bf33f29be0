#include "cli/publisher.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>

#include "cli/clean_plan.h"
#include "cli/real_path.h"
#include "input/descriptor.h"
#include "output/terminal.h"

namespace pith {
namespace {

bool is_same_state(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino && a.st_size == b.st_size &&
         a.st_mtim.tv_sec == b.st_mtim.tv_sec && a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

bool is_there(const std::string& path) {
  struct stat state = {};
  return ::lstat(path.c_str(), &state) == 0;
}

// Gives the original a second name, which the new text does not touch. Where links cannot be, the original is renamed.
Written keep_original(const std::string& path, const std::string& backup) {
  if (::link(path.c_str(), backup.c_str()) == 0) return {};
  const int code = errno;
  const bool no_links = code == EPERM || code == EOPNOTSUPP || code == EMLINK || code == ENOSYS;
  if (no_links && !is_there(backup) && ::rename(path.c_str(), backup.c_str()) == 0) return {};
  return tl::unexpected(write_error("cannot write", backup, code));
}

// Ends a turn however its holder leaves.
class Turn {
 public:
  Turn(std::mutex& mutex, std::condition_variable& changed, std::size_t& turn, std::size_t index)
      : mutex_(mutex), changed_(changed), turn_(turn) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return turn_ == index; });
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    {
      const std::lock_guard lock(mutex_);
      ++turn_;
    }
    changed_.notify_all();
  }

 private:
  std::mutex& mutex_;
  std::condition_variable& changed_;
  std::size_t& turn_;
};

}  // namespace

Written Publisher::open() {
  for (auto [file, path] : {std::pair(&ledger_, &settings_.ledger), std::pair(&sums_, &settings_.stats_json)}) {
    if (path->empty()) continue;
    auto opened = AtomicFile::create_report(*path, unfinished_);
    if (!opened) return tl::unexpected(std::move(opened).error());
    file->emplace(*std::move(opened));
  }
  return {};
}

tl::expected<bool, WriteError> Publisher::publish(std::size_t index, const InputFile& input, const Rendered& rendered) {
  const bool is_text = rendered.status == Status::cleaned || rendered.status == Status::passed;
  auto prepared = is_text && !closed_ ? prepare(input, rendered) : Prepared();
  std::optional<Turn> turn;
  if (ordered_) turn.emplace(mutex_, turn_changed_, turn_, index);
  if (closed_) return false;
  if (!is_text) {
    if (settings_.fail_fast) closed_ = true;
    return false;
  }
  Written written = prepared.and_then([&](std::optional<AtomicFile>& file) { return put(input, rendered, file); });
  if (written) return true;
  if (written.error().fatal || settings_.fail_fast) closed_ = true;
  return tl::unexpected(std::move(written).error());
}

Publisher::Prepared Publisher::prepare(const InputFile& input, const Rendered& rendered) {
  const bool to_file = !settings_.dry_run && (settings_.in_place ? rendered.changed : !settings_.output.empty());
  if (!to_file) return {};
  const std::shared_lock lock(writing_);
  auto file = settings_.in_place ? open_in_place(input.path, rendered)
                                 : AtomicFile::create(target_of(settings_, input), unfinished_);
  if (!file) return tl::unexpected(std::move(file).error());
  if (Written written = file->write(rendered.out); !written) return tl::unexpected(std::move(written).error());
  return *std::move(file);
}

Written Publisher::put(const InputFile& input, const Rendered& rendered, std::optional<AtomicFile>& file) {
  const std::shared_lock lock(writing_);
  // The ledger comes before the text is gone, and only when it can go.
  if (ledger_ && !rendered.ledger.empty()) {
    if (Written written = ledger_->write(rendered.ledger); !written) {
      written.error().fatal = true;
      return written;
    }
  }
  if (settings_.to_stdout()) return write_stdout(rendered.out);
  if (!file) return {};
  if (settings_.backup.empty()) return file->commit();
  const std::string original = behind_links(input.path);
  return keep_original(original, original + settings_.backup).and_then([&] { return file->commit(); });
}

tl::expected<AtomicFile, WriteError> Publisher::open_in_place(const std::string& path, const Rendered& rendered) {
  const std::string target = behind_links(path);
  const std::string backup = target + settings_.backup;
  struct stat now = {};
  if (!S_ISREG(rendered.state.st_mode)) {
    return tl::unexpected(WriteError{fmt::format("left '{}' as it is: it is no ordinary file", path), false});
  }
  if (::stat(target.c_str(), &now) != 0 || !is_same_state(now, rendered.state)) {
    return tl::unexpected(WriteError{fmt::format("left '{}' as it is: it changed while it was cleaned", path), false});
  }
  if (!settings_.backup.empty() && is_there(backup)) {
    return tl::unexpected(
        WriteError{fmt::format("left '{}' as it is: its backup '{}' is there already; remove it or use another suffix",
                               path, backup),
                   false});
  }
  return AtomicFile::create(target, unfinished_, &rendered.state);
}

Written Publisher::write_stdout(std::span<const std::string_view> pieces) const {
  std::string safe;
  std::string_view whole;
  if (escape_) {
    std::string joined;
    for (const std::string_view piece : pieces) joined += piece;
    std::string_view text = joined;
    // A line end may stay as it is; it steers nothing.
    for (std::size_t end = text.find("\r\n"); end != std::string_view::npos; end = text.find("\r\n")) {
      safe += printable(text.substr(0, end), Keep::lines_and_tabs);
      safe += '\n';
      text.remove_prefix(end + 2);
    }
    safe += printable(text, Keep::lines_and_tabs);
    whole = safe;
    pieces = std::span(&whole, 1);
  }
  const int code = write_all(STDOUT_FILENO, pieces);
  if (code == 0) return {};
  WriteError error = write_error("cannot write", "stdout", code);
  error.fatal = true;
  return tl::unexpected(std::move(error));
}

Written Publisher::finish(std::string_view sums) {
  Written written;
  if (ledger_) written = ledger_->commit();
  if (written && sums_) written = sums_->write(sums).and_then([&] { return sums_->commit(); });
  return written;
}

void Publisher::abandon(std::chrono::milliseconds patience) {
  closed_ = true;
  // Never unlocked: whoever waits for it waits for the end of the program.
  const bool between = writing_.try_lock_for(patience);
  if (ledger_) static_cast<void>(ledger_->commit());
  static_cast<void>(between);
  unfinished_.unlink_all();
}

}  // namespace pith
