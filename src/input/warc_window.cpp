#include "input/warc_window.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

namespace pith {
namespace {

// Small enough to stay in the second level of caches, large enough to make calls and moves rare.
constexpr std::size_t kFirstBuffer = std::size_t{1} << 19;
// What a ByteSource reads into without a copy.
constexpr std::size_t kLeastRead = MemberReader::kLeastRoom;

}  // namespace

void WarcWindow::make_room() {
  if (room_ - end_ >= kLeastRead) return;
  const std::size_t live = end_ - begin_;
  // A move costs no more than what was skipped since the last one.
  if (live > begin_ || room_ - live < kLeastRead) {
    room_ = std::max(kFirstBuffer, room_ * 2);
    auto larger = std::make_unique_for_overwrite<char[]>(room_);
    std::copy_n(buffer_.get() + begin_, live, larger.get());
    buffer_ = std::move(larger);
  } else {
    std::memmove(buffer_.get(), buffer_.get() + begin_, live);
  }
  edge_at_ -= begin_;
  end_ -= begin_;
  begin_ = 0;
}

std::size_t WarcWindow::read(Edge& edge) {
  make_room();
  const Read got = source_.read(std::span(buffer_.get() + end_, room_ - end_));
  end_ += got.size;
  switch (got.then) {
    case Then::more:
      break;
    case Then::interrupted:
      interrupted_ = true;
      break;
    case Then::member_end:
      edge = Edge::member;
      break;
    case Then::damaged:
      edge = Edge::damaged;
      break;
    case Then::end:
      edge = Edge::end;
      break;
  }
  return got.size;
}

bool WarcWindow::grow() {
  std::size_t size = 0;
  while (edge_ == Edge::open && size == 0 && !interrupted_) {
    size = read(edge_);
    edge_at_ = end_;
    if (opened_ || interrupted_) continue;
    offset_ = source_.member_offset();
    opened_ = true;
  }
  return size != 0;
}

bool WarcWindow::has(std::uint64_t size) {
  while (bytes().size() < size) {
    if (!grow()) return false;
  }
  return true;
}

void WarcWindow::skip(std::size_t size) {
  assert(size <= bytes().size());
  begin_ += size;
  inside_ += size;
}

std::string_view WarcWindow::look_behind(std::size_t size) {
  assert(edge_ == Edge::member);
  while (end_ - edge_at_ < size && behind_ == Edge::open && !interrupted_) {
    read(behind_);
    behind_offset_ = source_.member_offset();
  }
  return {buffer_.get() + edge_at_, end_ - edge_at_};
}

void WarcWindow::join() {
  assert(edge_ == Edge::member);
  joined_ = true;
  edge_at_ = end_;
  edge_ = behind_;
  behind_ = Edge::open;
}

void WarcWindow::next_segment() {
  begin_ = edge_at_;
  inside_ = 0;
  if (edge_ == Edge::damaged) {
    joined_ = false;
    opened_ = false;
    edge_ = source_.resume() ? Edge::open : Edge::end;
    return;
  }
  assert(edge_ == Edge::member);
  opened_ = end_ != edge_at_ || behind_ != Edge::open;
  offset_ = behind_offset_;
  join();
  joined_ = false;
}

WarcPlace WarcWindow::place() const {
  if (!source_.has_members()) return {offset_ + inside_, 0};
  return {offset_, inside_};
}

}  // namespace pith
