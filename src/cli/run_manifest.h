// What a run has finished, written down while it goes, so that a later run with --resume goes on from there.
//
// It is a hidden file in the output folder, or beside the one output file. A run that comes to its end without --resume
// removes it; with --resume it stays, for inputs that come later.
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

#include "cli/atomic_file.h"
#include "cli/clean_settings.h"
#include "cli/inputs.h"
#include "input/descriptor.h"
#include "input/manifest.h"
#include "output/stats.h"

namespace pith {

class RunManifest {
 public:
  // `settings` must outlive this. Without an output folder or file nothing is ever written.
  explicit RunManifest(const CleanSettings& settings);

  // With --resume, takes the inputs out of `inputs` that an earlier run with the same `key` finished, and adds what
  // they came to to `sums`. Returns how many. Fails when the manifest is there and cannot be read.
  Result<std::size_t> skip_finished(std::string_view key, Inputs& inputs, Stats& sums);

  // All inputs were finished, and their outputs are where they belong: not when the run that wrote the one output file
  // was killed before it could be put into its place.
  bool is_settled() const { return is_settled_; }

  // How much of the one output file is finished, in bytes.
  std::uint64_t packed_size() const { return packed_size_; }

  // Begins the file, or goes on behind what skip_finished() found. While another run writes it, nothing is noted; with
  // --resume that is a failure.
  Written open(std::string_view key);

  // Notes an input: its file's `state` when it was read, the size of its output (of the one file: up to here), what it
  // came to. In the order of the inputs where there is one output file. Safe to share between threads.
  Written add(const InputFile& input, const struct stat& state, std::uint64_t written, const Stats& sums);
  // The same, but what was written is in the one file only when a later input is noted with add(), or with settle().
  Written add_waiting(const InputFile& input, const struct stat& state, const Stats& sums);
  // All inputs are in the one file now, which has this size.
  Written settle(std::uint64_t written);

  // The run came to its end.
  void finish();

 private:
  struct Noted {
    Finished input;
    std::string sums;
  };

  // The unfinished one output file holds that much.
  bool is_packed_begun(std::uint64_t size) const;
  // It is complete, and has that size.
  bool is_packed_complete(std::uint64_t size) const;
  bool is_finished(const Finished& finished, const InputFile& input) const;
  // The input that came last is in the file, or waits still: what `written` says.
  void end_last(std::uint64_t written);
  Written put_waiting();
  Written put(std::string_view lines);

  const CleanSettings& settings_;
  const std::string path_;  // empty: none
  std::uint64_t kept_ = 0;  // bytes of the manifest that hold
  std::uint64_t packed_size_ = 0;
  bool is_settled_ = false;
  std::mutex mutex_;
  std::optional<Descriptor> file_;
  std::string waiting_;        // lines
  std::optional<Noted> last_;  // the line behind them
};

// What the output depends on beside the inputs: program, rules, settings.
std::string manifest_key(const CleanSettings& settings, std::uint64_t rules);

}  // namespace pith
