// Words and sentence ends of a raw line, without building its match form (text/match_form.h).
//
// Every answer is the one that the form gives. Reading stops where the answer is known. Nothing is returned when only
// the form can tell: a character stands before that place whose form depends on its neighbours (a mark behind no
// letter), is long, or lies in a plane that is hardly used (text/word_kinds.h).
//
// A line is a part of `text`, any bytes, shorter than 4 GiB; what stands behind it in the text may be read, but does
// not count. White space at a line's edges does not count either.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include "types.h"

namespace pith {

// What was read of a line. One number, so that it is returned in a register: that is a third of a short line's time.
class LineAnswer {
 public:
  constexpr LineAnswer(std::uint32_t words, bool sentence_end, bool known)
      : bits_(words | std::uint64_t{sentence_end} << 32 | std::uint64_t{known} << 33) {}

  constexpr std::uint32_t words() const { return static_cast<std::uint32_t>(bits_); }
  constexpr bool sentence_end() const { return (bits_ >> 32 & 1) != 0; }
  constexpr bool known() const { return (bits_ >> 33 & 1) != 0; }

 private:
  std::uint64_t bits_;
};

// For the functions below: reads until there are so many words, or more; and a sentence end.
LineAnswer read_words(std::string_view text, Span line, std::uint32_t words);
LineAnswer read_words_and_sentence_end(std::string_view text, Span line, std::uint32_t words);

// The lesser of `most` and count_words() of the line's form. All words: the greatest number.
inline std::optional<std::uint32_t> raw_words(std::string_view text, Span line, std::uint32_t most) {
  const LineAnswer answer = read_words(text, line, most);
  return answer.known() ? std::optional(std::min(most, answer.words())) : std::nullopt;
}

// has_sentence_end() of the line's form.
inline std::optional<bool> raw_sentence_end(std::string_view text, Span line) {
  const LineAnswer answer = read_words_and_sentence_end(text, line, 0);
  return answer.known() ? std::optional(answer.sentence_end()) : std::nullopt;
}

// Both at once: the form holds at least `words` words, and a sentence end anywhere.
inline std::optional<bool> raw_prose(std::string_view text, Span line, std::uint32_t words) {
  const LineAnswer answer = read_words_and_sentence_end(text, line, words);
  return answer.known() ? std::optional(answer.words() >= words && answer.sentence_end()) : std::nullopt;
}

}  // namespace pith
