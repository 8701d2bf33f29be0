// Writes what was cleaned: to stdout or files, and to the ledger. Safe to share between threads.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>

#include "cli/atomic_file.h"
#include "cli/clean_document.h"
#include "cli/clean_settings.h"

namespace pith {

class Publisher {
 public:
  // With `escape`, texts on stdout are made safe for a terminal.
  Publisher(const CleanSettings& settings, bool escape)
      : settings_(settings),
        escape_(escape && settings.form == Form::text),
        ordered_(settings.to_stdout() || !settings.ledger.empty()) {}

  // Opens the ledger and the file for sums. Nothing is written before.
  Written open();

  // Writes one result; true when it is where it belongs. Must be called once for every index from 0 on, in any order
  // and by many threads: where the order of the output matters, it waits until the smaller ones are through, so every
  // thread holds at most one result. After a fatal failure, and with --fail-fast after any, nothing more is written.
  tl::expected<bool, WriteError> publish(std::size_t index, const InputFile& input, const Rendered& rendered);

  // Nothing more will be written.
  bool is_closed() const { return closed_; }

  // Completes the ledger, and the file for sums with `sums`.
  Written finish(std::string_view sums);

  // For a program that ends now, whatever other threads do: waits, but not longer than `patience`, until no result is
  // half written, keeps the ledger of those that are, and removes unfinished files. Nothing may be published after.
  void abandon(std::chrono::milliseconds patience);

 private:
  // A document's file, written but not in its place yet; nothing when it needs none.
  using Prepared = tl::expected<std::optional<AtomicFile>, WriteError>;

  Prepared prepare(const InputFile& input, const Rendered& rendered);
  tl::expected<AtomicFile, WriteError> open_in_place(const std::string& path, const Rendered& rendered);
  // Makes the result visible.
  Written put(const InputFile& input, const Rendered& rendered, std::optional<AtomicFile>& file);
  Written write_stdout(std::span<const std::string_view> pieces) const;

  const CleanSettings& settings_;
  const bool escape_;
  const bool ordered_;
  UnfinishedFiles unfinished_;
  std::optional<AtomicFile> ledger_;
  std::optional<AtomicFile> sums_;
  std::atomic<bool> closed_ = false;

  std::mutex mutex_;
  std::condition_variable turn_changed_;
  std::size_t turn_ = 0;
  // Shared while a result is written, exclusive to end the program between two.
  std::shared_timed_mutex writing_;
};

}  // namespace pith
