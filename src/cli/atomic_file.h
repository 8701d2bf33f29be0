// Files that are written whole or not at all: a temporary file in the target's folder, then a rename. Links are
// followed, never replaced. What leads to a device, a pipe or an open file cannot be renamed to: it is written
// directly.
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "input/descriptor.h"

namespace pith {

// A write that failed. After a fatal one (a full disk) no other is likely to succeed.
struct WriteError {
  std::string message;
  bool fatal = false;
};

using Written = tl::expected<void, WriteError>;

// What failed at `path`, with the errno as words.
WriteError write_error(std::string_view what, std::string_view path, int code);

// The names of all unfinished files, so that they can be removed when work is dropped. Safe to share between threads.
class UnfinishedFiles {
 public:
  // A new name in the folder of `target`: hidden, and never taken for an input (input/tree.h).
  std::string add(const std::string& target);
  void remove(const std::string& name);
  // Deletes the files that are still there.
  void unlink_all();

 private:
  std::mutex mutex_;
  std::set<std::string> names_;
  std::uint64_t count_ = 0;
};

// One file on its way. Deleted again unless commit() was called and worked.
class AtomicFile {
 public:
  // Opens a file that will become `target`, or what `target` leads to; missing folders are made. With `like`, it gets
  // that file's permissions and, if allowed, owner.
  static tl::expected<AtomicFile, WriteError> create(std::string target, UnfinishedFiles& unfinished,
                                                     const struct stat* like = nullptr);
  // The same for a report: "-" is stdout.
  static tl::expected<AtomicFile, WriteError> create_report(const std::string& path, UnfinishedFiles& unfinished);

  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&&) = delete;
  ~AtomicFile();

  Written write(std::string_view text);
  Written write(std::span<const std::string_view> pieces);
  // What was written so far, in bytes.
  std::uint64_t size() const { return size_; }
  // Takes back all but the first `size` bytes. What is written directly stays.
  Written cut(std::uint64_t size);
  // Puts the file into the target's place, over what was there.
  Written commit();

 private:
  AtomicFile(std::string target, std::string name, Descriptor file, UnfinishedFiles& unfinished)
      : target_(std::move(target)), name_(std::move(name)), file_(std::move(file)), unfinished_(&unfinished) {}

  // With a descriptor of this process.
  static tl::expected<AtomicFile, WriteError> share(std::string target, int fd, UnfinishedFiles& unfinished);
  static tl::expected<AtomicFile, WriteError> open_directly(std::string target, UnfinishedFiles& unfinished);
  void drop();

  std::string target_;
  std::string name_;  // empty: moved from, committed, or written directly
  Descriptor file_;
  std::uint64_t size_ = 0;
  UnfinishedFiles* unfinished_;
};

}  // namespace pith
