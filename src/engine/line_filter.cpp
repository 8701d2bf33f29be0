#include "engine/line_filter.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
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

constexpr bool is_word_byte(char c) {
  return static_cast<unsigned char>(c) < 0x80 && kAsciiWord[static_cast<unsigned char>(c)] != 0;
}

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

// Raw characters, other than the folded one itself, whose form is the given word character.
const std::multimap<std::uint16_t, char16_t>& other_cases() {
  static const std::multimap<std::uint16_t, char16_t> cases = [] {
    std::multimap<std::uint16_t, char16_t> found;
    for (char32_t c = 0x80; c < 0x10000; ++c) {
      const std::uint16_t entry = plain_entry(c);
      if (entry > static_cast<std::uint16_t>(PlainKind::spaceless) && entry != c)
        found.emplace(entry, static_cast<char16_t>(c));
    }
    return found;
  }();
  return cases;
}

std::string utf8(char16_t c) {
  std::string out;
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
  return out;
}

bool same_but_case_bit(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return (x | 0x20) == (y | 0x20); });
}

// For every byte of a form: may a gram hold it? Not where the bytes of a raw text may differ in more than the case bit,
// and not an "ss", which may be written ß.
std::vector<char> usable_bytes(std::string_view form) {
  std::vector<char> usable(form.size(), 0);
  for (std::size_t i = 0; i < form.size();) {
    const Decoded d = decode(form, i);
    bool good = is_word(d.code_point);
    if (d.code_point >= 0x80 && good) {
      const std::uint16_t entry = plain_entry(d.code_point);
      good = entry > static_cast<std::uint16_t>(PlainKind::sharp_s);
      const auto [first, last] = other_cases().equal_range(entry);
      for (auto it = first; it != last; ++it)
        good = good && same_but_case_bit(utf8(it->second), form.substr(i, d.size));
    }
    if (good) std::fill_n(usable.begin() + static_cast<std::ptrdiff_t>(i), d.size, 1);
    i += d.size;
  }
  for (std::size_t i = 0; i + 1 < form.size(); ++i) {
    if (form[i] == 's' && form[i + 1] == 's') usable[i] = usable[i + 1] = 0;
  }
  return usable;
}

// Signs that no other character has for its form. A phrase without a word to go by is found by one of them.
constexpr std::array<std::string_view, 7> kSigns = {"©", "®", "§", "•", "→", "►", "▶"};

// How unlikely ordinary text is to hold the byte.
int rarity(char c) {
  constexpr std::string_view kFrequent = "etaoinsrhldu";
  const std::size_t at = kFrequent.find(c);
  return at == std::string_view::npos ? 16 : static_cast<int>(at);
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
  for (GramTable* table : {&long_, &middle_, &short_, &pairs_}) table->build();
}

void LineFilter::add_phrase(const Phrase& phrase) {
  std::string form = phrase.text;
  if (phrase.exact) {
    // The words of the bytes are the words of their form.
    form.clear();
    build_match_form(phrase.text, form);
  }
  const auto first = word_from(form, 0);
  if (phrase.word == Word::has || !first) return add_grams(form, true);
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
    for (const RegexLiteral& literal : regex.facts().literals) add_grams(literal.text, false);
  }
  for (const std::uint64_t hash : ones) first_.add(hash);
  for (const std::uint64_t hash : twos) first_two_.add(hash);
}

// Enters the run of usable bytes that is least likely in ordinary text; false when none is long enough for the table.
bool LineFilter::add_window(std::string_view form, const std::vector<char>& usable, bool whole_words,
                            GramTable& table) {
  const std::size_t need = table.size() + table.stride() - 1;
  std::size_t best = form.size();
  int most = -1;
  int sum = 0;
  std::size_t run = 0;  // usable bytes up to here
  for (std::size_t i = 0; i < form.size(); ++i) {
    run = usable[i] != 0 ? run + 1 : 0;
    sum = run == 0 ? 0 : sum + rarity(form[i]) - (run > need ? rarity(form[i - need]) : 0);
    if (run < need || sum <= most) continue;
    most = sum;
    best = i + 1 - need;
  }
  if (best == form.size()) return false;

  // The whole run around the grams is compared before a line counts as a candidate.
  constexpr std::size_t kMostBefore = (std::size_t{1} << kOffsetBits) - 8;
  std::size_t begin = best;
  while (begin > 0 && usable[begin - 1] != 0 && best - begin < kMostBefore) --begin;
  std::size_t end = best + need;
  while (end < form.size() && usable[end] != 0) ++end;
  Run found{std::string(form.substr(begin, end - begin)), whole_words && (begin == 0 || !is_word_byte(form[begin - 1])),
            whole_words && (end == form.size() || !is_word_byte(form[end]))};
  // Next to characters that are not ASCII words may go on, and scripts without spaces have no words.
  found.whole_start = found.whole_start && is_word_byte(form[begin]);
  found.whole_end = found.whole_end && is_word_byte(form[end - 1]);
  for (char& c : found.bytes) c = static_cast<char>(c | 0x20);
  const auto tag = static_cast<std::uint32_t>(runs_.size() << kOffsetBits);
  runs_.push_back(std::move(found));
  for (std::size_t k = 0; k < table.stride(); ++k) {
    table.add(form.substr(best + k, table.size()), tag | static_cast<std::uint32_t>(best + k - begin));
  }
  return true;
}

bool LineFilter::run_stands_at(std::string_view document, std::size_t at, std::uint32_t tag) const {
  const Run& run = runs_[tag >> kOffsetBits];
  const std::size_t offset = tag & ((1U << kOffsetBits) - 1);
  if (at < offset || document.size() - (at - offset) < run.bytes.size()) return false;
  const std::size_t begin = at - offset;
  const std::size_t end = begin + run.bytes.size();
  for (std::size_t i = 0; i < run.bytes.size(); ++i) {
    if ((document[begin + i] | 0x20) != run.bytes[i]) return false;
  }
  return !(run.whole_start && begin > 0 && is_word_byte(document[begin - 1])) &&
         !(run.whole_end && end < document.size() && is_word_byte(document[end]));
}

void LineFilter::add_grams(std::string_view form, bool whole_words) {
  const std::vector<char> usable = usable_bytes(form);
  for (GramTable* table : {&long_, &middle_, &short_, &pairs_}) {
    if (add_window(form, usable, whole_words, *table)) return;
  }
  for (const std::string_view sign : kSigns) {
    if (form.find(sign) == std::string_view::npos) continue;
    runs_.push_back({std::string(sign), false, false});
    for (char& c : runs_.back().bytes) c = static_cast<char>(c | 0x20);
    const std::size_t offset = sign.size() - pairs_.size();
    pairs_.add(sign.substr(offset), static_cast<std::uint32_t>((runs_.size() - 1) << kOffsetBits | offset));
    return;
  }
  every_line_ = true;
}

void LineFilter::mark_odd(std::string_view document, const std::vector<Line>& lines, std::vector<char>& marks) const {
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

void LineFilter::mark_grams(const GramTable& table, std::string_view document, const std::vector<Line>& lines,
                            std::vector<char>& marks) const {
  if (table.empty()) return;
  std::size_t line = 0;
  table.scan(document, [&](std::size_t at, std::uint32_t tag) -> std::size_t {
    if (!run_stands_at(document, at, tag)) return at;
    while (lines[line].next <= at) ++line;
    marks[line] = 1;
    return lines[line].next;
  });
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
    for (const GramTable* table : {&long_, &middle_, &short_, &pairs_}) mark_grams(*table, document, lines, scratch);
    mark_edges(document, lines, scratch);
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (scratch[i] != 0) candidates.push_back(static_cast<std::uint32_t>(i));
  }
}

}  // namespace pith
