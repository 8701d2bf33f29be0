// A block of up to 64 bytes becomes masks, a bit a byte; words and sentence ends are then counted by a few operations
// on whole masks. Characters beyond ASCII are put into the masks one by one, but for the letters of Latin and Cyrillic.
// Blocks with scripts without spaces are read character by character.
#include "text/line_words.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <span>

#include "text/word_kinds.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/line_words.cpp"
#include <hwy/foreach_target.h>
//
#include <hwy/highway.h>
//
#include "text/vectors.h"

#ifndef PITH_TEXT_LINE_WORDS_ONCE
#define PITH_TEXT_LINE_WORDS_ONCE

namespace pith {

constexpr std::size_t kBlock = 64;

using Bytes = std::span<const std::uint8_t>;

// What is known of a line up to some place.
struct WordAnswer {
  std::uint32_t words = 0;
  bool sentence_end = false;
  bool known = true;            // false: only the form can tell
  bool in_word = false;         // of a script with spaces
  bool behind_stop = false;     // nothing but quotes and brackets since a stop
  std::uint32_t spaceless = 0;  // characters in the current run of a script without spaces
};

// A bit a byte of a block.
struct WordMasks {
  std::uint64_t word = 0;
  std::uint64_t beyond = 0;  // ASCII
  std::uint64_t space = 0;
  std::uint64_t stop = 0;
  std::uint64_t closing = 0;
};

constexpr std::uint64_t low_bits(std::size_t count) {
  return count < 64 ? (std::uint64_t{1} << count) - 1 : ~std::uint64_t{0};
}

}  // namespace pith

#endif  // PITH_TEXT_LINE_WORDS_ONCE

HWY_BEFORE_NAMESPACE();
namespace pith {
namespace HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR

template <bool kSentences>
WordMasks masks_of(Bytes text, std::size_t from) {
  WordMasks masks;
  for (std::size_t i = from; i < std::min(text.size(), from + kBlock); ++i) {
    const std::uint64_t bit = std::uint64_t{1} << (i - from);
    const WordKinds kinds = text[i] < 0x80 ? word_kinds(text[i]) : kinds_of(WordKind::none);
    if (text[i] >= 0x80) masks.beyond |= bit;
    if (kinds == kinds_of(WordKind::letter)) masks.word |= bit;
    if (kinds == kinds_of(WordKind::space)) masks.space |= bit;
    if (kinds == kinds_of(WordKind::stop)) masks.stop |= bit;
    if (kinds == kinds_of(WordKind::closing)) masks.closing |= bit;
  }
  return masks;
}

std::uint64_t sure_letters(Bytes /*text*/, std::size_t /*from*/, std::size_t /*size*/) {
  return 0;
}

#else

namespace hn = hwy::HWY_NAMESPACE;
using Tag = hn::CappedTag<std::uint8_t, kBlock>;

using Vector = hn::Vec<Tag>;
using Mask = hn::Mask<Tag>;

HWY_INLINE std::uint64_t bits_of(Mask mask) {
  alignas(8) std::uint8_t bits[8] = {};
  hn::StoreMaskBits(Tag(), mask, bits);
  std::uint64_t word = 0;
  __builtin_memcpy(&word, bits, sizeof word);
  return word;
}
HWY_INLINE Mask is(Vector bytes, int value) {
  return hn::Eq(bytes, hn::Set(Tag(), static_cast<std::uint8_t>(value)));
}
HWY_INLINE Mask is_between(Vector bytes, int first, int last) {
  const Tag d;
  const Vector from_first = hn::Sub(bytes, hn::Set(d, static_cast<std::uint8_t>(first)));
  return hn::Lt(from_first, hn::Set(d, static_cast<std::uint8_t>(last - first + 1)));
}
HWY_INLINE Mask any(Mask a, Mask b) {
  return hn::Or(a, b);
}

// Calls visit(bytes, at) for the vectors of the block at `from`; `at` counts from the place that is returned, which
// stands before `from` when the text ends less than a block behind it. Zeros stand behind a shorter text.
template <class Visit>
HWY_INLINE std::size_t visit_block(Bytes text, std::size_t from, Visit visit) {
  const Tag d;
  if (text.size() >= kBlock) {
    const std::size_t begin = std::min(from, text.size() - kBlock);
    for (std::size_t i = 0; i < kBlock; i += hn::Lanes(d)) visit(hn::LoadU(d, text.data() + begin + i), i);
    return begin;
  }
  std::uint8_t copy[kBlock] = {};
  std::copy(text.begin(), text.end(), copy);
  for (std::size_t i = 0; i < kBlock; i += hn::Lanes(d)) visit(hn::LoadU(d, copy + i), i);
  return 0;
}

template <bool kSentences>
HWY_INLINE WordMasks masks_of(Bytes text, std::size_t from) {
  WordMasks masks;
  const std::size_t begin = visit_block(text, from, [&](Vector bytes, std::size_t at) HWY_ATTR {
    const Vector lower = hn::Or(bytes, hn::Set(Tag(), std::uint8_t{0x20}));
    masks.word |= bits_of(any(is_between(lower, 'a', 'z'), is_between(bytes, '0', '9'))) << at;
    masks.beyond |= bits_of(is_between(bytes, 0x80, 0xFF)) << at;
    if constexpr (kSentences) {
      masks.space |= bits_of(any(is(bytes, ' '), is_between(bytes, '\t', '\r'))) << at;
      masks.stop |= bits_of(any(is(bytes, '.'), any(is(bytes, '!'), is(bytes, '?')))) << at;
      const Mask quote = any(is(bytes, '"'), any(is(bytes, '\''), is(bytes, '`')));
      const Mask bracket = any(is_between(bytes, '(', ')'), any(is(lower, '{'), is(lower, '}')));  // [ and ] too
      masks.closing |= bits_of(any(quote, bracket)) << at;
    }
  });
  const std::size_t passed = from - begin;
  return {masks.word >> passed, masks.beyond >> passed, masks.space >> passed, masks.stop >> passed,
          masks.closing >> passed};
}

// Both bytes of the letters of two alphabets in the `size` bytes at `from`: Latin (U+00C0 to U+017F, without those
// whose second byte is that of no letter in one of its blocks) and Cyrillic (U+0400 to U+047F).
HWY_INLINE std::uint64_t sure_letters(Bytes text, std::size_t from, std::size_t size) {
  std::uint64_t latin = 0;
  std::uint64_t cyrillic = 0;
  std::uint64_t second = 0;
  std::uint64_t no_latin = 0;
  const std::size_t begin = visit_block(text, from, [&](Vector bytes, std::size_t at) HWY_ATTR {
    latin |= bits_of(is_between(bytes, 0xC3, 0xC5)) << at;
    cyrillic |= bits_of(is_between(bytes, 0xD0, 0xD1)) << at;
    second |= bits_of(is_between(bytes, 0x80, 0xBF)) << at;
    no_latin |= bits_of(any(any(is(bytes, 0x80), is(bytes, 0xBF)), any(is(bytes, 0x97), is(bytes, 0xB7)))) << at;
  });
  const std::size_t passed = from - begin;
  const std::uint64_t followed = (second >> passed & low_bits(size)) >> 1;
  const std::uint64_t first = followed & (cyrillic >> passed | (latin & ~(no_latin >> 1)) >> passed);
  return first | first << 1;
}

#endif

// Takes the next character of a form; false when only the form itself can tell.
HWY_INLINE bool take(WordAnswer& answer, WordKind kind) {
  if (kind == WordKind::none) return true;
  if (kind == WordKind::mark) return answer.in_word || answer.spaceless > 0;
  if (kind == WordKind::odd) return false;
  if (kind == WordKind::spaceless) {
    answer.words += answer.spaceless % 2 == 0;
    ++answer.spaceless;
  } else {
    answer.words += kind == WordKind::letter && !answer.in_word;
    answer.spaceless = 0;
  }
  answer.in_word = kind == WordKind::letter;
  answer.sentence_end |= kind == WordKind::terminal || (kind == WordKind::space && answer.behind_stop);
  answer.behind_stop = kind == WordKind::stop || (kind == WordKind::closing && answer.behind_stop);
  return true;
}

// Takes the characters of `line` from `from` on, one by one, as many as begin in a block; returns where they end.
HWY_INLINE std::size_t take_one_by_one(std::string_view line, std::size_t from, WordAnswer& answer) {
  const std::size_t end = std::min(line.size(), from + kBlock);
  std::size_t i = from;
  while (i < end) {
    const WordKindsAt here = word_kinds_at(line, i);
    for (WordKinds kinds = here.kinds; kinds != 0; kinds = static_cast<WordKinds>(kinds >> 4)) {
      answer.known = take(answer, static_cast<WordKind>(kinds & 0xF));
      if (!answer.known) return i;
    }
    i += here.size;
  }
  return i;
}

// Takes a block of `size` bytes, at least one, the first of them no spaceless character or part of its run.
HWY_INLINE void take_masks(const WordMasks& masks, std::size_t size, WordAnswer& answer) {
  const std::uint64_t in_block = low_bits(size);
  const std::uint64_t word = masks.word & in_block;
  answer.words += static_cast<std::uint32_t>(std::popcount(word & ~(word << 1 | std::uint64_t{answer.in_word})));
  answer.in_word = (word >> (size - 1) & 1) != 0;
  answer.spaceless = 0;
  const std::uint64_t stop = masks.stop & in_block;
  if (stop == 0 && !answer.behind_stop) return;
  // A closing mark behind a stop begins a run of closing marks, so the sum carries a bit to the end of that run.
  const std::uint64_t closing = masks.closing & in_block;
  const std::uint64_t behind = stop << 1 | std::uint64_t{answer.behind_stop};
  const std::uint64_t sum = (behind & closing) + closing;
  const std::uint64_t reached = (sum | behind) & ~closing;
  answer.sentence_end |= (reached & masks.space & in_block) != 0;
  const bool over = sum < closing || stop >> 63 != 0;  // a whole block, and what comes next is reached
  answer.behind_stop = size < kBlock ? (reached >> size & 1) != 0 : over;
}

enum class Fit { all, until_odd, not_at_all };

// Puts the characters beyond ASCII into the masks of the `size` bytes at `from`. `size` becomes less when the last
// character goes on in the next block, or at a character that is odd. Not at all: the block must be read one by one.
HWY_INLINE Fit fit_beyond(std::string_view line, std::size_t from, std::uint64_t beyond, WordMasks& masks,
                          WordAnswer& answer, std::size_t& size) {
  while (beyond != 0) {
    const auto at = static_cast<std::size_t>(std::countr_zero(beyond));
    const WordKindsAt here = word_kinds_at(line, from + at);
    if (at + here.size > size) {
      size = at;
      return Fit::all;
    }
    const std::uint64_t bits = low_bits(here.size) << at;
    beyond &= ~bits;
    if (!is_one_kind(here.kinds)) return Fit::not_at_all;
    const bool behind_letter = at == 0 ? answer.in_word : (masks.word >> (at - 1) & 1) != 0;
    switch (static_cast<WordKind>(here.kinds)) {
      case WordKind::letter:
        masks.word |= bits;
        break;
      case WordKind::none:
        if (behind_letter) masks.word |= bits;
        masks.closing |= bits;  // passed over in the same way
        break;
      case WordKind::mark:
        if (!behind_letter) {
          size = at;
          return Fit::until_odd;
        }
        masks.word |= bits;
        break;
      case WordKind::space:
        masks.space |= bits;
        break;
      case WordKind::stop:
        masks.stop |= bits;
        break;
      case WordKind::closing:
        masks.closing |= bits;
        break;
      case WordKind::terminal:
        answer.sentence_end = true;
        break;
      case WordKind::other:
        break;
      case WordKind::spaceless:
        return Fit::not_at_all;
      case WordKind::odd:
        size = at;
        return Fit::until_odd;
    }
  }
  return Fit::all;
}

// Takes the block at `from`, or the part of it before an odd character; returns where it ends. The line is the text
// up to `end`; what stands behind is read, but counts nothing.
template <bool kSentences>
HWY_INLINE std::size_t take_block(std::string_view text, std::size_t from, std::size_t end, WordAnswer& answer) {
  const std::string_view line = text.substr(0, end);
  const Bytes bytes(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  WordMasks masks = masks_of<kSentences>(bytes, from);
  std::size_t size = std::min(end - from, kBlock);
  if (const std::uint64_t beyond = masks.beyond & low_bits(size); beyond != 0) {
    if (answer.spaceless > 0 && (beyond & 1) != 0) return take_one_by_one(line, from, answer);
    const std::uint64_t letters = sure_letters(bytes, from, size);
    masks.word |= letters;
    const Fit fit = fit_beyond(line, from, beyond & ~letters, masks, answer, size);
    if (fit == Fit::not_at_all) return take_one_by_one(line, from, answer);
    answer.known = fit == Fit::all;
  }
  if (size > 0) take_masks(masks, size, answer);
  return from + size;
}

template <bool kSentences>
HWY_INLINE LineAnswer read_words(std::string_view text, Span line, std::uint32_t words) {
  WordAnswer answer;
  bool settled = false;
  for (std::size_t i = line.begin; i < line.end && answer.known && !settled;) {
    i = take_block<kSentences>(text, i, line.end, answer);
    settled = answer.words >= words && (answer.sentence_end || !kSentences);
  }
  answer.sentence_end |= answer.behind_stop;
  return {answer.words, answer.sentence_end, answer.known || settled};
}

LineAnswer read_words_only(std::string_view text, Span line, std::uint32_t words) {
  return read_words<false>(text, line, words);
}
LineAnswer read_sentences(std::string_view text, Span line, std::uint32_t words) {
  return read_words<true>(text, line, words);
}

}  // namespace HWY_NAMESPACE
}  // namespace pith
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace pith {

LineAnswer read_words(std::string_view text, Span line, std::uint32_t words) {
  return PITH_VECTORS(read_words_only)(text, line, words);
}

LineAnswer read_words_and_sentence_end(std::string_view text, Span line, std::uint32_t words) {
  return PITH_VECTORS(read_sentences)(text, line, words);
}

}  // namespace pith

#endif  // HWY_ONCE
