// How many documents, and on how many hosts, each of very many keys was seen: a sketch of bounded size.
//
// Lossy counting (Manku and Motwani 2002) over a table of fixed size: when the table is full, the rarest keys go, and a
// key that comes (back) later starts with what it may have had when the rare ones went. So a count is never too small,
// and too large by at most slack(). As long as nothing had to go (some 780,000 keys), counts are exact.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace pith {

struct KeyCount {
  std::uint32_t documents = 0;
  std::uint32_t hosts = 0;  // 3 means three or more
};

// 16 bytes a key: 16 MiB at most (twice that while rare keys go).
class KeyCounts {
 public:
  static constexpr std::size_t kMostSlots = std::size_t{1} << 20;

  // `most_slots` is a power of two.
  explicit KeyCounts(std::size_t most_slots = kMostSlots);

  // Once a document and key; `key` must not be 0, `host` is a hash.
  void add(std::uint64_t key, std::uint64_t host);

  KeyCount of(std::uint64_t key) const;

  // What a count may be too large by.
  std::uint32_t slack() const { return slack_; }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t documents = 0;
    std::uint32_t hosts = 0;  // three marks of ten bits, from the lowest on; 0: none
  };

  std::size_t slot_of(std::uint64_t key) const;
  void make_room();
  void rebuild(std::size_t slots);

  std::size_t most_slots_;
  std::vector<Slot> slots_;
  std::size_t used_ = 0;
  std::uint32_t slack_ = 0;
};

// How many different hosts there are: exact up to 255, then an estimate (the k smallest hashes; Bar-Yossef and others
// 2002) that is off by some 6 %.
class HostCount {
 public:
  void add(std::uint64_t host);
  std::uint64_t count() const;

 private:
  std::vector<std::uint64_t> smallest_;  // sorted
};

}  // namespace pith
