#include "engine/line_filter.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <string>

#include "text/match_form.h"
#include "text/plain.h"
#include "text/unicode.h"

namespace pith {
namespace {

using ast::Word;

constexpr std::uint64_t kPrime = 0x9E3779B97F4A7C15;
constexpr std::uint32_t kNothingKnown = 0;  // an owner of runs
constexpr std::size_t kLongestWord = 128;   // bytes; of phrases whose neighbouring words are compared
constexpr std::size_t kWindow = 512;        // bytes that are looked at before and behind a run

constexpr std::uint64_t kNoWord = 0x5851F42D4C957F2D;  // stands for a word that is not there

constexpr std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * kPrime;
  return hash ^ (hash >> 32);
}

// The folded form of an ASCII byte inside a word, 0 for what stands between words.
constexpr std::array<char, 128> kAsciiWord = [] {
  std::array<char, 128> table{};
  for (char c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) {
    table[static_cast<std::size_t>(c)] = c;
    table[static_cast<std::size_t>(c - 0x20)] = c;
  }
  return table;
}();

struct HashedWord {
  std::uint64_t hash = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Hashes one word character at `i`; false when none stands there. Leaves `i` behind what was read either way.
bool hash_char(std::string_view text, std::size_t& i, std::uint64_t& hash) {
  const auto byte = static_cast<unsigned char>(text[i]);
  if (byte < 0x80) {
    ++i;
    if (kAsciiWord[byte] == 0) return false;
    hash = mix(hash, static_cast<std::uint64_t>(kAsciiWord[byte]));
    return true;
  }
  const auto [entry, size] = plain_at(text, i);
  i += size;
  if (entry == static_cast<std::uint16_t>(PlainKind::sharp_s)) {
    hash = mix(mix(hash, 's'), 's');
    return true;
  }
  if (entry <= static_cast<std::uint16_t>(PlainKind::spaceless)) return false;
  hash = mix(hash, entry);
  return true;
}

// The first word of a script with spaces at `i` or behind it.
std::optional<HashedWord> word_from(std::string_view text, std::size_t i) {
  while (i < text.size()) {
    HashedWord word{0, i, 0};
    if (!hash_char(text, i, word.hash)) continue;
    do {
      word.end = i;
    } while (i < text.size() && hash_char(text, i, word.hash));
    return word;
  }
  return std::nullopt;
}

bool is_word_before(std::string_view text, std::size_t end, std::size_t& begin) {
  const auto byte = static_cast<unsigned char>(text[end - 1]);
  if (byte < 0x80) {
    begin = end - 1;
    return kAsciiWord[byte] != 0;
  }
  const Decoded d = decode_before(text, end);
  begin = end - d.size;
  const std::uint16_t entry = d.valid ? plain_entry(d.code_point) : std::uint16_t{1};
  return entry == static_cast<std::uint16_t>(PlainKind::sharp_s) ||
         entry > static_cast<std::uint16_t>(PlainKind::spaceless);
}

// The last word that ends at `end` or before it.
std::optional<HashedWord> word_before(std::string_view text, std::size_t end) {
  std::size_t begin = 0;
  while (end > 0 && !is_word_before(text, end, begin)) end = begin;
  if (end == 0) return std::nullopt;
  std::size_t start = end;
  while (start > 0 && is_word_before(text, start, begin)) start = begin;
  return word_from(text.substr(0, end), start);
}

std::uint64_t pair_hash(std::uint64_t outer, const std::optional<HashedWord>& inner) {
  return mix(outer * kPrime, inner ? inner->hash : kNoWord);
}

}  // namespace

void HashSet::build() {
  std::ranges::sort(hashes_);
  hashes_.erase(std::unique(hashes_.begin(), hashes_.end()), hashes_.end());
  const unsigned bits = std::clamp(static_cast<unsigned>(std::bit_width(hashes_.size())) + 4, 9U, 22U);
  shift_ = 64 - bits;
  bits_.assign((std::size_t{1} << bits) / 64, 0);
  for (const std::uint64_t hash : hashes_) bits_[(hash >> shift_) / 64] |= std::uint64_t{1} << ((hash >> shift_) % 64);
}

bool HashSet::has(std::uint64_t hash) const {
  const std::uint64_t slot = hash >> shift_;
  return (bits_[slot / 64] >> (slot % 64) & 1) != 0 && std::ranges::binary_search(hashes_, hash);
}

LineFilter::LineFilter(const ProgramData& program, const std::vector<MatcherId>& matchers) {
  words_.emplace_back();  // kNothingKnown
  for (const MatcherId id : matchers) {
    const CompiledMatcher& matcher = program.matchers[id];
    if (matcher.scan) continue;
    for (const std::uint32_t pattern : matcher.patterns) {
      if (matcher.word == Word::like) {
        add_regex(program.regexes[pattern]);
      } else {
        add_phrase(program.phrases[pattern]);
      }
    }
  }
  for (HashSet* set : {&first_, &first_two_, &last_, &last_two_}) set->build();
  runs_.build();
  form_runs_.build();
}

void LineFilter::add_run(std::string_view form, std::size_t firm, bool whole_words, std::uint32_t owner) {
  if (!runs_.add(form, whole_words, owner) || !form_runs_.add(form.substr(0, firm), whole_words, owner))
    every_line_ = true;
}

// The owner that stands for the words of a phrase; kNothingKnown for one that is not made of words alone.
std::uint32_t LineFilter::add_words(std::string_view form) {
  std::vector<std::uint64_t> words;
  for (std::size_t i = 0; i < form.size(); i += decode(form, i).size) {
    if (is_spaceless(decode(form, i).code_point)) return kNothingKnown;
  }
  for (auto word = word_from(form, 0); word; word = word_from(form, word->end)) {
    if (word->end - word->begin > kLongestWord) return kNothingKnown;
    words.push_back(word->hash);
  }
  words_.push_back(std::move(words));
  return static_cast<std::uint32_t>(words_.size() - 1);
}

// Is the word at `at` one of the phrase's, between the same words? Looks a little way only, and says yes when that is
// not enough to tell.
bool LineFilter::words_stand_around(std::string_view text, std::size_t at, std::uint32_t owner) const {
  const std::vector<std::uint64_t>& words = words_[owner];
  if (words.empty()) return true;
  const std::size_t from = at > kWindow ? at - kWindow : 0;
  const std::string_view window = text.substr(from, at - from + kWindow);
  std::size_t start = at - from;
  for (std::size_t before = 0; start > 0 && is_word_before(window, start, before);) start = before;
  if (start == 0 && from > 0) return true;
  const auto word = word_from(window, start);
  const bool whole_behind = from + window.size() == text.size();
  if (!word || (word->end == window.size() && !whole_behind)) return true;
  const auto previous = word_before(window, word->begin);
  const auto next = word_from(window, word->end);
  const bool knows_previous = from == 0 || (previous && previous->begin > 0);
  const bool knows_next = whole_behind || (next && next->end < window.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] != word->hash) continue;
    const bool before = i == 0 || !knows_previous || (previous && previous->hash == words[i - 1]);
    const bool behind = i + 1 == words.size() || !knows_next || (next && next->hash == words[i + 1]);
    if (before && behind) return true;
  }
  return false;
}

void LineFilter::add_phrase(const Phrase& phrase) {
  std::string form = phrase.text;
  if (phrase.exact) {
    // In a plain line the words of the bytes are the words of their form; in an odd one invisible characters may stand
    // between words that the form joins.
    odd_lines_match_ = true;
    form.clear();
    build_match_form(phrase.text, form);
  }
  const auto first = word_from(form, 0);
  if (phrase.word == Word::has || !first) return add_run(form, form.size(), true, add_words(form));
  const auto second = word_from(form, first->end);
  if (phrase.word == Word::starts) {
    if (second) {
      first_two_.add(pair_hash(first->hash, second));
    } else {
      first_.add(first->hash);
    }
  } else if (phrase.word == Word::is) {
    first_two_.add(pair_hash(first->hash, second));
  } else {
    const auto last = word_before(form, form.size());
    const auto before = word_before(form, last->begin);
    if (before) {
      last_two_.add(pair_hash(last->hash, before));
    } else {
      last_.add(last->hash);
    }
  }
}

// By the first words when every text that matches begins with a known whole word, else by the literals.
void LineFilter::add_regex(const Regex& regex) {
  std::vector<std::uint64_t> ones;
  std::vector<std::uint64_t> twos;
  std::string form;
  for (std::string_view start : regex.facts().starts) {
    const bool ends = start.ends_with('\n');
    if (ends) start.remove_suffix(1);
    // The bar keeps white space at the end, which says that a word is whole.
    form.clear();
    build_match_form(std::string(start) + "|", form);
    const auto is_whole = [&](const HashedWord& word) {
      return ends || (word.end + 1 < form.size() && !is_word(decode(form, word.end).code_point));
    };
    const auto first = word_from(form, 0);
    if (!first || !is_whole(*first)) {
      ones.clear();
      twos.clear();
      break;
    }
    const auto second = word_from(form, first->end);
    if (second ? is_whole(*second) : ends) {
      twos.push_back(pair_hash(first->hash, second));
    } else {
      ones.push_back(first->hash);
    }
  }
  if (ones.empty() && twos.empty()) {
    for (const RegexLiteral& literal : regex.facts().literals)
      add_run(literal.text, literal.firm, false, kNothingKnown);
  }
  for (const std::uint64_t hash : ones) first_.add(hash);
  for (const std::uint64_t hash : twos) first_two_.add(hash);
}

void LineFilter::mark_odd(std::string_view document, const std::vector<Line>& lines, std::vector<char>& marks) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  std::size_t line = 0;
  for (std::size_t i = 0; i < document.size();) {
    if (i + 8 <= document.size()) {
      std::uint64_t word;
      __builtin_memcpy(&word, document.data() + i, 8);
      if ((word & kHighBits) == 0) {
        i += 8;
        continue;
      }
      i += static_cast<std::size_t>(std::countr_zero(word & kHighBits)) / 8;
    } else if (static_cast<unsigned char>(document[i]) < 0x80) {
      ++i;
      continue;
    }
    const auto [entry, size] = plain_at(document, i);
    i += size;
    if (entry != static_cast<std::uint16_t>(PlainKind::odd)) continue;
    while (lines[line].next < i) ++line;
    marks[line] = kOdd;
    i = lines[line].next;
  }
}

bool LineFilter::edges_match(std::string_view text) const {
  if (!first_.empty() || !first_two_.empty()) {
    const auto first = word_from(text, 0);
    if (!first) return false;
    if (first_.has(first->hash) || first_two_.has(pair_hash(first->hash, word_from(text, first->end)))) return true;
  }
  if (!last_.empty() || !last_two_.empty()) {
    const auto last = word_before(text, text.size());
    return last && (last_.has(last->hash) || last_two_.has(pair_hash(last->hash, word_before(text, last->begin))));
  }
  return false;
}

void LineFilter::find(LineTable& table, std::vector<char>& marks, std::vector<LineIndex>& candidates) const {
  const std::string_view document = table.document();
  if (every_line_) {
    candidates = table.content();
    return;
  }
  marks.assign(table.size(), 0);
  runs_.mark(document, table.lines(), marks,
             [&](std::uint32_t owner, std::size_t begin) { return words_stand_around(document, begin, owner); });
  mark_odd(document, table.lines(), marks);
  for (const LineIndex line : table.content()) {
    const bool candidate = marks[line] == kOdd ? form_matches(table.form(line))
                                               : marks[line] != 0 || edges_match(table[line].text(document));
    if (candidate) candidates.push_back(line);
  }
}

// A form holds nothing odd that matters: what could hide something has been made plain.
bool LineFilter::form_matches(std::string_view form) const {
  return odd_lines_match_ || edges_match(form) || form_runs_.any_in(form, [&](std::uint32_t owner, std::size_t begin) {
    return words_stand_around(form, begin, owner);
  });
}

}  // namespace pith
