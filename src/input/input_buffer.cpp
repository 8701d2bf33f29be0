#include "input/input_buffer.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace pith {

Fill InputBuffer::fill(std::size_t least) {
  while (end_ - begin_ < least) {
    make_room();
    std::size_t got = 0;
    const Fill fill = read_some(buffer_.get() + end_, size_ - end_, got);
    end_ += got;
    if (fill != Fill::some) return fill;
  }
  return Fill::some;
}

Fill InputBuffer::read(std::span<char> room, std::size_t& size) {
  base_ += end_;
  begin_ = end_ = 0;
  while (!room.empty()) {
    std::size_t got = 0;
    const Fill fill = read_some(room.data(), room.size(), got);
    base_ += got;
    size += got;
    if (fill != Fill::some) return fill;
    room = room.subspan(got);
  }
  return Fill::some;
}

void InputBuffer::go_back(std::uint64_t offset) {
  begin_ = offset > base_ ? std::min(begin_, static_cast<std::size_t>(offset - base_)) : 0;
}

// Something when it returns `some`.
Fill InputBuffer::read_some(char* to, std::size_t size, std::size_t& got) {
  while (!at_end_ && error_ == 0) {
    if (stopped_()) return Fill::interrupted;
    const ssize_t count = ::read(fd_, to, size);
    if (count > 0) {
      got = static_cast<std::size_t>(count);
      return Fill::some;
    }
    at_end_ = count == 0;
    if (count < 0 && errno != EINTR) error_ = errno;
  }
  return at_end_ ? Fill::end : Fill::failed;
}

void InputBuffer::make_room() {
  if (size_ < capacity_) {
    auto larger = std::make_unique_for_overwrite<char[]>(capacity_);
    std::copy_n(buffer_.get(), end_, larger.get());
    buffer_ = std::move(larger);
    size_ = capacity_;
  }
  if (end_ < size_) return;
  const std::size_t kept = begin_ - std::min(begin_, kHistory);
  std::memmove(buffer_.get(), buffer_.get() + kept, end_ - kept);
  base_ += kept;
  begin_ -= kept;
  end_ -= kept;
}

}  // namespace pith
