// Finds, by its first or last words, what phrases a line could begin or end with.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "engine/hash_index.h"
#include "engine/words.h"

namespace pith {

// What the three bytes at the edge of a word say, the one at the edge lowest: letters and digits of ASCII with the case
// bit set, one value for all other ASCII. Of a word that begins with ASCII no more than that another character follows
// is told where it is not ASCII. So all that may follow a short word has few keys.
using EdgeKey = std::uint32_t;

namespace edge {

constexpr std::uint8_t kGap = ' ';
constexpr std::uint8_t kBeyond = 0x80;

constexpr std::array<std::uint8_t, 256> kClass = [] {
  std::array<std::uint8_t, 256> table{};
  for (std::size_t byte = 0; byte < table.size(); ++byte) table[byte] = byte < 0x80 ? kGap : kBeyond;
  for (std::size_t c = '0'; c <= '9'; ++c) table[c] = static_cast<std::uint8_t>(c);
  for (std::size_t c = 'a'; c <= 'z'; ++c) table[c] = table[c - 0x20] = static_cast<std::uint8_t>(c);
  return table;
}();

constexpr bool is_letter(std::uint8_t kind) {
  return kind != kGap && kind != kBeyond;
}

// Bytes that are not there are zero.
constexpr EdgeKey key(std::uint8_t first, std::uint8_t second, std::uint8_t third) {
  if (first < 0x80) {
    const EdgeKey begin = kClass[first] | EdgeKey{kClass[second]} << 8;
    return is_letter(kClass[second]) ? begin | EdgeKey{kClass[third]} << 16 : begin;
  }
  const std::uint8_t last = third < 0x80 ? kClass[third] : static_cast<std::uint8_t>(third | 0x20);
  return first | 0x20U | (second | 0x20U) << 8 | EdgeKey{last} << 16;
}

}  // namespace edge

// A set of edges of words; may say yes to one that is not in it. Most lines need no more than this look.
class EdgeBits {
 public:
  // All edges that `word`, given by its match form, may have in plain text.
  void add(std::string_view word, bool from_start);
  bool has(EdgeKey key) const { return bits_[slot(key)]; }

 private:
  static constexpr unsigned kBits = 16;
  static constexpr std::size_t slot(EdgeKey key) { return key * 0x9E3779B1U >> (32 - kBits); }

  void add_writing(std::string_view writing, bool from_start);

  std::bitset<std::size_t{1} << kBits> bits_;
};

// The sign that stands at `at` of a match form, spaces aside, when text has no other ASCII for it; else zero.
char sign_at(std::string_view form, std::size_t at);

// Could that sign follow at `at`, spaces aside? Beyond ASCII many characters have a form that could be it.
inline bool sign_follows(std::string_view line, std::size_t at, char sign) {
  while (at < line.size() && static_cast<unsigned char>(line[at]) <= ' ') ++at;
  return at < line.size() && (line[at] == sign || static_cast<unsigned char>(line[at]) >= 0x80);
}

// `Walk` names the words of a line from one edge inwards.
template <class Walk>
class EdgeTable {
 public:
  // `form` holds the words in the order of the text; those that stand at the line's edge count. `words` are their
  // hashes from the edge inwards, at least one. With `whole` the line has no others. `sign` stands behind them in the
  // text, spaces aside; zero when that is not known (sign_at()).
  void add(std::string_view form, std::span<const std::uint64_t> words, bool whole, char sign, std::uint32_t entry) {
    const HashedWord edge = Walk::first(form);
    const bool is_new = edge_words_.emplace(form.substr(edge.begin, edge.end - edge.begin)).second;
    std::uint64_t sequence = kNoWords;
    for (std::size_t k = 0; k < words.size(); ++k) {
      sequence = chain(sequence, words[k]);
      if (k > 0 || is_new) beginnings_.push_back(sequence);
    }
    sequences_.add(sequence, {entry, whole, sign});
  }

  void build() {
    known_.reset(beginnings_.size(), kSpare);
    for (const std::uint64_t sequence : beginnings_) known_.add(sequence);
    beginnings_ = {};
    for (const std::string& word : edge_words_) edges_.add(word, Walk::kFromStart);
    edge_words_ = {};
    sequences_.build();
    ends_.reset(sequences_.items().size(), kSpare);
    for (const auto& [hash, end] : sequences_.items()) ends_.add(hash);
  }

  // Calls see(entry) for every entry whose words stand at the line's edge.
  template <class See>
  void find(std::string_view line, See see) const {
    if (empty()) return;
    const std::size_t edge = Walk::edge(line);
    if (edge == kNoEdge || !edges_.has(Walk::key(line, edge))) return;
    HashedWord word = Walk::next(line, edge);
    std::uint64_t sequence = kNoWords;
    while (word) {
      sequence = chain(sequence, word.hash);
      if (!known_.has(sequence)) return;
      const std::size_t behind = Walk::kFromStart ? word.end : edge;
      word = Walk::next(line, Walk::inner(word));
      // Most known words only begin a sequence.
      if (!ends_.has(sequence)) continue;
      sequences_.find(sequence, [&](const End& end) {
        if ((!end.whole || !word) && (end.sign == 0 || sign_follows(line, behind, end.sign))) see(end.entry);
      });
    }
  }

 private:
  static constexpr unsigned kSpare = 4;

  bool empty() const { return sequences_.items().empty(); }

  struct End {
    std::uint32_t entry = 0;
    bool whole = false;
    char sign = 0;
  };

  std::unordered_set<std::string> edge_words_;  // until build(): many phrases share one
  EdgeBits edges_;
  std::vector<std::uint64_t> beginnings_;  // of all sequences, until build()
  HashBits known_;                         // the same
  HashBits ends_;                          // of whole sequences
  HashIndex<End> sequences_;
};

struct FromStart {
  static constexpr bool kFromStart = true;
  static HashedWord first(std::string_view line) { return word_from(line, 0); }
  static HashedWord next(std::string_view line, std::size_t from) { return word_from(line, from); }
  static std::size_t inner(const HashedWord& word) { return word.end; }
  static std::size_t edge(std::string_view line) { return first_letter(line, 0); }
  static EdgeKey key(std::string_view line, std::size_t edge);
};

struct FromEnd {
  static constexpr bool kFromStart = false;
  static HashedWord first(std::string_view line) { return word_before(line, line.size()); }
  static HashedWord next(std::string_view line, std::size_t end) { return word_before(line, end); }
  static std::size_t inner(const HashedWord& word) { return word.begin; }
  static std::size_t edge(std::string_view line) { return last_letter_end(line); }
  static EdgeKey key(std::string_view line, std::size_t edge);
};

inline EdgeKey FromStart::key(std::string_view line, std::size_t edge) {
  const auto byte = [&](std::size_t i) {
    return edge + i < line.size() ? static_cast<std::uint8_t>(line[edge + i]) : std::uint8_t{0};
  };
  return edge::key(byte(0), byte(1), byte(2));
}

inline EdgeKey FromEnd::key(std::string_view line, std::size_t edge) {
  const auto byte = [&](std::size_t i) {
    return i < edge ? static_cast<std::uint8_t>(line[edge - 1 - i]) : std::uint8_t{0};
  };
  return edge::key(byte(0), byte(1), byte(2));
}

}  // namespace pith
