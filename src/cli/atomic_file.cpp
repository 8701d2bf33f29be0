#include "cli/atomic_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <filesystem>

#include "cli/real_path.h"
#include "input/tree.h"

namespace pith {
namespace {

constexpr mode_t kNewFile = 0666;  // less the umask
constexpr mode_t kOwnerOnly = 0600;
constexpr mode_t kPermissions = 07777;

bool is_fatal(int code) {
  return code == ENOSPC || code == EDQUOT || code == EIO || code == EROFS || code == EPIPE;
}

tl::unexpected<WriteError> fail(std::string_view what, std::string_view path, int code) {
  return tl::unexpected(write_error(what, path, code));
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash + 1);
}

// The descriptor of this process that a name in /proc means ("/proc/self/fd/1", as /dev/stdout is one), or -1.
int own_descriptor(const std::string& path) {
  std::error_code error;
  const auto folder = std::filesystem::canonical(folder_of(path), error);
  if (error || folder != fmt::format("/proc/{}/fd", ::getpid())) return -1;
  const std::string name = path.substr(path.rfind('/') + 1);
  int fd = -1;
  const auto [end, code] = std::from_chars(name.data(), name.data() + name.size(), fd);
  return code == std::errc() && end == name.data() + name.size() ? fd : -1;
}

}  // namespace

WriteError write_error(std::string_view what, std::string_view path, int code) {
  return {fmt::format("{} '{}': {}", what, path, errno_text(code)), is_fatal(code)};
}

std::string UnfinishedFiles::add(const std::string& target) {
  const std::lock_guard lock(mutex_);
  std::string name = fmt::format("{}{}{}-{}{}", folder_of(target), kOwnPrefix, ::getpid(), ++count_, kUnfinishedSuffix);
  names_.insert(name);
  return name;
}

void UnfinishedFiles::remove(const std::string& name) {
  const std::lock_guard lock(mutex_);
  names_.erase(name);
}

void UnfinishedFiles::unlink_all() {
  const std::lock_guard lock(mutex_);
  for (const std::string& name : names_) ::unlink(name.c_str());
}

tl::expected<AtomicFile, WriteError> AtomicFile::create(std::string target, UnfinishedFiles& unfinished,
                                                        const struct stat* like) {
  for (int i = 0; i < kMostLinks && is_link(target); ++i) {
    // Before it is followed: what this link says is the name of an open file, not the file.
    if (const int fd = own_descriptor(target); fd >= 0) return share(std::move(target), fd, unfinished);
    target = behind_link(target);
  }
  struct stat state = {};
  if (::stat(target.c_str(), &state) == 0) {
    if (S_ISDIR(state.st_mode)) return fail("cannot write", target, EISDIR);
    if (!S_ISREG(state.st_mode)) return open_directly(std::move(target), unfinished);
  }
  const mode_t mode = like == nullptr ? kNewFile : kOwnerOnly;
  bool made_folders = false;
  while (true) {
    std::string name = unfinished.add(target);
    Descriptor file(::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
    const int code = errno;
    if (file.is_open()) {
      if (like != nullptr) {
        // Only root may give files away; whoever may not keeps the file, as an editor would.
        if (::fchown(file.get(), like->st_uid, like->st_gid) != 0) errno = 0;
        if (::fchmod(file.get(), like->st_mode & kPermissions) != 0) errno = 0;
      }
      return AtomicFile(std::move(target), std::move(name), std::move(file), unfinished);
    }
    unfinished.remove(name);
    if (code == EEXIST) continue;  // left behind by a process that was killed and had our number
    if (code != ENOENT || made_folders) return fail("cannot write", target, code);
    std::error_code error;
    std::filesystem::create_directories(folder_of(target), error);
    if (error) return fail("cannot make the folder", folder_of(target), error.value());
    made_folders = true;
  }
}

tl::expected<AtomicFile, WriteError> AtomicFile::create_report(const std::string& path, UnfinishedFiles& unfinished) {
  return path == "-" ? share("stdout", STDOUT_FILENO, unfinished) : create(path, unfinished);
}

tl::expected<AtomicFile, WriteError> AtomicFile::share(std::string target, int fd, UnfinishedFiles& unfinished) {
  // Not opened anew: that would begin at the start of the file and write over what the others wrote.
  Descriptor file(::fcntl(fd, F_DUPFD_CLOEXEC, 0));
  if (!file.is_open()) return fail("cannot write", target, errno);
  return AtomicFile(std::move(target), "", std::move(file), unfinished);
}

tl::expected<AtomicFile, WriteError> AtomicFile::open_directly(std::string target, UnfinishedFiles& unfinished) {
  Descriptor file(::open(target.c_str(), O_WRONLY | O_CLOEXEC));
  if (!file.is_open()) return fail("cannot write", target, errno);
  return AtomicFile(std::move(target), "", std::move(file), unfinished);
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : target_(std::move(other.target_)),
      name_(std::exchange(other.name_, {})),
      file_(std::move(other.file_)),
      size_(other.size_),
      unfinished_(other.unfinished_) {}

AtomicFile::~AtomicFile() {
  drop();
}

void AtomicFile::drop() {
  if (name_.empty()) return;
  ::unlink(name_.c_str());
  unfinished_->remove(name_);
  name_.clear();
}

Written AtomicFile::write(std::string_view text) {
  return write(std::span(&text, 1));
}

Written AtomicFile::write(std::span<const std::string_view> pieces) {
  const int code = write_all(file_.get(), pieces);
  if (code != 0) return fail("cannot write", target_, code);
  for (const std::string_view piece : pieces) size_ += piece.size();
  return {};
}

Written AtomicFile::cut(std::uint64_t size) {
  if (name_.empty() || size >= size_) return {};
  const auto end = static_cast<off_t>(size);
  if (::ftruncate(file_.get(), end) != 0 || ::lseek(file_.get(), end, SEEK_SET) != end) {
    return fail("cannot write", target_, errno);
  }
  size_ = size;
  return {};
}

Written AtomicFile::commit() {
  if (const int code = file_.close(); code != 0) return fail("cannot write", target_, code);
  if (name_.empty()) return {};
  if (::rename(name_.c_str(), target_.c_str()) != 0) return fail("cannot write", target_, errno);
  unfinished_->remove(name_);
  name_.clear();
  return {};
}

}  // namespace pith
