// Writes what was cleaned: to stdout or files, and to the ledger. Safe to share between threads.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>

#include "cli/atomic_file.h"
#include "cli/clean_document.h"
#include "cli/clean_settings.h"
#include "cli/clean_supply.h"
#include "cli/packed_file.h"
#include "cli/run_manifest.h"
#include "cli/turns.h"

namespace pith {

// What became of a piece of work.
enum class Published : std::uint8_t {
  dropped,  // nothing: the run is over, or there is nothing to write
  part,     // it is where it belongs, and more of its input comes
  input,    // it is where it belongs, and so is all of its input
};

class Publisher {
 public:
  // With `escape`, texts on stdout are made safe for a terminal.
  Publisher(const CleanSettings& settings, RunManifest& manifest, bool escape)
      : settings_(settings),
        manifest_(manifest),
        escape_(escape && (settings.form == Form::same || settings.form == Form::text)),
        in_order_(settings.to_stdout() || settings.packed || !settings.ledger.empty()) {}

  // Results are written in the order of the inputs.
  bool is_in_order() const { return in_order_; }

  // Opens the ledger, the file for sums and the one output file. Nothing is written before.
  Written open();

  // Writes one result. Must be called once for all work that is handed out, in any order and by many threads: where the
  // order of the output matters, it waits until what comes before is through, so every thread holds at most one result.
  // Never throws, but fails. `sums` is what the work came to. After a fatal failure, and with --fail-fast after any,
  // nothing more is written.
  tl::expected<Published, WriteError> publish(const Work& work, const InputFile& input, const Rendered& rendered,
                                              const Stats& sums);

  // Nothing more will be written.
  bool is_closed() const { return closed_; }

  // Completes the ledger, the one output file when `all` inputs are through, and the file for sums with `sums`.
  Written finish(std::string_view sums, bool all);

  // For a program that ends now, whatever other threads do: waits, but not longer than `patience`, until no result is
  // half written, keeps the ledger of those that are, and removes unfinished files. Nothing may be published after.
  void abandon(std::chrono::milliseconds patience);

 private:
  // A document's file, written but not in its place yet; nothing when it needs none.
  using Prepared = tl::expected<std::optional<AtomicFile>, WriteError>;

  tl::expected<Published, WriteError> publish_document(const Work& work, const InputFile& input,
                                                       const Rendered& rendered, const Stats& sums);
  tl::expected<Published, WriteError> publish_part(const Work& work, const InputFile& input, const Rendered& rendered,
                                                   const Stats& sums);
  Prepared prepare(const InputFile& input, const Rendered& rendered);
  // A new file for the input's output, empty.
  tl::expected<AtomicFile, WriteError> create(const InputFile& input, const struct stat& state);
  tl::expected<AtomicFile, WriteError> open_in_place(const std::string& path, const struct stat& state);
  // Makes a document's result visible.
  Written put(const InputFile& input, const Rendered& rendered, std::optional<AtomicFile>& file);
  Written put_part(const Work& work, const InputFile& input, const Rendered& rendered, const Stats& sums);
  Written put_ledger(std::string_view lines);
  // An input is through, and what the ledger says of it holds.
  void keep_ledger();
  // Takes the lines of one out that is not through, and will not be.
  Written cut_ledger();
  Written put_packed(const Rendered& rendered);
  Written put_in_place_of(const InputFile& input, AtomicFile& file);
  Written note(const InputFile& input, const struct stat& state, std::uint64_t written, const Stats& sums);
  Written write_stdout(std::span<const std::string_view> pieces) const;
  // The work could not be written: closes when nothing more should be.
  tl::unexpected<WriteError> fail(WriteError error);

  const CleanSettings& settings_;
  RunManifest& manifest_;
  const bool escape_;
  const bool in_order_;
  UnfinishedFiles unfinished_;
  std::optional<AtomicFile> ledger_;
  std::uint64_t ledger_size_ = 0;  // of the inputs that are through
  std::optional<AtomicFile> sums_;
  std::optional<PackedFile> packed_;
  std::atomic<bool> closed_ = false;
  Turns turns_;
  // Shared while a result is written, exclusive to end the program between two.
  std::shared_timed_mutex writing_;
};

}  // namespace pith
