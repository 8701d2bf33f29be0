// What a decoder reads from: the bytes of an open file in a buffer, the last of those already taken still at hand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "input/descriptor.h"

namespace pith {

// How an attempt to have more bytes ended.
enum class Fill : std::uint8_t {
  some,         // they are there
  end,          // the file ends before
  failed,       // the system says no: see InputBuffer::error()
  interrupted,  // by a signal
};

// The bytes of a file, a pipe or a terminal. Offsets are bytes from where reading began. The end and an error are
// final: nothing is read behind them. Movable; one thread at a time.
class InputBuffer {
 public:
  // How far go_back() reaches at least, once that much was taken.
  static constexpr std::size_t kHistory = std::size_t{128} << 10;

  // Closes `file` in the end.
  InputBuffer(Descriptor file, bool (*stopped)()) : owned_(std::move(file)), fd_(owned_.get()), stopped_(stopped) {}
  // `fd` stays open.
  InputBuffer(int fd, bool (*stopped)()) : fd_(fd), stopped_(stopped) {}

  // What was read and not yet taken. Valid until the next call that is not const.
  std::string_view pending() const { return {buffer_.get() + begin_, end_ - begin_}; }
  void take(std::size_t size) { begin_ += size; }

  // Reads until at least `least` bytes (of half the buffer at most) are pending; of pending bytes none is lost, however
  // it ends. A read that waits is given up when a signal comes and `stopped()`.
  Fill fill(std::size_t least);

  // The buffer holds only a few bytes until then: enough to tell what a file is, and a plain file's other bytes need
  // not go through it.
  void grow() { capacity_ = kCapacity; }

  // Past the buffer, from which all must have been taken: some when `room` is full, else how it ended. Adds the bytes
  // to `size`.
  Fill read(std::span<char> room, std::size_t& size);

  // To `offset`, which was taken already, or as near as possible.
  void go_back(std::uint64_t offset);

  std::uint64_t offset() const { return base_ + begin_; }  // of the first pending byte
  int error() const { return error_; }                     // the errno behind `failed`, or 0

 private:
  static constexpr std::size_t kFirstCapacity = 16;
  static constexpr std::size_t kCapacity = std::size_t{512} << 10;

  Fill read_some(char* to, std::size_t size, std::size_t& got);
  void make_room();

  Descriptor owned_;
  int fd_;
  bool (*stopped_)();
  std::unique_ptr<char[]> buffer_;  // not a vector: what a small file does not need is not touched
  std::size_t size_ = 0;            // of the buffer
  std::size_t capacity_ = kFirstCapacity;
  std::size_t begin_ = 0;   // of what is pending, in the buffer
  std::size_t end_ = 0;     // likewise
  std::uint64_t base_ = 0;  // the offset of the buffer's first byte
  int error_ = 0;
  bool at_end_ = false;
};

}  // namespace pith
