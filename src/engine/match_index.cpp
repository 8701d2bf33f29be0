#include "engine/match_index.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

#include "engine/line_match.h"
#include "text/unicode.h"

namespace pith {
namespace {

using ast::Word;

// Keys of `starts` and `ends` are the longest of these that fit into the phrase.
constexpr std::array<std::size_t, 5> kKeySizes = {16, 8, 4, 2, 1};

std::uint64_t hash_of(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

std::size_t key_size_index(std::size_t size) {
  std::size_t k = 0;
  while (kKeySizes[k] > size) ++k;
  return k;
}

// Literals of regexes are found by three bytes of them.
constexpr std::size_t kGramSize = 3;
static_assert(kGramSize <= kShortestLiteral);
constexpr unsigned kGramBits = 15;

std::uint32_t gram_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + i])); };
  return byte(0) | byte(1) << 8 | byte(2) << 16;
}

constexpr std::uint32_t gram_bit(std::uint32_t gram) {
  return (gram * 0x9E3779B1U) >> (32 - kGramBits);
}

// Where the gram starts that ordinary text is least likely to hold.
std::size_t rarest_gram(std::string_view literal) {
  constexpr std::string_view kFrequent = "etaoinsrhldu";  // the more to the left, the more frequent
  const auto rarity = [&](char c) {
    const std::size_t at = kFrequent.find(c);
    return at == std::string_view::npos ? kFrequent.size() : at;
  };
  std::size_t best = 0;
  std::size_t most = 0;
  for (std::size_t i = 0; i + kGramSize <= literal.size(); ++i) {
    const std::size_t sum = rarity(literal[i]) + rarity(literal[i + 1]) + rarity(literal[i + 2]);
    if (sum <= most) continue;
    most = sum;
    best = i;
  }
  return best;
}

struct WordAt {
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool is_key_char(char32_t c) {
  return is_word(c) && !is_spaceless(c);
}

// The next word of a script with spaces at `from` or behind it.
std::optional<WordAt> next_word(std::string_view form, std::size_t from) {
  const auto step = [&](std::size_t i, std::size_t& size) {
    const auto byte = static_cast<unsigned char>(form[i]);
    if (byte < 0x80) {
      size = 1;
      return is_word(byte);
    }
    const Decoded d = decode(form, i);
    size = d.size;
    return is_key_char(d.code_point);
  };
  std::size_t size = 0;
  while (from < form.size() && !step(from, size)) from += size;
  if (from >= form.size()) return std::nullopt;
  std::size_t end = from;
  while (end < form.size() && step(end, size)) end += size;
  return WordAt{from, end};
}

}  // namespace

void Hits::reset(std::size_t matchers) {
  for (const MatcherId matcher : used_) {
    lines_[matcher].clear();
    known_[matcher] = 0;
  }
  used_.clear();
  lines_.resize(matchers);
  known_.resize(matchers, 0);
}

void Hits::add(MatcherId matcher, LineIndex line) {
  std::vector<LineIndex>& lines = lines_[matcher];
  if (lines.empty() && known_[matcher] == 0) used_.push_back(matcher);
  if (lines.empty() || lines.back() != line) lines.push_back(line);
}

bool Hits::has(MatcherId matcher, LineIndex line) const {
  return std::ranges::binary_search(lines_[matcher], line);
}

void Hits::reset_tries(std::size_t entries) {
  constexpr std::uint64_t kMostRounds = std::uint64_t{1} << 32;
  if (++round_ == kMostRounds) {
    round_ = 1;
    tries_.clear();
  }
  if (tries_.size() < entries) tries_.resize(entries, 0);
}

bool Hits::first_try(std::size_t entry, LineIndex line) {
  const std::uint64_t now = round_ << 32 | line;
  if (tries_[entry] == now) return false;
  tries_[entry] = now;
  return true;
}

void Hits::set_known(MatcherId matcher) {
  if (lines_[matcher].empty()) used_.push_back(matcher);
  known_[matcher] = 1;
}

void MatchIndex::Table::build() {
  std::ranges::sort(entries_, {}, &Entry::hash);
  const unsigned bits = std::max(6U, static_cast<unsigned>(std::bit_width(entries_.size()) + 2));
  shift_ = 64 - bits;
  starts_.assign((std::size_t{1} << bits) + 1, 0);
  for (const Entry& entry : entries_) ++starts_[(entry.hash >> shift_) + 1];
  for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
}

template <class See>
void MatchIndex::Table::find(std::uint64_t hash, See see) const {
  const std::size_t bucket = hash >> shift_;
  for (std::uint32_t i = starts_[bucket]; i < starts_[bucket + 1]; ++i) {
    if (entries_[i].hash == hash) see(entries_[i]);
  }
}

MatchIndex::MatchIndex(const ProgramData& program, const std::vector<MatcherId>& matchers)
    : program_(program), filter_(program, matchers) {
  for (const MatcherId id : matchers) {
    const CompiledMatcher& matcher = program.matchers[id];
    if (matcher.scan) continue;
    for (const std::uint32_t pattern : matcher.patterns) {
      if (matcher.word == Word::like) {
        add_regex(pattern, id);
      } else {
        add_phrase(pattern, id);
      }
    }
  }
  build_literals();
  is_.build();
  starts_.build();
  ends_.build();
  has_.build();
}

void MatchIndex::add_phrase(std::uint32_t index, MatcherId matcher) {
  const Phrase& phrase = program_.phrases[index];
  const std::string_view text = phrase.text;
  if (phrase.exact) {
    others_.push_back({index, matcher});
    return;
  }
  const std::size_t k = key_size_index(text.size());
  switch (phrase.word) {
    case Word::is:
      is_.add({hash_of(text), index, 0, matcher});
      return;
    case Word::starts:
      start_sizes_ |= 1U << k;
      starts_.add({hash_of(text.substr(0, kKeySizes[k])), index, 0, matcher});
      return;
    case Word::ends:
      end_sizes_ |= 1U << k;
      ends_.add({hash_of(text.substr(text.size() - kKeySizes[k])), index, 0, matcher});
      return;
    case Word::has: {
      // Phrases do not split words, so every word inside the phrase is a whole word of the line. The longest is the
      // rarest, as a rule.
      WordAt longest;
      for (auto word = next_word(text, 0); word; word = next_word(text, word->end)) {
        if (word->end - word->begin > longest.end - longest.begin) longest = *word;
      }
      if (longest.end == 0 && text.size() >= kGramSize) {
        // Signs, or a script without spaces.
        add_literal(text, {index, matcher, true});
      } else if (longest.end == 0) {
        others_.push_back({index, matcher});
      } else {
        has_.add({hash_of(text.substr(longest.begin, longest.end - longest.begin)), index,
                  static_cast<std::uint32_t>(longest.begin), matcher});
      }
      return;
    }
    case Word::like:
    case Word::any:
      return;
  }
}

void MatchIndex::add_regex(std::uint32_t regex, MatcherId matcher) {
  for (const RegexLiteral& literal : program_.regexes[regex].facts().literals) {
    add_literal(std::string_view(literal.text).substr(0, literal.firm), {regex, matcher, false});
  }
}

void MatchIndex::add_literal(std::string_view text, ByLiteral what) {
  // The literals of one regex stand one behind the other and share an entry.
  if (by_literal_.empty() || by_literal_.back() != what) by_literal_.push_back(what);
  const std::size_t offset = rarest_gram(text);
  literals_.push_back({gram_at(text, offset), static_cast<std::uint32_t>(offset),
                       static_cast<std::uint32_t>(by_literal_.size() - 1), text});
}

void MatchIndex::build_literals() {
  std::ranges::stable_sort(literals_, {}, &Literal::gram);
  if (!literals_.empty()) gram_bits_.assign((std::size_t{1} << kGramBits) / 64, 0);
  for (const Literal& literal : literals_) {
    const std::uint32_t bit = gram_bit(literal.gram);
    gram_bits_[bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
}

void MatchIndex::match_literals(std::string_view form, LineTable& table, LineIndex line, Hits& hits) const {
  for (std::size_t i = 0; i + kGramSize <= form.size(); ++i) {
    const std::uint32_t gram = gram_at(form, i);
    const std::uint32_t bit = gram_bit(gram);
    if ((gram_bits_[bit / 64] >> (bit % 64) & 1) == 0) continue;
    for (auto it = std::ranges::lower_bound(literals_, gram, {}, &Literal::gram);
         it != literals_.end() && it->gram == gram; ++it) {
      if (i >= it->offset && form.substr(i - it->offset).starts_with(it->text))
        try_literal(it->what, table, line, hits);
    }
  }
}

void MatchIndex::try_literal(std::uint32_t what, LineTable& table, LineIndex line, Hits& hits) const {
  if (!hits.first_try(what, line)) return;
  const ByLiteral& entry = by_literal_[what];
  const bool matches = entry.is_phrase ? phrase_matches(program_.phrases[entry.pattern], table, line)
                                       : program_.regexes[entry.pattern].matches(table.trimmed(line));
  if (matches) hit(entry.matcher, table, line, hits);
}

void MatchIndex::scan(LineTable& table, Hits& hits) const {
  hits.reset_tries(by_literal_.size());
  hits.candidates.clear();
  filter_.find(table, hits.marks, hits.candidates);
  for (const LineIndex line : hits.candidates) match_line(table, line, hits);
}

void MatchIndex::hit(MatcherId matcher, LineTable& table, LineIndex line, Hits& hits) const {
  const std::vector<LineIndex>& lines = hits.of(matcher);
  if (!lines.empty() && lines.back() == line) return;
  if (narrowing_holds(program_, program_.matchers[matcher], table, line)) hits.add(matcher, line);
}

void MatchIndex::match_line(LineTable& table, LineIndex line, Hits& hits) const {
  const auto verify = [&](const Entry& entry) {
    if (phrase_matches(program_.phrases[entry.phrase], table, line)) hit(entry.matcher, table, line, hits);
  };
  if (!is_.empty()) is_.find(hash_of(table.form_inside(line)), verify);
  const std::string_view from_first = table.form_from_first(line);
  const std::string_view to_last = table.form_to_last(line);
  for (std::size_t k = 0; k < kKeySizes.size(); ++k) {
    const std::size_t size = kKeySizes[k];
    if ((start_sizes_ >> k & 1) != 0 && from_first.size() >= size)
      starts_.find(hash_of(from_first.substr(0, size)), verify);
    if ((end_sizes_ >> k & 1) != 0 && to_last.size() >= size)
      ends_.find(hash_of(to_last.substr(to_last.size() - size)), verify);
  }
  if (!has_.empty()) match_words(table.form(line), table, line, hits);
  if (!literals_.empty()) match_literals(table.form(line), table, line, hits);
  for (const ByPhrase& other : others_) {
    if (phrase_matches(program_.phrases[other.phrase], table, line)) hit(other.matcher, table, line, hits);
  }
}

void MatchIndex::match_words(std::string_view form, LineTable& table, LineIndex line, Hits& hits) const {
  for (auto word = next_word(form, 0); word; word = next_word(form, word->end)) {
    has_.find(hash_of(form.substr(word->begin, word->end - word->begin)), [&](const Entry& entry) {
      if (word->begin < entry.offset) return;
      if (stands_at(form, word->begin - entry.offset, program_.phrases[entry.phrase].text)) {
        hit(entry.matcher, table, line, hits);
      }
    });
  }
}

const std::vector<LineIndex>& lines_of(const ProgramData& program, MatcherId matcher, LineTable& table, Hits& hits) {
  if (program.matchers[matcher].scan && !hits.is_known(matcher)) {
    hits.set_known(matcher);
    for (const LineIndex line : table.content()) {
      if (matcher_matches(program, matcher, table, line)) hits.add(matcher, line);
    }
  }
  return hits.of(matcher);
}

}  // namespace pith
