// Finds, by its first or last words, what phrases a line could begin or end with.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/hash_index.h"
#include "engine/words.h"

namespace pith {

// `Walk` names the words of a line from one edge inwards.
template <class Walk>
class EdgeTable {
 public:
  // `words` are hashes of whole words, from the edge inwards, at least one. With `whole` the line has no others.
  void add(std::span<const std::uint64_t> words, bool whole, std::uint32_t entry) {
    std::uint64_t sequence = kNoWords;
    for (const std::uint64_t word : words) {
      sequence = chain(sequence, word);
      beginnings_.push_back(sequence);
    }
    sequences_.add(sequence, static_cast<std::uint32_t>(ends_.size()));
    ends_.push_back({entry, whole});
  }

  void build() {
    known_.reset(beginnings_.size(), 4);
    for (const std::uint64_t sequence : beginnings_) known_.add(sequence);
    beginnings_ = {};
    sequences_.build();
  }

  bool empty() const { return ends_.empty(); }

  // Calls see(entry) for every entry whose words stand at the line's edge.
  template <class See>
  void find(std::string_view line, See see) const {
    HashedWord word = Walk::first(line);
    std::uint64_t sequence = kNoWords;
    while (word) {
      sequence = chain(sequence, word.hash);
      if (!known_.has(sequence)) return;
      word = Walk::next(line, word);
      sequences_.find(sequence, [&](std::uint32_t end) {
        if (!ends_[end].whole || !word) see(ends_[end].entry);
      });
    }
  }

 private:
  struct End {
    std::uint32_t entry = 0;
    bool whole = false;
  };

  std::vector<std::uint64_t> beginnings_;  // of all sequences, until build()
  HashBits known_;                         // the same
  HashIndex sequences_;                    // to `ends_`
  std::vector<End> ends_;
};

struct FromStart {
  static HashedWord first(std::string_view line) { return word_from(line, 0); }
  static HashedWord next(std::string_view line, const HashedWord& word) { return word_from(line, word.end); }
};

struct FromEnd {
  static HashedWord first(std::string_view line) { return word_before(line, line.size()); }
  static HashedWord next(std::string_view line, const HashedWord& word) { return word_before(line, word.begin); }
};

}  // namespace pith
