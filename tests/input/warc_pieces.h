// A WARC file in memory for tests, in members or plain, that is read in pieces of any size; and what a reader says of
// it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "input/warc_reader.h"

namespace pith::test {

struct Member {
  std::string bytes;
  bool damaged = false;  // behind the bytes
};

// Offsets are as if members were stored: that of a member is the size of all before it.
class PieceSource final : public WarcSource {
 public:
  // A signal comes after so many reads.
  PieceSource(const std::vector<Member>& members, bool has_members, std::size_t read_size,
              std::uint64_t reads = ~std::uint64_t{0})
      : members_(members), has_members_(has_members), read_size_(read_size), reads_(reads) {}

  Read read(std::span<char> room) override {
    largest_room_ = std::max(largest_room_, room.size());
    if (reads_ == 0) return {0, Then::interrupted};
    --reads_;
    if (member_ == members_.size()) return {0, Then::end};
    const Member& member = members_[member_];
    member_offset_ = before_;
    const std::size_t size = std::min({room.size(), read_size_, member.bytes.size() - at_});
    std::memcpy(room.data(), member.bytes.data() + at_, size);
    at_ += size;
    delivered_ += size;
    if (at_ < member.bytes.size()) return {size, Then::more};
    if (member.damaged) {
      damage_ = {before_ + member.bytes.size(), "the member is damaged"};
      return {size, Then::damaged};
    }
    advance();
    if (has_members_) return {size, Then::member_end};
    return {size, member_ == members_.size() ? Then::end : Then::more};
  }
  const Damage& damage() const override { return damage_; }
  bool resume() override {
    advance();
    return member_ < members_.size();
  }
  bool has_members() const override { return has_members_; }
  std::uint64_t member_offset() const override { return has_members_ ? member_offset_ : 0; }

  std::uint64_t delivered() const { return delivered_; }
  std::size_t largest_room() const { return largest_room_; }

 private:
  void advance() {
    before_ += members_[member_].bytes.size();
    ++member_;
    at_ = 0;
  }

  const std::vector<Member>& members_;
  bool has_members_;
  std::size_t read_size_;
  std::uint64_t reads_;
  std::size_t member_ = 0;
  std::size_t at_ = 0;
  std::uint64_t before_ = 0;
  std::uint64_t member_offset_ = 0;
  std::uint64_t delivered_ = 0;
  std::size_t largest_room_ = 0;
  Damage damage_;
};

// One thing that a reader said; the parts of a large record are one.
struct Said {
  WarcStep step = WarcStep::end;
  WarcPlace place;
  std::string bytes;    // of the record
  std::string block;    // of a record that is held
  std::string message;  // of damage
  std::uint64_t lost = 0;
  friend bool operator==(const Said&, const Said&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Said& said) {
    return out << static_cast<int>(said.step) << " at " << said.place.offset << '+' << said.place.inside << ": "
               << said.bytes.size() << " bytes '" << said.bytes.substr(0, 100) << "', block '"
               << said.block.substr(0, 100) << "', " << said.lost << " lost: " << said.message << '\n';
  }
};

// Everything that a reader says of the file, and `bytes_add_up`: what it said covers what it read.
struct Told {
  std::vector<Said> said;
  bool bytes_add_up = false;
  bool interrupted = false;
  bool parts_are_in_order = true;
};

inline Told read_all(const std::vector<Member>& members, bool has_members, std::size_t read_size,
                     std::uint64_t limit = WarcReader::kLimit, std::uint64_t reads = ~std::uint64_t{0}) {
  PieceSource source(members, has_members, read_size, reads);
  WarcReader reader(source, limit);
  Told told;
  std::uint64_t bytes = 0;
  bool in_parts = false;
  WarcStep step = reader.next();
  for (; step != WarcStep::end && step != WarcStep::interrupted; step = reader.next()) {
    Said said = {step, {}, {}, {}, {}, 0};
    if (step == WarcStep::record) {
      const WarcRecord& record = reader.record();
      said.place = record.place;
      said.bytes = record.bytes();
      said.block = record.block;
    } else if (step == WarcStep::damage) {
      said.place = reader.damage().place;
      said.message = reader.damage().reason;
      said.lost = reader.damage().bytes;
    } else {
      const WarcPart& part = reader.part();
      said.place = part.place;
      said.bytes = part.bytes;
      if (part.first == in_parts) told.parts_are_in_order = false;
      if (!part.first) {
        told.said.back().bytes += part.bytes;
        bytes += part.bytes.size();
        in_parts = !part.last;
        continue;
      }
      in_parts = !part.last;
    }
    if (in_parts && step != WarcStep::part) told.parts_are_in_order = false;
    bytes += said.bytes.size() + said.lost;
    told.said.push_back(std::move(said));
  }
  told.interrupted = step == WarcStep::interrupted;
  told.bytes_add_up = told.interrupted ? bytes <= source.delivered() : bytes == source.delivered();
  if (in_parts && !told.interrupted) told.parts_are_in_order = false;
  return told;
}

}  // namespace pith::test
