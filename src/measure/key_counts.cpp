#include "measure/key_counts.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

namespace pith {
namespace {

constexpr std::size_t kFirstSlots = std::size_t{1} << 12;
constexpr unsigned kMarks = 3;
constexpr unsigned kMarkBits = 10;
constexpr std::uint32_t kMarkMask = (1U << kMarkBits) - 1;
constexpr std::size_t kMostHosts = 256;

// Of two hosts, one in a thousand has the mark of the other: then two are counted for one.
void add_mark(std::uint64_t host, std::uint32_t& marks) {
  const auto mark = static_cast<std::uint32_t>(host % kMarkMask + 1);
  for (unsigned i = 0; i < kMarks; ++i) {
    const std::uint32_t there = marks >> (i * kMarkBits) & kMarkMask;
    if (there == mark) return;
    if (there == 0) {
      marks |= mark << (i * kMarkBits);
      return;
    }
  }
}

std::uint32_t count_marks(std::uint32_t marks) {
  std::uint32_t n = 0;
  for (unsigned i = 0; i < kMarks; ++i) n += (marks >> (i * kMarkBits) & kMarkMask) != 0;
  return n;
}

}  // namespace

KeyCounts::KeyCounts(std::size_t most_slots) : most_slots_(most_slots), slots_(std::min(kFirstSlots, most_slots)) {}

std::size_t KeyCounts::slot_of(std::uint64_t key) const {
  std::size_t at = key & (slots_.size() - 1);
  while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
  return at;
}

void KeyCounts::add(std::uint64_t key, std::uint64_t host) {
  std::size_t at = slot_of(key);
  if (slots_[at].key == 0) {
    if (used_ + 1 > slots_.size() / 4 * 3) {
      make_room();
      at = slot_of(key);
    }
    slots_[at] = {key, slack_, 0};
    ++used_;
  }
  ++slots_[at].documents;
  add_mark(host, slots_[at].hosts);
}

KeyCount KeyCounts::of(std::uint64_t key) const {
  const Slot& slot = slots_[slot_of(key)];
  return slot.key == 0 ? KeyCount{} : KeyCount{slot.documents, count_marks(slot.hosts)};
}

// Twice as many slots, or without the rarest keys: enough of them that the next time is far.
void KeyCounts::make_room() {
  if (slots_.size() < most_slots_) return rebuild(slots_.size() * 2);
  std::vector<std::uint32_t> counts;
  counts.reserve(used_);
  for (const Slot& slot : slots_) {
    if (slot.key != 0) counts.push_back(slot.documents);
  }
  const auto middle = counts.begin() + static_cast<std::ptrdiff_t>(counts.size() / 2);
  std::ranges::nth_element(counts, middle);
  slack_ = *middle;
  for (Slot& slot : slots_) {
    if (slot.key == 0 || slot.documents > slack_) continue;
    slot.documents = 0;
    --used_;
  }
  rebuild(slots_.size());
}

void KeyCounts::rebuild(std::size_t slots) {
  const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots));
  for (const Slot& slot : old) {
    if (slot.key != 0 && slot.documents > 0) slots_[slot_of(slot.key)] = slot;
  }
}

void HostCount::add(std::uint64_t host) {
  const auto at = std::ranges::lower_bound(smallest_, host);
  if (at != smallest_.end() && *at == host) return;
  if (smallest_.size() == kMostHosts) {
    if (at == smallest_.end()) return;
    smallest_.pop_back();
  }
  smallest_.insert(std::ranges::lower_bound(smallest_, host), host);
}

std::uint64_t HostCount::count() const {
  if (smallest_.size() < kMostHosts) return smallest_.size();
  const double share =
      static_cast<double>(smallest_.back()) / static_cast<double>(std::numeric_limits<std::uint64_t>::max());
  return static_cast<std::uint64_t>(static_cast<double>(kMostHosts - 1) / share);
}

}  // namespace pith
