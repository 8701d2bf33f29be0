#include "cli/clean_supply.h"

#include <fmt/format.h>

#include <exception>

#include "cli/console.h"

namespace pith {

bool CleanSupply::next(Work& work) {
  work.document.reset();
  work.failure.clear();
  return in_order_ ? next_in_order(work) : next_of_any(work);
}

void CleanSupply::done(Work& work) {
  if (!work.stream || work.chunk.size <= kHugeChunk) return;
  work.chunk = Chunk();
  {
    const std::lock_guard lock(mutex_);
    --huge_;
  }
  no_huge_.notify_all();
}

bool CleanSupply::next_of_any(Work& work) {
  if (work.stream && read(work.stream, work)) return true;
  work.stream.reset();
  if (open_next(work)) return true;
  while (const auto stream = stream_to_help()) {
    if (read(stream, work)) return true;
  }
  return false;
}

bool CleanSupply::next_in_order(Work& work) {
  const std::lock_guard lock(order_);
  work.stream.reset();
  if (const auto stream = stream_to_help(); stream && read(stream, work)) return true;
  return open_next(work);
}

bool CleanSupply::open_next(Work& work) {
  const std::size_t index = next_++;
  if (index >= inputs_.files.size()) return false;
  work.input = index;
  work.part = 0;
  work.is_last = true;
  try {
    if (const Result<void> opened = open(work); !opened) work.failure = opened.error().message;
  } catch (const std::exception& error) {
    work.stream.reset();
    work.failure = fmt::format("cannot read '{}': {}", inputs_.files[index].path, reason_of(error));
  }
  if (!work.stream) return true;
  // Others may have read all of it by now, but not when in order.
  const std::shared_ptr<CleanStream> stream = work.stream;
  return read(stream, work) || next_of_any(work);
}

// Whole documents are for this thread alone.
Result<void> CleanSupply::open(Work& work) {
  Result<Opened> opened = Opened::open(inputs_.files[work.input].path, settings_.document.format);
  if (!opened) return tl::unexpected(std::move(opened).error());
  if (opened->format() == Format::text || opened->format() == Format::page) {
    work.document.emplace(*std::move(opened));
    return {};
  }
  work.stream = std::make_shared<CleanStream>(work.input, *std::move(opened));
  const std::lock_guard lock(mutex_);
  streams_.push_back(work.stream);
  return {};
}

bool CleanSupply::read(const std::shared_ptr<CleanStream>& stream, Work& work) {
  const auto reading = stream->reading();
  {
    std::unique_lock lock(mutex_);
    no_huge_.wait(lock, [this] { return huge_ == 0; });
  }
  const std::optional<std::uint64_t> part = stream->read(work.chunk, work.failure);
  if (!part) return false;
  work.input = stream->input();
  work.part = *part;
  work.is_last = work.chunk.is_last;
  work.stream = stream;
  const std::lock_guard lock(mutex_);
  if (work.is_last) std::erase(streams_, stream);
  if (work.chunk.size > kHugeChunk) ++huge_;
  return true;
}

std::shared_ptr<CleanStream> CleanSupply::stream_to_help() {
  const std::lock_guard lock(mutex_);
  return streams_.empty() ? nullptr : streams_.front();
}

double CleanSupply::progress() const {
  const std::lock_guard lock(mutex_);
  double read = 0;
  for (const auto& stream : streams_) read += stream->progress();
  return read;
}

}  // namespace pith
