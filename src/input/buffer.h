// Memory for bytes that come from outside: unlike a string it grows without being written to, so what was not read into
// takes no room.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>

namespace pith {

class Buffer {
 public:
  char* data() const { return data_.get(); }
  std::size_t capacity() const { return capacity_; }

  // Makes room for `capacity` bytes; what is there stays. Throws std::bad_alloc.
  void reserve(std::size_t capacity) {
    if (capacity <= capacity_) return;
    // Large blocks are moved by the page tables: nothing is copied.
    void* grown = std::realloc(data_.get(), capacity);
    if (grown == nullptr) throw std::bad_alloc();
    static_cast<void>(data_.release());
    data_.reset(static_cast<char*>(grown));
    capacity_ = capacity;
  }

 private:
  struct Free {
    void operator()(char* data) const { std::free(data); }
  };
  std::unique_ptr<char, Free> data_;
  std::size_t capacity_ = 0;
};

}  // namespace pith
