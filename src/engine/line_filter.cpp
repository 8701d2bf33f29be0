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
  const Decoded d = decode(text, i);
  i += d.size;
  const std::uint16_t entry = d.valid ? plain_entry(d.code_point) : std::uint16_t{1};
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

// Blocks of 64 code points without an odd one, by number. In UTF-8 a block is all that follows one lead byte of two, or
// the first two of three bytes.
const std::array<bool, 1024>& plain_blocks() {
  static const std::array<bool, 1024> blocks = [] {
    std::array<bool, 1024> plain{};
    for (std::size_t i = 0; i < plain.size(); ++i) {
      plain[i] = std::ranges::none_of(kPlainBlocks[kPlainIndex[i]], [](std::uint16_t entry) {
        return entry == static_cast<std::uint16_t>(PlainKind::odd);
      });
    }
    return plain;
  }();
  return blocks;
}

constexpr bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
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
}

void LineFilter::add_run(std::string_view form, bool whole_words) {
  if (!runs_.add(form, whole_words)) every_line_ = true;
}

void LineFilter::add_phrase(const Phrase& phrase) {
  std::string form = phrase.text;
  if (phrase.exact) {
    // The words of the bytes are the words of their form.
    form.clear();
    build_match_form(phrase.text, form);
  }
  const auto first = word_from(form, 0);
  if (phrase.word == Word::has || !first) return add_run(form, true);
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
  for (std::string_view start : regex.facts().starts) {
    const bool ends = start.ends_with('\n');
    if (ends) start.remove_suffix(1);
    const auto is_whole = [&](const HashedWord& word) { return ends || word.end < start.size(); };
    const auto first = word_from(start, 0);
    if (!first || !is_whole(*first)) {
      ones.clear();
      twos.clear();
      break;
    }
    const auto second = word_from(start, first->end);
    if (second ? is_whole(*second) : ends) {
      twos.push_back(pair_hash(first->hash, second));
    } else {
      ones.push_back(first->hash);
    }
  }
  if (ones.empty() && twos.empty()) {
    for (const RegexLiteral& literal : regex.facts().literals) add_run(literal.text, false);
  }
  for (const std::uint64_t hash : ones) first_.add(hash);
  for (const std::uint64_t hash : twos) first_two_.add(hash);
}

void LineFilter::mark_odd(std::string_view document, const std::vector<Line>& lines, std::vector<char>& marks) const {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  const std::array<bool, 1024>& blocks = plain_blocks();
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
    // Whole blocks are settled by their first bytes.
    const auto lead = static_cast<unsigned char>(document[i]);
    if (lead >= 0xC2 && lead < 0xE0 && i + 1 < document.size() && is_continuation(document[i + 1]) &&
        blocks[lead & 0x1F]) {
      i += 2;
      continue;
    }
    if (lead > 0xE0 && lead < 0xF0 && lead != 0xED && i + 2 < document.size() && is_continuation(document[i + 1]) &&
        is_continuation(document[i + 2]) &&
        blocks[(lead & 0x0FU) << 6 | (static_cast<unsigned char>(document[i + 1]) & 0x3FU)]) {
      i += 3;
      continue;
    }
    const Decoded d = decode(document, i);
    if (d.valid && plain_entry(d.code_point) == static_cast<std::uint16_t>(PlainKind::odd)) {
      while (lines[line].next <= i) ++line;
      marks[line] = 1;
      i = lines[line].next;
    } else {
      i += d.size;
    }
  }
}

void LineFilter::mark_edges(std::string_view document, const std::vector<Line>& lines, std::vector<char>& marks) const {
  const bool starts = !first_.empty() || !first_two_.empty();
  const bool ends = !last_.empty() || !last_two_.empty();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (marks[i] != 0) continue;
    const std::string_view text = lines[i].text(document);
    if (starts) {
      const auto first = word_from(text, 0);
      if (!first) continue;
      marks[i] = first_.has(first->hash) || first_two_.has(pair_hash(first->hash, word_from(text, first->end))) ? 1 : 0;
      if (marks[i] != 0) continue;
    }
    if (ends) {
      const auto last = word_before(text, text.size());
      if (!last) continue;
      marks[i] = last_.has(last->hash) || last_two_.has(pair_hash(last->hash, word_before(text, last->begin))) ? 1 : 0;
    }
  }
}

void LineFilter::find(std::string_view document, const std::vector<Line>& lines, std::vector<char>& scratch,
                      std::vector<std::uint32_t>& candidates) const {
  scratch.assign(lines.size(), every_line_ ? 1 : 0);
  if (!every_line_) {
    mark_odd(document, lines, scratch);
    runs_.mark(document, lines, scratch);
    mark_edges(document, lines, scratch);
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (scratch[i] != 0) candidates.push_back(static_cast<std::uint32_t>(i));
  }
}

}  // namespace pith
