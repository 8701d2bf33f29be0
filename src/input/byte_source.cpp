#include "input/byte_source.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace pith {
namespace {

// A member found behind damage counts when it decodes that far. Chance finds its first bytes once in 134 MB of
// compressed data, and then hardly ever decodes twenty bytes.
constexpr std::size_t kEnoughDecoded = 512;

// How far before the damage a member is looked for: a decoder may read on for a while, across the next member's
// beginning, before it notices. Not further: a member that is stored in another one would be taken for one of the
// file's.
constexpr std::uint64_t kLookBack = InputBuffer::kHistory;
// Bytes that may be gone back over in all, beside as many as were decoded once: so no byte is decoded often.
constexpr std::uint64_t kFreeWayBack = std::uint64_t{1} << 20;

tl::unexpected<Error> cannot_read(const std::string& path, int code) {
  return tl::unexpected(Error{fmt::format("cannot read '{}': {}", path, errno_text(code))});
}

}  // namespace

Result<ByteSource> ByteSource::open(const std::string& path, const SourceOptions& options) {
  int fd = -1;
  do {
    // A pipe waits here for its writer.
    fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  } while (fd < 0 && errno == EINTR && !options.stopped());
  Descriptor file(fd);
  struct stat status = {};
  if (!file.is_open() || ::fstat(file.get(), &status) != 0) return cannot_read(path, errno);
  if (S_ISDIR(status.st_mode)) return cannot_read(path, EISDIR);
  ByteSource source(InputBuffer(std::move(file), options.stopped), path, options);
  source.status_ = status;
  return source;
}

ByteSource ByteSource::borrow(int fd, std::string name, const SourceOptions& options) {
  ByteSource source(InputBuffer(fd, options.stopped), std::move(name), options);
  // Of what cannot be asked the first read will tell.
  if (::fstat(fd, &source.status_) != 0) source.status_ = {};
  const off_t at = S_ISREG(source.status_.st_mode) ? ::lseek(fd, 0, SEEK_CUR) : 0;
  source.started_at_ = at > 0 ? static_cast<std::uint64_t>(at) : 0;
  return source;
}

ByteSource::ByteSource(InputBuffer input, std::string name, const SourceOptions& options)
    : input_(std::move(input)), name_(std::move(name)), stop_at_members_(options.stop_at_members) {}

std::uint64_t ByteSource::size() const {
  if (!S_ISREG(status_.st_mode)) return 0;
  const auto size = static_cast<std::uint64_t>(status_.st_size);
  return size - std::min(size, started_at_);
}

Read ByteSource::read(std::span<char> room) {
  std::size_t size = 0;
  while (true) {
    size += deliver(room.subspan(size));
    if (ahead_begin_ < ahead_end_) return {size, Then::more};
    if (then_ == Then::member_end) {
      then_ = Then::more;
      if (stop_at_members_) return {size, Then::member_end};
    }
    if (then_ != Then::more || size == room.size()) return {size, then_};

    const std::span<char> rest = room.subspan(size);
    if (rest.size() >= MemberReader::kLeastRoom || state_ == State::plain) {
      const Step step = advance(rest);
      size += step.size;
      then_ = step.then;
    } else if (state_ == State::unread) {
      then_ = tell_kind().then;
    } else {
      const Step step = advance({ahead_.get(), MemberReader::kLeastRoom});
      ahead_begin_ = 0;
      ahead_end_ = step.size;
      then_ = step.then;
    }
  }
}

std::size_t ByteSource::deliver(std::span<char> room) {
  const std::size_t size = std::min(room.size(), ahead_end_ - ahead_begin_);
  if (size > 0) std::memcpy(room.data(), ahead_.get() + ahead_begin_, size);
  ahead_begin_ += size;
  return size;
}

ByteSource::Step ByteSource::advance(std::span<char> room) {
  switch (state_) {
    case State::unread:
      return tell_kind();
    case State::plain:
      return advance_plain(room);
    case State::between_members:
      return open_member();
    case State::in_member:
      break;
  }
  const Step step = reader_->decode(input_, room);
  if (step.then != Then::more) state_ = State::between_members;
  return step.then == Then::damaged ? fail(step, reader_->trouble()) : step;
}

ByteSource::Step ByteSource::tell_kind() {
  const Fill fill = input_.fill(kLongestMagic);
  if (fill == Fill::failed || fill == Fill::interrupted) return stop(fill, 0);
  compression_ = tell_compression(input_.pending());
  state_ = State::plain;
  if (compression_ == Compression::none) return {};
  state_ = State::between_members;
  input_.grow();
  reader_ = MemberReader::create(compression_);
  ahead_ = std::make_unique_for_overwrite<char[]>(MemberReader::kLeastRoom);
  return {};
}

ByteSource::Step ByteSource::advance_plain(std::span<char> room) {
  std::size_t size = std::min(room.size(), input_.pending().size());
  std::memcpy(room.data(), input_.pending().data(), size);
  input_.take(size);
  if (size == room.size()) return {size, Then::more};
  const Fill fill = input_.read(room.subspan(size), size);
  return stop(fill, size);
}

// At the end of a member, or of nothing yet.
ByteSource::Step ByteSource::open_member() {
  while (true) {
    const Fill fill = input_.fill(kLongestMagic);
    if (fill == Fill::interrupted || input_.pending().empty()) return stop(fill, 0);
    const std::string_view pending = input_.pending();
    const std::size_t zeros = std::min(pending.find_first_not_of('\0'), pending.size());
    if (zeros == 0) break;
    input_.take(zeros);
  }
  if (tell_compression(input_.pending()) != compression_) {
    constexpr std::string_view kMessage = "has bytes at offset {}, behind a {}, that are not another: they are ignored";
    const std::string_view noun = compression_ == Compression::gzip ? "gzip member" : "zstd frame";
    search_from_ = input_.offset();
    return fail({0, Then::damaged}, fmt::format(kMessage, input_.offset(), noun));
  }
  member_offset_ = input_.offset();
  search_from_ = member_offset_ + 1;
  reader_->start(member_offset_);
  state_ = State::in_member;
  return {};
}

ByteSource::Step ByteSource::stop(Fill fill, std::size_t size) {
  switch (fill) {
    case Fill::some:
      return {size, Then::more};
    case Fill::end:
      return {size, Then::end};
    case Fill::failed:
      return fail({size, Then::damaged}, "");
    case Fill::interrupted:
      break;
  }
  return {size, Then::interrupted};
}

ByteSource::Step ByteSource::fail(const Step& step, std::string_view trouble) {
  whole_member_ = step.whole_member;
  damage_.offset = input_.offset();
  damage_.message = input_.error() != 0 ? fmt::format("cannot read '{}': {}", name_, errno_text(input_.error()))
                                        : fmt::format("'{}' {}", name_, trouble);
  return step;
}

bool ByteSource::resume() {
  if (then_ != Then::damaged || ahead_begin_ < ahead_end_) return false;
  if (input_.error() != 0) {
    then_ = Then::end;
    return false;
  }
  if (!whole_member_ || !stands_at_member()) go_back();
  while (find_next_member()) {
    if (try_member()) return true;
  }
  return false;
}

bool ByteSource::find_next_member() {
  while (true) {
    const Fill fill = input_.fill(kLongestMagic);
    if (fill != Fill::some) {
      input_.take(input_.pending().size());
      then_ = stop(fill, 0).then;
      return false;
    }
    const std::size_t at = find_member(compression_, input_.pending());
    if (at != std::string_view::npos) {
      input_.take(at);
      return true;
    }
    input_.take(input_.pending().size() - (kLongestMagic - 1));
  }
}

bool ByteSource::try_member() {
  member_offset_ = input_.offset();
  search_from_ = member_offset_ + 1;
  reader_->start(member_offset_);
  const Step step = reader_->decode(input_, {ahead_.get(), MemberReader::kLeastRoom});
  const bool damaged = step.then == Then::damaged;
  if (damaged && !step.whole_member && step.size < kEnoughDecoded && input_.error() == 0) {
    go_back();
    return false;
  }
  if (damaged) fail(step, reader_->trouble());
  ahead_begin_ = 0;
  ahead_end_ = step.size;
  then_ = step.then;
  state_ = step.then == Then::more ? State::in_member : State::between_members;
  return true;
}

// Whether the file ends or goes on as it should. A member with a wrong checksum that ends at neither has swallowed the
// next one's beginning. One that ends at either is taken at its word: to search it would find the gzip files in it, and
// pages are often stored as such.
bool ByteSource::stands_at_member() {
  const Fill fill = input_.fill(kLongestMagic);
  return tell_compression(input_.pending()) == compression_ || (fill == Fill::end && input_.pending().empty());
}

// To where the next member may begin.
void ByteSource::go_back() {
  const std::uint64_t here = input_.offset();
  reached_ = std::max(reached_, here);
  const std::uint64_t there = std::max(search_from_, here - std::min(here, kLookBack));
  if (there > here) {
    // Not a byte of the damaged member was taken; but its first is there.
    input_.take(1);
  } else if (went_back_ + (here - there) <= reached_ + kFreeWayBack) {
    went_back_ += here - there;
    input_.go_back(there);
  }
}

}  // namespace pith
