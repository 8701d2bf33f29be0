#include "engine/piece_table.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "engine/words.h"
#include "text/unicode.h"

namespace pith {
namespace {

constexpr std::size_t kLongestWord = 128;  // bytes of a match form; longer ones are not looked for
constexpr std::size_t kLongestRaw = 2 * kLongestWord;
constexpr std::size_t kMostBytes = 64;    // of a literal that are compared
constexpr std::size_t kNeighbours = 3;    // words on either side that are compared
constexpr std::size_t kWindow = 512;      // bytes that are looked at before and behind a word
constexpr std::size_t kCutCharacter = 4;  // bytes at the window's edge that may be part of a character

// Pieces of these lengths can be told at every fourth byte, the shorter ones with bytes that may be any.
constexpr std::size_t kLongPiece = kGram + 3;
constexpr std::size_t kShortPiece = kGram + 1;

// Letters in a row which could be a window.
struct Stretch {
  std::size_t bytes = 0;
  std::size_t writings = 1;
  std::size_t last = 0;
};

// Of letters from `first` on, with `wanted` bytes or a little more, or with fewer where no more can be used.
Stretch stretch_from(const std::vector<Letter>& letters, std::size_t first, std::size_t wanted) {
  Stretch stretch{0, 1, first};
  while (stretch.last < letters.size() && letters[stretch.last].usable && stretch.bytes < wanted) {
    const Letter& letter = letters[stretch.last];
    if (stretch.writings * letter.writings.size() > kMostWritings) break;
    stretch.bytes += letter.size;
    stretch.writings *= letter.writings.size();
    ++stretch.last;
  }
  return stretch;
}

// Bytes, as many as are of use.
std::size_t longest_window(const std::vector<Letter>& letters) {
  std::size_t longest = 0;
  for (std::size_t first = 0; first < letters.size() && longest < kLongPiece; ++first)
    longest = std::max(longest, stretch_from(letters, first, kLongPiece).bytes);
  return longest;
}

bool has_spaceless(std::string_view form) {
  for (std::size_t i = 0; i < form.size();) {
    const Decoded d = decode(form, i);
    if (is_spaceless(d.code_point)) return true;
    i += d.size;
  }
  return false;
}

}  // namespace

// Many pieces may have one gram; the word there is hashed once for them all. A character must begin at `at`.
const HashedWord& PieceScratch::word_at(std::string_view text, std::size_t at) {
  if (word_round_ != round_ || at < word_.begin || at >= word_.end) {
    const std::size_t start = word_start(text, at, kLongestRaw);
    word_ = word_from(text.substr(0, start + 2 * kLongestRaw), start);
    word_round_ = round_;
  }
  return word_;
}

void PieceScratch::reset(std::size_t pieces) {
  if (++round_ == 0) {
    round_ = 1;
    seen_.clear();
  }
  if (seen_.size() < pieces) seen_.resize(pieces);
}

std::vector<Letter> PieceTable::Wanted::letters() const {
  if (is_literal) return letters_of_literal(text);
  return by_words ? letters_of_form(text) : even_letters_of_form(text);
}

bool PieceTable::add_phrase(std::string_view form, std::uint32_t entry) {
  const bool by_words = !has_spaceless(form);
  for (HashedWord word = word_from(form, 0); by_words && word; word = word_from(form, word.end)) {
    if (word.end - word.begin > kLongestWord) return false;
  }
  return want({std::string(form), entry, false, by_words});
}

bool PieceTable::add_literal(std::string_view literal, std::uint32_t entry) {
  return want({std::string(literal), entry, true, false});
}

bool PieceTable::want(Wanted wanted) {
  const std::size_t longest = longest_window(wanted.letters());
  if (longest < kGram - 2) return false;
  if (longest < kLongPiece) ++borrowers_;
  if (longest < kShortPiece) ++short_;
  wanted_.push_back(std::move(wanted));
  return true;
}

void PieceTable::add_piece(const Wanted& wanted, const GramCounts& counts) {
  const std::vector<Letter> letters = wanted.letters();
  const Window window = rarest_window(wanted.text, letters, counts);
  Piece& piece = pieces_.emplace_back();
  piece.entry = wanted.entry;
  const std::string_view form = wanted.text;
  for (HashedWord word = word_from(form, 0); wanted.by_words && word; word = word_from(form, word.end)) {
    piece.words.push_back(word.hash);
    if (word.end <= letters[window.first].begin) ++piece.word;
  }
  const std::size_t before = piece.words.empty() ? add_bytes(letters, window) : 0;
  add_grams(letters, window, -static_cast<std::int32_t>(before));
}

// The rarest of the longest windows that are asked for.
PieceTable::Window PieceTable::rarest_window(std::string_view text, const std::vector<Letter>& letters,
                                             const GramCounts& counts) const {
  static constexpr std::array<std::size_t, 3> kByFour = {kLongPiece, kLongPiece - 1, kShortPiece};
  static constexpr std::array<std::size_t, 3> kByTwo = {kShortPiece, kGram - 1, kGram - 2};
  Window rarest;
  for (const std::size_t least : stride_ == Stride::four ? kByFour : kByTwo) {
    unsigned lowest = std::numeric_limits<unsigned>::max();
    for (std::size_t first = 0; first < letters.size(); ++first) {
      const Stretch stretch = stretch_from(letters, first, least);
      if (stretch.bytes < least) continue;
      const unsigned frequency =
          counts.frequency(text.substr(letters[first].begin, stretch.bytes)) + static_cast<unsigned>(stretch.writings);
      if (frequency >= lowest) continue;
      lowest = frequency;
      rarest = {first, stretch.last};
    }
    if (!rarest.empty()) break;
  }
  return rarest;
}

// Gives the last piece the bytes around the window; returns how many of them stand before it.
std::size_t PieceTable::add_bytes(const std::vector<Letter>& letters, Window window) {
  Piece& piece = pieces_.back();
  std::size_t before = 0;
  while (window.first > 0 && letters[window.first - 1].usable && before + letters[window.first - 1].size < kMostBytes) {
    --window.first;
    before += letters[window.first].size;
  }
  for (std::size_t k = window.first; k < letters.size() && letters[k].usable; ++k) {
    if (piece.bytes.size() >= before + kMostBytes) break;
    const std::vector<std::string>& writings = letters[k].writings;
    piece.bytes += writings[0];
    for (std::size_t i = 0; i < writings[0].size(); ++i) {
      const bool same = std::ranges::all_of(writings, [&](const std::string& w) { return w[i] == writings[0][i]; });
      piece.same += same ? '\xFF' : '\0';
    }
  }
  return before;
}

// Adds the grams of the window, in every writing; `shift` is that of its first byte.
void PieceTable::add_grams(const std::vector<Letter>& letters, Window window, std::int32_t shift) {
  std::vector<std::string> all = {std::string()};
  for (std::size_t k = window.first; k < window.last; ++k) all = extended(all, letters[k], false);
  std::string behind;  // what follows in every text
  for (std::size_t k = window.last; k < letters.size() && behind.size() < sizeof(Gram::bytes); ++k) {
    if (!letters[k].usable || letters[k].writings.size() > 1) break;
    behind += letters[k].writings[0];
  }
  for (const std::string& text : all) add_writing(text, text + behind, shift);
}

void PieceTable::add_writing(std::string_view writing, std::string_view known, std::int32_t shift) {
  if (writing.size() < kGram - 1) {
    const Gram gram = make_gram(known, 0, shift);
    const auto pair = static_cast<std::uint16_t>(gram.bytes);
    pairs_.push_back(pair);
    by_pair_.add(gram_hash(pair), gram);
    return;
  }
  // As many offsets in a row as bytes are passed over. One before the first byte borrows a byte, as the last one may.
  const auto count = static_cast<std::int32_t>(stride_);
  const bool borrows = known.size() < kGram + static_cast<std::size_t>(stride_) - 1;
  if (borrows) add_slots(known, 1, shift + 1);
  for (std::int32_t k = 0; k < (borrows ? count - 1 : count); ++k)
    add_slots(known.substr(static_cast<std::size_t>(k)), 0, shift - k);
}

// Adds a gram of the first bytes of `known`, behind `lead` unknown ones, and the slots where it is found: with a byte
// that is not known there are many.
void PieceTable::add_slots(std::string_view known, unsigned lead, std::int32_t shift) {
  const Gram gram = make_gram(known, lead, shift);
  const auto case_bits = static_cast<std::uint32_t>(kCaseBits);
  const std::uint32_t unknown = ~static_cast<std::uint32_t>(gram.mask) & ~case_bits;
  // Every value of the bits that are not known; a borrowed byte has seven.
  std::uint32_t bits = 0;
  do {
    const std::uint32_t whole = static_cast<std::uint32_t>(gram.bytes) | bits | case_bits;
    known_grams_.push_back(whole);
    by_gram_.add(gram_hash(whole), gram);
    bits = (bits - unknown) & unknown;
  } while (bits != 0);
}

// Of the piece that was added last.
PieceTable::Gram PieceTable::make_gram(std::string_view known, unsigned lead, std::int32_t shift) const {
  Gram gram{static_cast<std::uint32_t>(pieces_.size() - 1), shift, 0, 0};
  for (std::size_t i = 0; i < known.size() && i + lead < sizeof(gram.bytes); ++i) {
    gram.bytes |= std::uint64_t{static_cast<unsigned char>(known[i])} << (8 * (i + lead));
    gram.mask |= std::uint64_t{0xFF} << (8 * (i + lead));
  }
  return gram;
}

// The first for grams with bytes that may be any: they have a slot for each.
std::size_t PieceTable::longest_mask(const Gram& gram) {
  std::size_t longest = 0;
  while (longest + 1 < kMasks.size() && (gram.mask & kMasks[longest + 1]) == kMasks[longest + 1]) ++longest;
  return longest;
}

void PieceTable::build(const GramCounts& counts) {
  // A borrowed byte fills more than a hundred slots: few strings may have one.
  constexpr std::size_t kOneIn = 16;
  stride_ = short_ == 0 && borrowers_ * kOneIn <= wanted_.size() ? Stride::four : Stride::two;
  for (const Wanted& wanted : wanted_) add_piece(wanted, counts);
  wanted_ = {};
  constexpr unsigned kSpare = 5;  // more are right more often, but leave no room in the nearest cache
  known_.build(known_grams_, stride_);
  known_grams_ = {};
  by_gram_.build();
  std::array<std::size_t, kMasks.size()> sizes{};
  for (const auto& [hash, gram] : by_gram_.items()) ++sizes[longest_mask(gram)];
  for (std::size_t k = 0; k < kMasks.size(); ++k) likely_[k].reset(sizes[k], kSpare);
  for (const auto& [hash, gram] : by_gram_.items()) {
    const std::size_t k = longest_mask(gram);
    likely_[k].add(k == 0 ? hash : gram_hash(gram.bytes & kMasks[k]));
  }
  by_pair_.build();
  std::ranges::sort(pairs_);
  pairs_.erase(std::unique(pairs_.begin(), pairs_.end()), pairs_.end());
}

// Keeps the places where more than the four bytes of a gram are right.
std::span<const std::uint32_t> PieceTable::likely_grams(std::string_view text, std::span<std::uint32_t> places) const {
  std::size_t count = 0;
  for (const std::uint32_t at : places) {
    const std::uint64_t bytes = load(text, at);
    unsigned likely = 0;  // no branch: it would be hard to foretell
    for (std::size_t k = 0; k < kMasks.size(); ++k) likely |= likely_[k].has(gram_hash(bytes & kMasks[k])) ? 1U : 0U;
    places[count] = at;
    count += likely;
  }
  return places.first(count);
}

// `place` is where a gram's shift leads: a letter of the piece's word, or its first byte.
bool PieceTable::stands_at(std::string_view text, std::size_t place, std::uint32_t id, PieceScratch& scratch) const {
  const Piece& piece = pieces_[id];
  if (!piece.words.empty()) return words_stand_at(text, place, id, scratch);
  if (place > text.size() || text.size() - place < piece.bytes.size()) return false;
  for (std::size_t i = 0; i < piece.bytes.size(); ++i) {
    if (((with_case_bit(text[place + i]) ^ piece.bytes[i]) & piece.same[i]) != 0) return false;
  }
  return true;
}

// Is the word at `at` the phrase's, between the same words? Looks at few words on either side and not far; says yes
// when that is not enough to tell.
bool PieceTable::words_stand_at(std::string_view text, std::size_t at, std::uint32_t id, PieceScratch& scratch) const {
  // A gram that leaves out the first byte may lead to the end of another character.
  const bool begins_character = at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
  if (!begins_character || !scratch.is_new(id, at)) return false;
  const Piece& piece = pieces_[id];
  const HashedWord& word = scratch.word_at(text, at);
  if (!word || word.begin > at) return false;
  scratch.set_seen(id, word.begin, word.end);
  if (word.hash != piece.words[piece.word]) return false;

  const std::string_view behind = text.substr(0, word.end + kWindow);
  std::size_t end = word.end;
  const std::size_t last = std::min(piece.words.size(), piece.word + kNeighbours + 1);
  for (std::size_t k = piece.word + 1; k < last; ++k) {
    const HashedWord next = word_from(behind, end);
    if (behind.size() < text.size() && (!next || next.end + kCutCharacter > behind.size())) break;
    if (!next || next.hash != piece.words[k]) return false;
    end = next.end;
  }
  const std::size_t left = word.begin > kWindow ? word.begin - kWindow : 0;
  const std::string_view before = text.substr(left);
  std::size_t begin = word.begin - left;
  const std::size_t first = piece.word > kNeighbours ? piece.word - kNeighbours : 0;
  for (std::size_t k = piece.word; k > first; --k) {
    const HashedWord previous = word_before(before, begin);
    if (left > 0 && (!previous || previous.begin < kCutCharacter)) break;
    if (!previous || previous.hash != piece.words[k - 1]) return false;
    begin = previous.begin;
  }
  return true;
}

}  // namespace pith
