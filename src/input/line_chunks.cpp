#include "input/line_chunks.h"

#include <algorithm>
#include <cstring>

namespace pith {
namespace {

// Lines of records are long: finding one end after the other is faster than comparing every byte.
std::uint64_t count_line_ends(std::string_view bytes) {
  std::uint64_t count = 0;
  for (std::size_t at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1)) ++count;
  return count;
}

// How much more is read of a line that is longer than `size`: of huge ones, not much of what is behind them.
std::size_t step(std::size_t size) {
  constexpr std::size_t kHuge = std::size_t{16} << 20;
  return size < kHuge ? size : size / 4;
}

}  // namespace

void LineChunks::next(Chunk& chunk) {
  chunk.clear();
  chunk.is_oversize = in_oversize_;
  chunk.first_record = next_line_;
  chunk.buffer.reserve(std::max(chunk_size_, rest_.size()) + Chunk::kPadding);
  std::memcpy(chunk.buffer.data(), rest_.data(), rest_.size());
  chunk.size = rest_.size();
  rest_.clear();
  for (std::size_t wanted = std::max(chunk_size_, chunk.size); fill(chunk, wanted); wanted += step(wanted)) {
    const std::string_view bytes = chunk.bytes();
    const std::size_t end = in_oversize_ ? bytes.find('\n') : bytes.rfind('\n');
    if (end != std::string_view::npos) {
      chunk.ends_oversize = in_oversize_;
      in_oversize_ = false;
      end_at(chunk, end + 1);
      break;
    }
    if (in_oversize_) break;
    if (wanted >= largest_line_) {
      chunk.is_oversize = chunk.starts_oversize = in_oversize_ = true;
      break;
    }
  }
  next_line_ += count_line_ends(chunk.bytes());
}

bool LineChunks::fill(Chunk& chunk, std::size_t size) {
  chunk.buffer.reserve(size + Chunk::kPadding);
  while (chunk.size < size) {
    const Read read = input_.read(std::span(chunk.buffer.data() + chunk.size, size - chunk.size));
    chunk.size += read.size;
    switch (read.then) {
      case Then::more:
      case Then::member_end:
        break;
      case Then::end:
      case Then::interrupted:
        chunk.is_last = true;
        return false;
      case Then::damaged:
        note_damage(chunk);
        return false;
    }
  }
  return true;
}

void LineChunks::end_at(Chunk& chunk, std::size_t size) {
  rest_.assign(chunk.buffer.data() + size, chunk.size - size);
  chunk.size = size;
}

void LineChunks::note_damage(Chunk& chunk) {
  chunk.damages.push_back(input_.damage());
  chunk.is_last = !input_.resume();
  in_oversize_ = false;
  if (chunk.size > 0 && chunk.buffer.data()[chunk.size - 1] != '\n') chunk.buffer.data()[chunk.size++] = '\n';
}

}  // namespace pith
