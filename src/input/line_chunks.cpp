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
  chunk.buffer.reserve(std::max(chunk_size_, rest_.size()) + Chunk::kSpare);
  std::memcpy(chunk.buffer.data(), rest_.data(), rest_.size());
  chunk.size = rest_.size();
  rest_.clear();
  if (in_oversize_) {
    next_of_oversize(chunk);
  } else {
    next_lines(chunk);
  }
  next_line_ += count_line_ends(chunk.bytes());
}

void LineChunks::next_lines(Chunk& chunk) {
  for (std::size_t wanted = std::max(chunk_size_, chunk.size); fill(chunk, wanted); wanted += step(wanted)) {
    const std::size_t end = chunk.bytes().rfind('\n');
    if (end != std::string_view::npos) return end_at(chunk, end + 1);
    if (wanted >= largest_line_) {
      chunk.is_oversize = chunk.starts_oversize = in_oversize_ = true;
      return;
    }
  }
}

void LineChunks::next_of_oversize(Chunk& chunk) {
  fill(chunk, std::max(chunk_size_, chunk.size));
  const std::size_t end = chunk.bytes().find('\n');
  if (end == std::string_view::npos) return;
  in_oversize_ = false;
  end_at(chunk, end + 1);
  // The lines behind it come with the next chunk, even when the input ended.
  chunk.is_last = chunk.is_last && rest_.empty();
}

bool LineChunks::fill(Chunk& chunk, std::size_t size) {
  chunk.buffer.reserve(size + Chunk::kSpare);
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
  // The line may have begun in an earlier chunk.
  const bool is_cut = chunk.size == 0 ? in_oversize_ : chunk.buffer.data()[chunk.size - 1] != '\n';
  if (is_cut) chunk.buffer.data()[chunk.size++] = '\n';
  in_oversize_ = false;
}

}  // namespace pith
