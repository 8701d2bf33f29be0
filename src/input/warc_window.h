// The bytes of a WARC file as its reader sees them: a window that slides over one member after the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "input/byte_source.h"

namespace pith {

// What the reader reads from: what it needs of a ByteSource that stops at members. A member is a gzip member or a zstd
// frame; plain files have none.
class WarcSource {
 public:
  virtual ~WarcSource() = default;

  // Reads into `room`, which is not empty, and not beyond the end of a member. `interrupted` and `end` are final.
  virtual Read read(std::span<char> room) = 0;
  // After `damaged`; valid until resume().
  virtual const Damage& damage() const = 0;
  // Goes on at the next member that opens behind damage; false, and at the end, when there is none.
  virtual bool resume() = 0;
  // Known after the first read: whether there are members.
  virtual bool has_members() const = 0;
  // In bytes of the file: where the member began that the last read was from; 0 for plain files.
  virtual std::uint64_t member_offset() const = 0;
};

// A place in a file: `inside` bytes (decoded ones) behind the beginning of the member at `offset`. In a plain file
// `offset` is the place itself and `inside` is 0.
struct WarcPlace {
  std::uint64_t offset = 0;
  std::uint64_t inside = 0;
  friend bool operator==(const WarcPlace&, const WarcPlace&) = default;
};

// Shows the file segment by segment. A segment is a member, or some that were joined, or all of a plain file. Holds
// what was not skipped, and as much again at most.
class WarcWindow {
 public:
  // What stands behind bytes().
  enum class Edge : std::uint8_t { open, member, damaged, end };

  explicit WarcWindow(WarcSource& source) : source_(source) {}

  // What was read of the segment and not skipped. Valid until grow(), look_behind() or next_segment().
  std::string_view bytes() const { return {buffer_.get() + begin_, edge_at_ - begin_}; }
  Edge edge() const { return edge_; }

  // Reads on in the segment; false when nothing came: at an edge, or when a signal came.
  bool grow();
  // Grows until there are `size` bytes; false when the segment has less, or when a signal came.
  bool has(std::uint64_t size);
  // A signal ended reading for good, so no decision may rest on what is missing.
  bool interrupted() const { return interrupted_; }

  void skip(std::size_t size);

  // At the edge of a member: the first bytes of the next one, at least `size` if it has them and no signal comes.
  std::string_view look_behind(std::size_t size);
  // After look_behind(): the file ends or is damaged right behind the edge of the member.
  bool nothing_behind() const { return edge_at_ == end_ && (behind_ == Edge::end || behind_ == Edge::damaged); }
  // After look_behind(): the next member belongs to this segment.
  void join();
  // Goes on to the next segment, dropping what is left of this one. The edge must be a member's or damage.
  void next_segment();

  WarcPlace place() const;
  bool has_members() const { return source_.has_members(); }
  bool at_segment_start() const { return inside_ == 0; }
  // The segment is of several members.
  bool joined() const { return joined_; }
  const Damage& damage() const { return source_.damage(); }

 private:
  // Reads to end_, says what is behind it when that is known now, and returns how much came.
  std::size_t read(Edge& edge);
  void make_room();

  WarcSource& source_;
  std::unique_ptr<char[]> buffer_;
  std::size_t room_ = 0;     // in buffer_
  std::size_t begin_ = 0;    // in buffer_: the first byte that was not skipped
  std::size_t edge_at_ = 0;  // where what is known of the segment ends
  std::size_t end_ = 0;      // where what was read ends: behind edge_at_ stands what look_behind() read
  Edge edge_ = Edge::open;
  Edge behind_ = Edge::open;  // what stands behind end_, when that is not edge_at_
  bool interrupted_ = false;
  bool joined_ = false;
  bool opened_ = false;  // something of the segment was read, so its offset is known
  std::uint64_t offset_ = 0;
  std::uint64_t behind_offset_ = 0;
  std::uint64_t inside_ = 0;
};

}  // namespace pith
