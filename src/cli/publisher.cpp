#include "cli/publisher.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <exception>

#include "cli/clean_plan.h"
#include "cli/console.h"
#include "cli/real_path.h"
#include "input/descriptor.h"
#include "output/terminal.h"

namespace pith {
namespace {

bool is_same_state(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino && a.st_size == b.st_size &&
         a.st_mtim.tv_sec == b.st_mtim.tv_sec && a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

// What `write` says, or that memory ran out: work that is not through its turn would stop all others.
template <class Write>
auto guarded(const InputFile& input, const Write& write) -> decltype(write()) {
  try {
    return write();
  } catch (const std::exception& error) {
    return tl::unexpected(WriteError{fmt::format("cannot write '{}': {}", input.path, reason_of(error)), false});
  }
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

}  // namespace

Written Publisher::open() {
  for (auto [file, path] : {std::pair(&ledger_, &settings_.ledger), std::pair(&sums_, &settings_.stats_json)}) {
    if (path->empty()) continue;
    auto opened = AtomicFile::create_report(*path, unfinished_);
    if (!opened) return tl::unexpected(std::move(opened).error());
    file->emplace(*std::move(opened));
  }
  if (!settings_.packed || settings_.dry_run) return {};
  auto packed = PackedFile::open(settings_.output, manifest_.packed_size());
  if (!packed) return tl::unexpected(std::move(packed).error());
  packed_.emplace(*std::move(packed));
  return {};
}

tl::expected<Published, WriteError> Publisher::publish(const Work& work, const InputFile& input,
                                                       const Rendered& rendered, const Stats& sums) {
  return work.stream ? publish_part(work, input, rendered, sums) : publish_document(work, input, rendered, sums);
}

tl::expected<Published, WriteError> Publisher::publish_document(const Work& work, const InputFile& input,
                                                                const Rendered& rendered, const Stats& sums) {
  const bool is_text = rendered.status == Status::cleaned || rendered.status == Status::passed;
  Prepared prepared = guarded(input, [&] { return is_text && !closed_ ? prepare(input, rendered) : Prepared(); });
  std::optional<Turns::Turn> turn;
  if (in_order_) turn.emplace(turns_, work.input, work.part, work.is_last);
  if (closed_) return Published::dropped;
  if (!is_text) {
    if (settings_.fail_fast) closed_ = true;
    // It will not be a text when the run goes on, and what comes behind it can only be skipped when it is noted.
    if (packed_ && !closed_ && rendered.status == Status::skipped) {
      if (Written noted = note(input, rendered.state, 0, sums); !noted) return fail(std::move(noted).error());
    }
    return Published::dropped;
  }
  std::uint64_t size = 0;
  Written written = guarded(input, [&] {
    return prepared
        .and_then([&](std::optional<AtomicFile>& file) {
          size = file ? file->size() : 0;
          return put(input, rendered, file);
        })
        .and_then([&] { return note(input, rendered.state, size, sums); });
  });
  if (!written) return fail(std::move(written).error());
  return Published::input;
}

tl::expected<Published, WriteError> Publisher::publish_part(const Work& work, const InputFile& input,
                                                            const Rendered& rendered, const Stats& sums) {
  const Turns::Turn turn(in_order_ ? turns_ : work.stream->turns, work.input, work.part, work.is_last);
  if (closed_) return Published::dropped;
  CleanStream::Delivery& delivery = work.stream->delivery;
  if (delivery.has_failed) return Published::dropped;
  delivery.is_changed = delivery.is_changed || rendered.changed;
  delivery.is_damaged = delivery.is_damaged || !work.chunk.damages.empty();
  Written written = rendered.status == Status::failed
                        ? tl::unexpected(WriteError{rendered.message, false})
                        : guarded(input, [&] { return put_part(work, input, rendered, sums); });
  if (!written) {
    delivery.has_failed = true;
    delivery.file.reset();
    return fail(std::move(written).error());
  }
  if (delivery.is_damaged && settings_.fail_fast) closed_ = true;
  return work.is_last ? Published::input : Published::part;
}

tl::unexpected<WriteError> Publisher::fail(WriteError error) {
  // In an output that all share, a part is missing now.
  if (settings_.to_stdout() || packed_) error.fatal = true;
  if (Written cut = cut_ledger(); !cut) error = std::move(cut).error();
  if (error.fatal || settings_.fail_fast) closed_ = true;
  return tl::unexpected(std::move(error));
}

Publisher::Prepared Publisher::prepare(const InputFile& input, const Rendered& rendered) {
  if (settings_.in_place ? !rendered.changed || settings_.dry_run : !settings_.is_mirrored()) return {};
  const std::shared_lock lock(writing_);
  auto file = create(input, rendered.state);
  if (!file) return tl::unexpected(std::move(file).error());
  if (Written written = file->write(rendered.out); !written) return tl::unexpected(std::move(written).error());
  return *std::move(file);
}

tl::expected<AtomicFile, WriteError> Publisher::create(const InputFile& input, const struct stat& state) {
  return settings_.in_place ? open_in_place(input.path, state)
                            : AtomicFile::create(target_of(settings_, input), unfinished_);
}

Written Publisher::put(const InputFile& input, const Rendered& rendered, std::optional<AtomicFile>& file) {
  const std::shared_lock lock(writing_);
  // The ledger comes before the text is gone, and only when it can go.
  if (Written written = put_ledger(rendered.ledger); !written) return written;
  Written written;
  if (settings_.to_stdout()) {
    written = write_stdout(rendered.out);
  } else if (packed_) {
    written = put_packed(rendered);
  } else if (file) {
    written = put_in_place_of(input, *file);
  }
  if (written) keep_ledger();
  return written;
}

Written Publisher::put_part(const Work& work, const InputFile& input, const Rendered& rendered, const Stats& sums) {
  const std::shared_lock lock(writing_);
  CleanStream::Delivery& delivery = work.stream->delivery;
  if (delivery.sums) {
    delivery.sums->merge(sums);
  } else {
    delivery.sums = sums;
  }
  const struct stat& state = work.stream->opened().state();
  if (work.part == 0 && (settings_.in_place || settings_.is_mirrored()) && !settings_.dry_run) {
    auto file = create(input, state);
    if (!file) return tl::unexpected(std::move(file).error());
    delivery.file.emplace(*std::move(file));
  }
  if (Written written = put_ledger(rendered.ledger); !written) return written;
  if (settings_.to_stdout()) {
    if (Written written = write_stdout(rendered.out); !written) return written;
  } else if (packed_) {
    if (Written written = put_packed(rendered); !written) return written;
  } else if (delivery.file) {
    if (Written written = delivery.file->write(rendered.out); !written) return written;
  }
  if (!work.is_last) return {};
  std::uint64_t size = 0;
  if (delivery.file) {
    size = delivery.file->size();
    if (settings_.in_place && (delivery.is_damaged || !delivery.is_changed)) {
      delivery.file.reset();
      if (delivery.is_damaged) {
        return tl::unexpected(WriteError{
            fmt::format("left '{}' as it is: what is damaged in it would be lost; use --output", input.path), false});
      }
    } else if (Written written = put_in_place_of(input, *delivery.file); !written) {
      return written;
    }
  }
  keep_ledger();
  // What could not be read to its end may be readable the next time; in one file there is no way back behind it.
  if (delivery.is_damaged && !packed_) return {};
  return note(input, state, size, *delivery.sums);
}

Written Publisher::put_ledger(std::string_view lines) {
  if (!ledger_ || lines.empty()) return {};
  Written written = ledger_->write(lines);
  if (!written) written.error().fatal = true;
  return written;
}

void Publisher::keep_ledger() {
  if (ledger_) ledger_size_ = ledger_->size();
}

Written Publisher::cut_ledger() {
  // What is on stdout is there, and so its ledger stays.
  return ledger_ && !settings_.to_stdout() ? ledger_->cut(ledger_size_) : Written();
}

Written Publisher::put_packed(const Rendered& rendered) {
  if (!rendered.is_compressed) return packed_->write(rendered.out);
  for (const std::string_view piece : rendered.out) {
    if (Written written = packed_->write_compressed(piece); !written) return written;
  }
  return {};
}

Written Publisher::put_in_place_of(const InputFile& input, AtomicFile& file) {
  if (settings_.backup.empty()) return file.commit();
  const std::string original = behind_links(input.path);
  return keep_original(original, original + settings_.backup).and_then([&] { return file.commit(); });
}

Written Publisher::note(const InputFile& input, const struct stat& state, std::uint64_t written, const Stats& sums) {
  if (!packed_) return manifest_.add(input, state, written, sums);
  return packed_->is_flushed() ? manifest_.add(input, state, packed_->size(), sums)
                               : manifest_.add_waiting(input, state, sums);
}

tl::expected<AtomicFile, WriteError> Publisher::open_in_place(const std::string& path, const struct stat& state) {
  const std::string target = behind_links(path);
  const std::string backup = target + settings_.backup;
  struct stat now = {};
  if (!S_ISREG(state.st_mode)) {
    return tl::unexpected(WriteError{fmt::format("left '{}' as it is: it is no ordinary file", path), false});
  }
  if (::stat(target.c_str(), &now) != 0 || !is_same_state(now, state)) {
    return tl::unexpected(WriteError{fmt::format("left '{}' as it is: it changed while it was cleaned", path), false});
  }
  if (!settings_.backup.empty() && is_there(backup)) {
    return tl::unexpected(
        WriteError{fmt::format("left '{}' as it is: its backup '{}' is there already; remove it or use another suffix",
                               path, backup),
                   false});
  }
  return AtomicFile::create(target, unfinished_, &state);
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
      safe += printable(text.substr(0, end), Raw::lines_and_tabs);
      safe += '\n';
      text.remove_prefix(end + 2);
    }
    safe += printable(text, Raw::lines_and_tabs);
    whole = safe;
    pieces = std::span(&whole, 1);
  }
  const int code = write_all(STDOUT_FILENO, pieces);
  if (code == 0) return {};
  WriteError error = write_error("cannot write", "stdout", code);
  error.fatal = true;
  return tl::unexpected(std::move(error));
}

Written Publisher::finish(std::string_view sums, bool all) {
  Written written;
  if (packed_ && all) {
    written = packed_->flush().and_then([&] { return manifest_.settle(packed_->size()); }).and_then([&] {
      return packed_->commit();
    });
  }
  if (written && ledger_) written = cut_ledger().and_then([&] { return ledger_->commit(); });
  if (written && sums_) written = sums_->write(sums).and_then([&] { return sums_->commit(); });
  return written;
}

void Publisher::abandon(std::chrono::milliseconds patience) {
  closed_ = true;
  // Never unlocked: whoever waits for it waits for the end of the program.
  const bool between = writing_.try_lock_for(patience);
  if (between) static_cast<void>(cut_ledger());
  if (ledger_) static_cast<void>(ledger_->commit());
  unfinished_.unlink_all();
}

}  // namespace pith
