#include "input/opened.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

#include "input/file.h"
#include "input/large_buffer.h"

namespace pith {
namespace {

// Enough to tell a format, and more than most documents have.
constexpr std::size_t kHead = std::size_t{1} << 14;
constexpr std::size_t kLargestDocument = std::numeric_limits<std::uint32_t>::max() - std::size_t{1};
constexpr std::size_t kLargestUnfolded = std::size_t{1} << 30;
constexpr std::size_t kFirstRead = std::size_t{1} << 16;

}  // namespace

Result<Opened> Opened::open(const std::string& path, std::optional<Format> format, bool (*stopped)()) {
  const SourceOptions options{.stop_at_members = true, .stopped = stopped};
  const bool is_stdin = path == "-";
  Result<ByteSource> source =
      is_stdin ? ByteSource::borrow(STDIN_FILENO, "stdin", options) : ByteSource::open(path, options);
  if (!source) return tl::unexpected(std::move(source).error());
  Opened opened(*std::move(source));
  opened.head_.resize(kHead);
  const Read read = opened.source_.read(opened.head_);
  opened.head_.resize(read.size);
  opened.behind_head_ = read.then;
  const std::optional<Format> named = is_stdin ? std::nullopt : format_of_name(path);
  opened.format_ = format ? *format : named ? *named : format_of_bytes(opened.head_);
  return opened;
}

Read Opened::read(std::span<char> room) {
  if (head_given_ == head_.size() && behind_head_ == Then::more) return source_.read(room);
  const std::size_t size = std::min(room.size(), head_.size() - head_given_);
  std::memcpy(room.data(), head_.data() + head_given_, size);
  head_given_ += size;
  if (head_given_ < head_.size()) return {size, Then::more};
  const Then then = std::exchange(behind_head_, Then::more);
  if (then != Then::more || size == room.size()) return {size, then};
  Read read = source_.read(room.subspan(size));
  read.size += size;
  return read;
}

Result<void> read_document(Opened& input, std::string_view name, std::string& text, bool whole) {
  const bool is_plain = input.compression() == Compression::none;
  const std::size_t largest = is_plain ? kLargestDocument : kLargestUnfolded;
  const auto expected = static_cast<std::uint64_t>(std::max<off_t>(0, input.state().st_size));
  const auto too_large = [&] {
    return tl::unexpected(Error{is_plain ? fmt::format("cannot clean '{}': it is over 4 GiB; split it", name)
                                         : fmt::format("cannot clean '{}': it unfolds to over 1 GiB; split it", name)});
  };
  if (is_plain && S_ISREG(input.state().st_mode) && expected > largest) return too_large();
  // One byte more than there is, so that the end shows without growing. Files in /proc say they are empty.
  std::size_t size = is_plain && expected > 0 ? static_cast<std::size_t>(expected) + 1 : kFirstRead;
  reserve_large(text, size);
  text.resize(size);
  std::size_t used = 0;
  while (true) {
    // At first no more than shows whether it is a text at all.
    const std::size_t wanted = used == 0 ? std::min(kHead, size) : size;
    const Read read = input.read(std::span(text).subspan(used, wanted - used));
    const bool probed = used > 0;
    used += read.size;
    if (read.then == Then::damaged) {
      text.resize(used);
      return tl::unexpected(Error{fmt::format("cannot clean '{}': {}", name, input.damage().message)});
    }
    if (read.then == Then::end || read.then == Then::interrupted) break;
    if (!whole && !probed && looks_binary(std::string_view(text).substr(0, used))) break;
    if (used > largest) return too_large();
    if (used == size) {
      size *= 2;
      reserve_large(text, size);
      text.resize(size);
    }
  }
  text.resize(used);
  return {};
}

}  // namespace pith
