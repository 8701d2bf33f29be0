#include "cli/run_manifest.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cli/clean_plan.h"
#include "cli/packed_file.h"
#include "cli/real_path.h"
#include "input/manifest.h"
#include "input/tree.h"
#include "pith.h"

namespace pith {
namespace {

constexpr mode_t kNewFile = 0666;  // less the umask
constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

std::string path_of(const CleanSettings& settings) {
  if (settings.output.empty() || settings.dry_run) return {};
  if (settings.packed) return PackedFile::unfinished_name(behind_links(settings.output)) + ".manifest";
  // Shards of one job may share a folder.
  const std::string shard =
      settings.shard.count == 1 ? "" : fmt::format("-{}-of-{}", settings.shard.index + 1, settings.shard.count);
  return fmt::format("{}/{}manifest{}.jsonl", settings.output, kOwnPrefix, shard);
}

std::int64_t modified(const struct stat& state) {
  return std::int64_t{state.st_mtim.tv_sec} * kNanosecondsPerSecond + state.st_mtim.tv_nsec;
}

Finished finished_of(const InputFile& input, const struct stat& state, std::uint64_t written) {
  return {input.path, static_cast<std::uint64_t>(state.st_size), modified(state), written, {}};
}

}  // namespace

RunManifest::RunManifest(const CleanSettings& settings) : settings_(settings), path_(path_of(settings)) {}

bool RunManifest::is_finished(const Finished& finished, const InputFile& input) const {
  struct stat state = {};
  if (::stat(input.path.c_str(), &state) != 0 || static_cast<std::uint64_t>(state.st_size) != finished.size ||
      modified(state) != finished.modified || !S_ISREG(state.st_mode)) {
    return false;
  }
  return settings_.packed || (::stat(target_of(settings_, input).c_str(), &state) == 0 &&
                              static_cast<std::uint64_t>(state.st_size) == finished.written);
}

bool RunManifest::is_packed_begun(std::uint64_t size) const {
  struct stat state = {};
  return ::stat(PackedFile::unfinished_name(behind_links(settings_.output)).c_str(), &state) == 0 &&
         static_cast<std::uint64_t>(state.st_size) >= size;
}

bool RunManifest::is_packed_complete(std::uint64_t size) const {
  struct stat state = {};
  return !is_packed_begun(0) && ::stat(behind_links(settings_.output).c_str(), &state) == 0 &&
         static_cast<std::uint64_t>(state.st_size) == size;
}

Result<std::size_t> RunManifest::skip_finished(std::string_view key, Inputs& inputs, Stats& sums) {
  if (!settings_.resume || path_.empty()) return 0;
  auto manifest = read_manifest(path_);
  if (!manifest) return tl::unexpected(std::move(manifest).error());
  if (manifest->key != key) return 0;
  std::vector<Finished>& found = manifest->inputs;
  std::size_t skipped = 0;
  if (settings_.packed) {
    // One output can only be continued behind the last input that is whole in it, and only when nothing before changed.
    while (!found.empty() && found.back().written == kWaiting) found.pop_back();
    const bool same = found.size() <= inputs.files.size() &&
                      std::ranges::equal(found, std::span(inputs.files).first(found.size()),
                                         [&](const Finished& finished, const InputFile& input) {
                                           return finished.input == input.path && is_finished(finished, input);
                                         });
    if (!same || found.empty()) return 0;
    // What is complete cannot be gone on with: there must be nothing left to do.
    is_settled_ = found.size() == inputs.files.size() && is_packed_complete(found.back().written);
    if (!is_settled_ && !is_packed_begun(found.back().written)) return 0;
    kept_ = found.back().end;
    packed_size_ = found.back().written;
    for (const Finished& finished : found) sums.merge(finished.sums);
    skipped = found.size();
    inputs.files.erase(inputs.files.begin(), inputs.files.begin() + static_cast<std::ptrdiff_t>(skipped));
    return skipped;
  }
  std::unordered_map<std::string_view, const Finished*> by_name;
  for (const Finished& finished : found) by_name[finished.input] = &finished;
  skipped = std::erase_if(inputs.files, [&](const InputFile& input) {
    const auto known = by_name.find(input.path);
    if (known == by_name.end() || !is_finished(*known->second, input)) return false;
    sums.merge(known->second->sums);
    return true;
  });
  kept_ = manifest->size;
  is_settled_ = skipped > 0 && inputs.files.empty();
  return skipped;
}

Written RunManifest::open(std::string_view key) {
  if (path_.empty()) return {};
  file_.emplace(::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, kNewFile));
  if (file_->is_open() && ::flock(file_->get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    // Two runs may fill a folder, each with inputs of its own; but lines of both in one manifest would be taken for
    // the work of one.
    file_.reset();
    if (!settings_.resume) return {};
    return tl::unexpected(WriteError{
        fmt::format("cannot go on in '{}': another pith is writing there; wait for it", settings_.output), true});
  }
  if (!file_->is_open() || ::ftruncate(file_->get(), static_cast<off_t>(kept_)) != 0) {
    return tl::unexpected(write_error("cannot write", path_, errno));
  }
  return kept_ == 0 ? put(manifest_head(key)) : Written();
}

Written RunManifest::add(const InputFile& input, const struct stat& state, std::uint64_t written, const Stats& sums) {
  if (!file_) return {};
  const std::string line = manifest_line(finished_of(input, state, written), sums.to_json());
  const std::lock_guard lock(mutex_);
  end_last(kWaiting);
  waiting_ += line;
  return put_waiting();
}

Written RunManifest::add_waiting(const InputFile& input, const struct stat& state, const Stats& sums) {
  if (!file_) return {};
  const std::lock_guard lock(mutex_);
  end_last(kWaiting);
  last_ = Noted{finished_of(input, state, kWaiting), sums.to_json()};
  return {};
}

Written RunManifest::settle(std::uint64_t written) {
  if (!file_) return {};
  const std::lock_guard lock(mutex_);
  end_last(written);
  return put_waiting();
}

void RunManifest::end_last(std::uint64_t written) {
  if (!last_) return;
  last_->input.written = written;
  waiting_ += manifest_line(last_->input, last_->sums);
  last_.reset();
}

Written RunManifest::put_waiting() {
  Written written = put(waiting_);
  waiting_.clear();
  return written;
}

Written RunManifest::put(std::string_view lines) {
  if (const int code = write_all(file_->get(), lines); code != 0) {
    WriteError error = write_error("cannot write", path_, code);
    error.fatal = true;
    return tl::unexpected(std::move(error));
  }
  return {};
}

void RunManifest::finish() {
  if (file_ && !settings_.resume) ::unlink(path_.c_str());
  file_.reset();
}

std::string manifest_key(const CleanSettings& settings, std::uint64_t rules) {
  const DocumentOptions& document = settings.document;
  std::string all = fmt::format("{}|{:016x}|{}|{}|{}|{}", version(), rules, static_cast<int>(settings.form),
                                settings.document.format ? static_cast<int>(*settings.document.format) : -1,
                                settings.keep_page, document.site_from_path);
  const auto add = [&](std::string_view part) { all += fmt::format("|{}:{}", part.size(), part); };
  for (const std::string& part :
       {settings.attributes, settings.keep, document.site, document.url, document.lang, document.date}) {
    add(part);
  }
  for (std::size_t field = 0; field < kJsonFields; ++field) {
    for (const std::string& path : settings.document.keys.paths(static_cast<JsonField>(field))) add(path);
    all += ';';
  }
  return fmt::format("{:016x}", XXH3_64bits(all.data(), all.size()));
}

}  // namespace pith
