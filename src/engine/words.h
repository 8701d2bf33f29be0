// Words of raw text, each as the hash of its folded letters: quotes, dashes, spaces and case hide nothing of them. A
// word is a run of letters, marks and digits of scripts with spaces, or one character of a script without. Text of
// plain characters (text/plain.h) and its match form have the same words.
#pragma once

#include <cstdint>
#include <string_view>

namespace pith {

struct HashedWord {
  std::uint64_t hash = 0;
  std::size_t begin = 0;
  std::size_t end = 0;  // equal to `begin` when there is no word

  explicit operator bool() const { return end > begin; }
};

// The first word at `from` or behind it; a word that `from` stands inside of is taken from there.
HashedWord word_from(std::string_view text, std::size_t from);
// The last word that ends at `end` or before it.
HashedWord word_before(std::string_view text, std::size_t end);
// Where the word that `at`, a character's first byte, stands inside of begins; looks back `most` bytes at most.
std::size_t word_start(std::string_view text, std::size_t at, std::size_t most);

// Where the first letter at `from` or behind it stands; where the last one ends; kNoEdge when there is none.
constexpr std::size_t kNoEdge = ~std::size_t{0};
std::size_t first_letter(std::string_view text, std::size_t from);
std::size_t last_letter_end(std::string_view text);

// The hash of a sequence of words, built up word by word from kNoWords.
constexpr std::uint64_t kNoWords = 0x5851F42D4C957F2D;
constexpr std::uint64_t chain(std::uint64_t sequence, std::uint64_t word) {
  const std::uint64_t hash = (sequence ^ word) * 0x9E3779B97F4A7C15;
  return hash ^ (hash >> 32);
}

}  // namespace pith
