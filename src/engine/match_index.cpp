#include "engine/match_index.h"

#include <algorithm>
#include <array>
#include <string>

#include "engine/line_match.h"
#include "engine/words.h"
#include "text/match_form.h"
#include "text/odd.h"
#include "text/unicode.h"

namespace pith {
namespace {

using ast::Word;

// Signs that no other character has for its form. A phrase without a word to go by is found by one of them.
constexpr std::array<std::string_view, 6> kSigns = {"©", "®", "§", "•", "►", "▶"};

std::vector<std::uint64_t> words_of(std::string_view form) {
  std::vector<std::uint64_t> words;
  for (HashedWord word = word_from(form, 0); word; word = word_from(form, word.end)) words.push_back(word.hash);
  return words;
}

// The words at one edge of a line, from there inwards, whether it has no others, and the sign behind them.
struct EdgeWords {
  std::string form;
  std::vector<std::uint64_t> words;
  bool whole = false;
  char sign = '\0';
};

// Behind the last word of a phrase.
char sign_behind(std::string_view form) {
  return sign_at(form, word_before(form, form.size()).end);
}

// Of every line that has `text`, one of RegexFacts::starts or ends, at that edge.
template <class Walk>
EdgeWords edge_words(std::string_view text) {
  EdgeWords edge;
  edge.whole = Walk::kFromStart ? text.ends_with('\n') : text.starts_with('\n');
  if (edge.whole) text = text.substr(Walk::kFromStart ? 0 : 1, text.size() - 1);
  // The bar keeps white space at the inner end, which says that a word is whole.
  build_match_form(Walk::kFromStart ? std::string(text) + "|" : "|" + std::string(text), edge.form);
  const std::size_t bar = Walk::kFromStart ? edge.form.size() - 1 : 1;
  std::size_t behind = 0;
  for (HashedWord word = Walk::first(edge.form); word; word = Walk::next(edge.form, Walk::inner(word))) {
    const std::size_t inner = Walk::inner(word);
    if (!edge.whole && (inner == bar || !is_word_edge(edge.form, inner))) break;
    edge.words.push_back(word.hash);
    behind = std::max(behind, word.end);
  }
  // A regex sees the line as it is, so that its signs stand there too.
  edge.sign = sign_at(std::string_view(edge.form).substr(0, Walk::kFromStart ? bar : edge.form.npos), behind);
  return edge;
}

// False when one of the texts has no word that could be looked for; then nothing is added.
template <class Walk>
bool add_edges(const std::vector<std::string>& texts, EdgeTable<Walk>& table, std::uint32_t entry) {
  std::vector<EdgeWords> edges;
  for (const std::string& text : texts) {
    edges.push_back(edge_words<Walk>(text));
    if (edges.back().words.empty()) return false;
  }
  for (const EdgeWords& edge : edges) table.add(edge.form, edge.words, edge.whole, edge.sign, entry);
  return !edges.empty();
}

bool has_odd(std::string_view text) {
  std::vector<std::uint32_t> places;
  find_odd(text, places);
  return !places.empty();
}

// Lines are looked at a few at a time, so that rules which are to be tried on every line need no room for all lines.
constexpr LineIndex kMostLines = 1024;
constexpr std::uint32_t kMostBytes = 1 << 16;

// As many candidates may be named again before they are sorted out.
constexpr std::size_t kMostCandidates = std::size_t{1} << 16;

void sort_out(std::vector<Candidate>& candidates) {
  std::ranges::sort(candidates);
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
}

// Fills `visible` with the line's text without the odd characters; false when one of them is not invisible, or when
// ill-formed bytes around it would become a character.
bool take_visible(std::string_view document, const Line& line, std::span<const std::uint32_t> odd,
                  std::string& visible) {
  visible.clear();
  std::size_t from = line.begin;
  for (const std::uint32_t at : odd) {
    const Decoded d = decode(document, at);
    if (!d.valid || !is_invisible(d.code_point)) return false;
    visible.append(document, from, at - from);
    from = at + d.size;
    if (from < line.end && (static_cast<unsigned char>(document[from]) & 0xC0) == 0x80) return false;
  }
  visible.append(document, from, line.end - from);
  return true;
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

void Hits::set_known(MatcherId matcher) {
  if (lines_[matcher].empty()) used_.push_back(matcher);
  known_[matcher] = 1;
}

MatchIndex::MatchIndex(const ProgramData& program, const std::vector<MatcherId>& matchers) : program_(program) {
  GramCounts counts;
  for (const MatcherId id : matchers) count_grams(program.matchers[id], counts);
  for (const MatcherId id : matchers) {
    const CompiledMatcher& matcher = program.matchers[id];
    if (matcher.scan) continue;
    for (const std::uint32_t pattern : matcher.patterns) {
      const auto entry = static_cast<std::uint32_t>(entries_.size());
      entries_.push_back(entry_of(id, pattern));
      if (matcher.word == Word::like) {
        add_regex(program.regexes[pattern], entry);
      } else {
        add_phrase(program.phrases[pattern], entry);
      }
    }
  }
  first_words_.build();
  last_words_.build();
  pieces_.build(counts);
  form_pieces_.build(counts);
}

// The patterns are also the sample of what texts are made of.
void MatchIndex::count_grams(const CompiledMatcher& matcher, GramCounts& counts) const {
  for (const std::uint32_t pattern : matcher.patterns) {
    if (matcher.word != Word::like) {
      counts.add(program_.phrases[pattern].text);
      continue;
    }
    for (const RegexLiteral& literal : program_.regexes[pattern].facts().literals) counts.add(literal.raw);
  }
}

void MatchIndex::add_phrase(const Phrase& phrase, std::uint32_t entry) {
  std::string form = phrase.text;
  if (phrase.exact) {
    // Plain bytes have the words of their form. Odd ones stand in odd lines only, where their words are not looked for.
    if (has_odd(phrase.text)) odd_lines_.push_back(entry);
    form.clear();
    build_match_form(phrase.text, form);
  }
  std::vector<std::uint64_t> words = words_of(form);
  if (phrase.word == Word::has || words.empty()) {
    add_has(form, entry);
  } else if (phrase.word == Word::ends) {
    std::ranges::reverse(words);
    last_words_.add(form, words, false, sign_behind(form), entry);
  } else {
    first_words_.add(form, words, phrase.word == Word::is, sign_behind(form), entry);
  }
}

void MatchIndex::add_has(std::string_view form, std::uint32_t entry) {
  const bool added = pieces_.add_phrase(form, entry) && form_pieces_.add_phrase(form, entry);
  if (!added && !add_sign(form, entry)) every_line_.push_back(entry);
}

bool MatchIndex::add_sign(std::string_view form, std::uint32_t entry) {
  const auto sign = std::ranges::find_if(kSigns, [&](std::string_view s) { return form.find(s) != form.npos; });
  return sign != kSigns.end() && pieces_.add_literal(*sign, entry) && form_pieces_.add_literal(*sign, entry);
}

// By the words at an edge when every text that matches has known whole words there, else by the literals.
void MatchIndex::add_regex(const Regex& regex, std::uint32_t entry) {
  if (add_edges(regex.facts().starts, first_words_, entry) || add_edges(regex.facts().ends, last_words_, entry)) return;
  for (const RegexLiteral& literal : regex.facts().literals) {
    if (pieces_.add_literal(literal.raw, entry) &&
        form_pieces_.add_literal(std::string_view(literal.form).substr(0, literal.firm), entry)) {
      continue;
    }
    every_line_.push_back(entry);
    return;
  }
}

// `odd` are the places of the line's odd characters. When all of them are invisible, and so no part of the form, the
// line is looked through without them; what is left is plain. (Regexes, which see them, were looked for before.)
void MatchIndex::find_in_odd_line(LineTable& table, LineIndex line, std::span<const std::uint32_t> odd,
                                  MatchScratch& scratch) const {
  const auto note = [&](std::uint32_t entry) { scratch.candidates.push_back({line, entry}); };
  for (const std::uint32_t entry : odd_lines_) note(entry);
  const bool hidden = take_visible(table.document(), table[line], odd, scratch.visible);
  const std::string_view text = hidden ? std::string_view(scratch.visible) : table.form(line);
  first_words_.find(text, note);
  last_words_.find(text, note);
  // Exact phrases see the line as it is.
  first_words_.find(table[line].text(table.document()), note);
  last_words_.find(table[line].text(table.document()), note);
  const PieceTable& pieces = hidden ? pieces_ : form_pieces_;
  pieces.find(text, scratch.pieces, [&](std::uint32_t entry, std::size_t) { note(entry); });
}

void MatchIndex::find_candidates(LineTable& table, LineRange lines, MatchScratch& scratch) const {
  const std::uint32_t base = table[lines.begin].begin;
  const std::string_view document = table.document();
  const std::string_view window = document.substr(base, table[lines.end - 1].next - base);
  std::vector<Candidate>& candidates = scratch.candidates;
  candidates.clear();
  std::size_t limit = kMostCandidates;
  LineIndex last = lines.begin;
  pieces_.find(window, scratch.pieces, [&](std::uint32_t entry, std::size_t place) {
    const std::size_t at = base + place;
    if (at < table[last].begin || at >= table[last].next) last = table.line_at(at);
    if (table[last].blank) return;
    // Many places of one line may name the same pattern.
    if (!candidates.empty() && candidates.back() == Candidate{last, entry}) return;
    if (candidates.size() >= limit) {
      sort_out(candidates);
      limit = std::max(kMostCandidates, 2 * candidates.size());
    }
    candidates.push_back({last, entry});
  });

  scratch.odd_places.clear();
  find_odd(window, scratch.odd_places);
  for (std::uint32_t& place : scratch.odd_places) place += base;
  auto odd = scratch.odd_places.begin();
  for (LineIndex line = lines.begin; line < lines.end; ++line) {
    const Line& place = table[line];
    if (place.blank) continue;
    for (const std::uint32_t entry : every_line_) candidates.push_back({line, entry});
    while (odd != scratch.odd_places.end() && *odd < place.begin) ++odd;
    if (odd != scratch.odd_places.end() && *odd < place.next) {
      const auto end = std::find_if(odd, scratch.odd_places.end(), [&](std::uint32_t at) { return at >= place.next; });
      find_in_odd_line(table, line, {odd, end}, scratch);
      odd = end;
      continue;
    }
    const std::string_view text = place.text(document);
    const auto note = [&](std::uint32_t entry) { candidates.push_back({line, entry}); };
    first_words_.find(text, note);
    last_words_.find(text, note);
  }
  sort_out(candidates);
}

LineRange MatchIndex::next_lines(const LineTable& table, LineIndex from) {
  LineIndex to = from;
  while (to < table.size() && to - from < kMostLines && table[to].next - table[from].begin <= kMostBytes) ++to;
  return {from, std::max(to, from + 1)};
}

void MatchIndex::scan(LineTable& table, Hits& hits) const {
  // So many candidates are tried together.
  constexpr std::size_t kBatch = 64;
  for (LineIndex from = 0; from < table.size();) {
    const LineRange lines = next_lines(table, from);
    find_candidates(table, lines, hits.scratch);
    for (std::span<const Candidate> rest = hits.scratch.candidates; !rest.empty();) {
      const std::size_t size = std::min(rest.size(), kBatch);
      try_all(rest.first(size), table, hits);
      rest = rest.subspan(size);
    }
    from = lines.end;
  }
}

MatchIndex::Entry MatchIndex::entry_of(MatcherId id, std::uint32_t pattern) const {
  const CompiledMatcher& matcher = program_.matchers[id];
  Entry entry;
  entry.matcher = id;
  entry.word = matcher.word;
  entry.narrowed = !matcher.counts.empty() || !matcher.excludes.empty();
  if (matcher.word == Word::like) {
    entry.regex = &program_.regexes[pattern];
  } else {
    entry.exact = program_.phrases[pattern].exact;
    entry.text = program_.phrases[pattern].text;
  }
  return entry;
}

// Of thousands of rules each has its own place in memory: all that the candidates need is asked for before the first of
// them is tried.
void MatchIndex::try_all(std::span<const Candidate> candidates, LineTable& table, Hits& hits) const {
  for (const Candidate& candidate : candidates) __builtin_prefetch(&entries_[candidate.entry]);
  for (const Candidate& candidate : candidates) {
    const Entry& entry = entries_[candidate.entry];
    hits.prefetch(entry.matcher);
    __builtin_prefetch(entry.regex != nullptr ? static_cast<const void*>(entry.regex) : entry.text.data());
  }
  for (const Candidate& candidate : candidates) {
    const Entry& entry = entries_[candidate.entry];
    const std::vector<LineIndex>& found = hits.of(entry.matcher);
    if (!found.empty() && found.back() == candidate.line) continue;
    const Tried tried(hits.costs, entry.matcher);
    if (matches(entry, table, candidate.line)) hits.add(entry.matcher, candidate.line);
  }
}

bool MatchIndex::matches(const Entry& entry, LineTable& table, LineIndex line) const {
  const CompiledMatcher* const narrowed = entry.narrowed ? &program_.matchers[entry.matcher] : nullptr;
  if (narrowed != nullptr && !counts_hold(*narrowed, table, line)) return false;
  const bool matched = entry.regex != nullptr ? entry.regex->matches(table.trimmed(line))
                                              : phrase_matches(entry.word, entry.exact, entry.text, table, line);
  return matched && (narrowed == nullptr || !is_excluded(program_, *narrowed, table, line));
}

namespace {

// Of lines that match, ascending, those that stand next to so many others.
void add_runs(const std::vector<LineIndex>& lines, std::uint32_t least, MatcherId run, const LineTable& table,
              Hits& hits) {
  for (std::size_t begin = 0; begin < lines.size();) {
    std::size_t end = begin + 1;
    while (end < lines.size() && table.next_content(lines[end - 1]) == lines[end]) ++end;
    for (std::size_t i = begin; end - begin >= least && i < end; ++i) hits.add(run, lines[i]);
    begin = end;
  }
}

}  // namespace

const std::vector<LineIndex>& lines_of(const ProgramData& program, MatcherId matcher, LineTable& table, Hits& hits) {
  if (const CompiledMatcher& run = program.matchers[matcher]; run.run != 0 && !hits.is_known(matcher)) {
    hits.set_known(matcher);
    add_runs(lines_of(program, run.of, table, hits), run.run, matcher, table, hits);
  }
  if (program.matchers[matcher].scan && !hits.is_known(matcher)) {
    hits.set_known(matcher);
    for (const LineIndex line : table.content()) {
      const Tried tried(hits.costs, matcher);
      if (matcher_matches(program, matcher, table, line)) hits.add(matcher, line);
    }
  }
  return hits.of(matcher);
}

}  // namespace pith
