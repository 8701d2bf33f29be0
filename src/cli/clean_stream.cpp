#include "cli/clean_stream.h"

#include <exception>

#include "cli/console.h"

namespace pith {

std::optional<std::uint64_t> CleanStream::read(Chunk& chunk, std::string& failure) {
  if (is_over_) return std::nullopt;
  try {
    if (auto* lines = std::get_if<LineChunks>(&chunks_)) lines->next(chunk);
    if (auto* records = std::get_if<WarcChunks>(&chunks_)) records->next(chunk);
  } catch (const std::exception& error) {
    // Every part that is begun must end, or the others would wait for it.
    chunk.clear();
    chunk.is_last = true;
    failure = reason_of(error);
  }
  is_over_ = chunk.is_last;
  offset_ = opened_.offset();
  return parts_++;
}

double CleanStream::progress() const {
  const std::uint64_t size = opened_.size();
  return size == 0 ? 0 : std::min(1.0, static_cast<double>(offset_) / static_cast<double>(size));
}

}  // namespace pith
