// An open file that closes itself, and whole writes.
#pragma once

#include <unistd.h>

#include <cerrno>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace pith {

// Owns a POSIX file descriptor.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }

  bool is_open() const { return fd_ >= 0; }
  int get() const { return fd_; }

  // Closes and says whether that worked: on some file systems a write fails only here. Returns 0 or an errno.
  int close() {
    if (fd_ < 0) return 0;
    return ::close(std::exchange(fd_, -1)) == 0 || errno == EINTR ? 0 : errno;
  }

 private:
  int fd_ = -1;
};

// Writes all of `text`, or all of the pieces one behind the other. Returns 0 or an errno.
int write_all(int fd, std::string_view text);
int write_all(int fd, std::span<const std::string_view> pieces);

// What an errno means, in English: "No such file or directory".
std::string errno_text(int code);

}  // namespace pith
