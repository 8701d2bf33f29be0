#include "cli/packed_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>

#include "cli/real_path.h"
#include "input/chunk.h"
#include "input/format.h"
#include "input/tree.h"

namespace pith {
namespace {

constexpr mode_t kNewFile = 0666;  // less the umask

tl::unexpected<WriteError> fail(std::string_view path, int code) {
  WriteError error = write_error("cannot write", path, code);
  error.fatal = true;
  return tl::unexpected(std::move(error));
}

}  // namespace

std::string PackedFile::unfinished_name(const std::string& target) {
  const std::size_t name = target.rfind('/') + 1;  // npos + 1 is 0
  return fmt::format("{}{}{}{}", target.substr(0, name), kOwnPrefix, target.substr(name), kUnfinishedSuffix);
}

tl::expected<PackedFile, WriteError> PackedFile::open(const std::string& target, std::uint64_t kept) {
  std::string behind = behind_links(target);
  std::string name = unfinished_name(behind);
  const std::string folder = behind.substr(0, behind.rfind('/') + 1);
  if (!folder.empty()) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return tl::unexpected(write_error("cannot make the folder", folder, error.value()));
  }
  Descriptor file(::open(name.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, kNewFile));
  struct stat state = {};
  struct stat named = {};
  if (!file.is_open()) return fail(name, errno);
  const bool is_taken = ::flock(file.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  if (::fstat(file.get(), &state) != 0) return fail(name, errno);
  // Between the two calls it may have become another run's complete output.
  const bool is_gone = ::stat(name.c_str(), &named) != 0 || named.st_ino != state.st_ino;
  if (is_taken || is_gone) {
    return tl::unexpected(WriteError{fmt::format("cannot write '{}': another pith is writing it", target), true});
  }
  if (static_cast<std::uint64_t>(state.st_size) < kept) {
    return tl::unexpected(WriteError{
        fmt::format("cannot go on with '{}': '{}' is shorter than it was; run without --resume", target, name), true});
  }
  const auto begin = static_cast<off_t>(kept);
  if (::ftruncate(file.get(), begin) != 0 || ::lseek(file.get(), begin, SEEK_SET) != begin) return fail(name, errno);
  const Compression compression = compression_of_name(behind);
  return PackedFile(std::move(behind), std::move(name), std::move(file), kept, compression);
}

Written PackedFile::write(std::span<const std::string_view> pieces) {
  for (const std::string_view piece : pieces) waiting_ += piece;
  return waiting_.size() < kChunkSize ? Written() : flush();
}

Written PackedFile::write_compressed(std::string_view bytes) {
  return flush().and_then([&] { return put(bytes); });
}

Written PackedFile::flush() {
  if (waiting_.empty()) return {};
  std::string_view bytes = waiting_;
  if (compression_ != Compression::none) {
    compressed_.clear();
    compressor_.append(waiting_, compressed_);
    bytes = compressed_;
  }
  Written written = put(bytes);
  waiting_.clear();
  return written;
}

Written PackedFile::put(std::string_view bytes) {
  if (const int code = write_all(file_.get(), bytes); code != 0) return fail(target_, code);
  size_ += bytes.size();
  return {};
}

Written PackedFile::commit() {
  if (::rename(name_.c_str(), target_.c_str()) != 0) return fail(target_, errno);
  if (const int code = file_.close(); code != 0) return fail(target_, code);
  return {};
}

}  // namespace pith
