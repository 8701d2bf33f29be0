// The words that dates and times are written with, in all languages that CLDR knows; and how a text is cut into them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pith {

// What a word says of a date; bits.
using DateWord = std::uint8_t;
constexpr DateWord kNoDateWord = 0;
constexpr DateWord kDateWord = 1;      // it may stand in a date: connectors, time zones, and all below
constexpr DateWord kMonth = 2;         // the name of a month, wide or abbreviated, as it stands in a date or alone
constexpr DateWord kWeekday = 4;       // of a day of the week
constexpr DateWord kUnit = 8;          // with a number before it says how long: "hours", "日前"
constexpr DateWord kUnitBefore = 16;   // with a number behind it does
constexpr DateWord kAgo = 32;          // stands beside every unit: "ago", "vor"
constexpr DateWord kRelativeDay = 64;  // "yesterday", "today"
constexpr DateWord kTimeOfDay = 128;   // with a number before it is a time: "pm", "Uhr"

// A part of a match form.
struct DateToken {
  enum class Kind : std::uint8_t {
    number,     // digits (Nd)
    word,       // letters and marks; a full stop or apostrophe between two of them belongs to it
    spaceless,  // a run of a script without spaces
    sign,       // any other character
  };

  Kind kind = Kind::sign;
  std::string_view text;
};

// The token at `at`, which must be inside the form.
DateToken date_token_at(std::string_view form, std::size_t at);

// FNV-1a (Fowler, Noll and Vo) without full stops and apostrophes, for "a.m." is "am".
constexpr std::uint64_t hash_date_word(std::string_view word, std::uint64_t hash = 0xCBF29CE484222325) {
  for (const char c : word) {
    if (c != '.' && c != '\'') hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  }
  return hash;
}

// What a line that is nothing but a relative day is hashed from: this, then the form of the line.
constexpr std::uint64_t kWholeLine = hash_date_word("=");

// The table is written at build time (make_date_words.cpp): words by the upper bits of their hashes, which are spread
// once more; what they say in the lowest eight. 0 is no word.
extern const std::size_t kDateWordSlots;  // a power of two
extern const std::uint64_t kDateWords[];

constexpr std::uint64_t date_word_key(std::uint64_t hash) {
  const std::uint64_t spread = hash * 0x9E3779B97F4A7C15;
  return (spread ^ spread >> 32) | 0xFF;
}
constexpr std::size_t date_word_slot(std::uint64_t key, std::size_t slots) {
  return static_cast<std::size_t>(key >> 8) & (slots - 1);
}

inline DateWord find_date_word(std::uint64_t hash) {
  const std::uint64_t key = date_word_key(hash);
  for (std::size_t slot = date_word_slot(key, kDateWordSlots);; slot = (slot + 1) & (kDateWordSlots - 1)) {
    const std::uint64_t entry = kDateWords[slot];
    if (entry == 0) return kNoDateWord;
    if ((entry | 0xFF) == key) return static_cast<DateWord>(entry);
  }
}

}  // namespace pith
