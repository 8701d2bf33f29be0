#include "input/warc_chunks.h"

#include <cstring>

namespace pith {
namespace {

void append(Chunk& chunk, std::string_view bytes) {
  chunk.buffer.reserve(chunk.size + bytes.size() + Chunk::kSpare);
  std::memcpy(chunk.buffer.data() + chunk.size, bytes.data(), bytes.size());
  chunk.size += bytes.size();
}

}  // namespace

void WarcChunks::next(Chunk& chunk) {
  chunk.clear();
  chunk.first_record = next_record_;
  chunk.buffer.reserve(chunk_size_ + Chunk::kSpare);
  while (true) {
    if (!waits_) step_ = reader_.next();
    waits_ = false;
    switch (step_) {
      case WarcStep::record:
        waits_ = !take_record(chunk);
        break;
      case WarcStep::part:
        waits_ = chunk.size > 0;
        if (!waits_) return take_part(chunk);
        break;
      case WarcStep::damage: {
        const WarcDamage& damage = reader_.damage();
        chunk.damages.push_back({damage.place.offset, damage.message(name_)});
        break;
      }
      case WarcStep::interrupted:
      case WarcStep::end:
        chunk.is_last = true;
        return;
    }
    if (waits_) return;
  }
}

bool WarcChunks::take_record(Chunk& chunk) {
  const WarcRecord& record = reader_.record();
  const std::string_view bytes = record.bytes();
  if (chunk.size > 0 && chunk.size + bytes.size() > chunk_size_) return false;
  const std::size_t begin = chunk.size;
  append(chunk, bytes);
  chunk.records.push_back(
      {begin, begin + record.header.size(), begin + record.header.size() + record.block.size(), begin + bytes.size()});
  ++next_record_;
  return true;
}

void WarcChunks::take_part(Chunk& chunk) {
  const WarcPart& part = reader_.part();
  append(chunk, part.bytes);
  chunk.is_oversize = true;
  chunk.starts_oversize = part.first;
  if (part.last) ++next_record_;
}

}  // namespace pith
