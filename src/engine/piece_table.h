// Finds, in raw text, where phrases and literals could stand: thousands at once, each by a few bytes of it.
//
// Of every string the rarest piece of seven bytes is taken. The grams of four bytes at its first four offsets are
// looked for at every fourth byte of the text; a piece of five or six bytes borrows what it lacks, whatever it may be.
// When strings are too short for that, all have pieces of five bytes, of three or of two, and every second byte is
// looked at, which takes twice the time. What a gram points at is then compared: the words around it, or the bytes.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/gram_scan.h"
#include "engine/hash_index.h"
#include "engine/letters.h"
#include "engine/words.h"

namespace pith {

// What one thread's searches write down. Reused from text to text.
class PieceScratch {
 public:
  void reset(std::size_t pieces);

  // The word that was looked at last for a piece: one that many grams point at is hashed once.
  bool is_new(std::uint32_t piece, std::size_t at) const {
    const Seen& seen = seen_[piece];
    return seen.round != round_ || at < seen.begin || at >= seen.end;
  }
  void set_seen(std::uint32_t piece, std::size_t begin, std::size_t end) {
    seen_[piece] = {round_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  // The word that the character at `at` belongs to, or the next one.
  const HashedWord& word_at(std::string_view text, std::size_t at);

  ScanPlaces places;

 private:
  struct Seen {
    std::uint32_t round = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  std::vector<Seen> seen_;  // per piece
  std::uint32_t round_ = 0;
  HashedWord word_;  // the last that was asked for, in round word_round_
  std::uint32_t word_round_ = 0;
};

class PieceTable {
 public:
  // A phrase that stands in the text as whole words, given by its match form. False when it has no piece that could be
  // looked for.
  bool add_phrase(std::string_view form, std::uint32_t entry);
  // A literal that stands in the text letter by letter.
  bool add_literal(std::string_view literal, std::uint32_t entry);
  // `counts` are of text like that which is to be searched.
  void build(const GramCounts& counts);

  // Calls see(entry, place) for every place of the text where an entry could stand, `place` being inside of it. Some
  // places come more than once.
  template <class See>
  void find(std::string_view text, PieceScratch& scratch, See see) const;

 private:
  struct Piece {
    std::uint32_t entry = 0;
    std::uint32_t word = 0;            // which of `words` the grams stand in
    std::vector<std::uint64_t> words;  // of a phrase, by their hashes; else it is told by its bytes
    std::string bytes;                 // with the case bit set
    std::string same;                  // for each byte 0xFF, or 0 where writings differ
  };

  // Bytes of a piece from some offset on.
  struct Gram {
    std::uint32_t piece = 0;
    std::int32_t shift = 0;   // from the gram to a character of the piece's word, or to the piece's first byte
    std::uint64_t bytes = 0;  // as many as are the same in every text
    std::uint64_t mask = 0;
  };

  // What was added, until build(): which pieces are taken depends on all of them.
  struct Wanted {
    std::string text;
    std::uint32_t entry = 0;
    bool is_literal = false;
    bool by_words = false;

    std::vector<Letter> letters() const;
  };

  struct Window {
    std::size_t first = 0;  // letters
    std::size_t last = 0;
    bool empty() const { return first == last; }
  };

  bool want(Wanted wanted);
  Window rarest_window(std::string_view text, const std::vector<Letter>& letters, const GramCounts& counts) const;
  void add_piece(const Wanted& wanted, const GramCounts& counts);
  std::size_t add_bytes(const std::vector<Letter>& letters, Window window);
  void add_grams(const std::vector<Letter>& letters, Window window, std::int32_t shift);
  void add_writing(std::string_view writing, std::string_view known, std::int32_t shift);
  void add_slots(std::string_view known, unsigned lead, std::int32_t shift);
  Gram make_gram(std::string_view known, unsigned lead, std::int32_t shift) const;
  std::span<const std::uint32_t> likely_grams(std::string_view text, std::span<std::uint32_t> places) const;
  bool stands_at(std::string_view text, std::size_t place, std::uint32_t id, PieceScratch& scratch) const;
  bool words_stand_at(std::string_view text, std::size_t at, std::uint32_t id, PieceScratch& scratch) const;

  static std::uint64_t load(std::string_view text, std::size_t at);
  // Grams are told apart by four, five or six bytes: as many as are the same in every text.
  static constexpr std::array<std::uint64_t, 3> kMasks = {0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF};
  static std::size_t longest_mask(const Gram& gram);
  static constexpr std::uint64_t gram_hash(std::uint64_t gram) { return gram * 0x9E3779B97F4A7C15; }

  template <class See>
  void see_places(std::string_view text, std::span<const std::uint32_t> places, const HashIndex<Gram>& index,
                  std::uint32_t mask, PieceScratch& scratch, See see) const;

  std::vector<Wanted> wanted_;  // until build(), as are the next two
  std::size_t borrowers_ = 0;   // of these, those without a piece of seven bytes
  std::size_t short_ = 0;       // of these, those without one of five
  Stride stride_ = Stride::two;
  std::vector<Piece> pieces_;
  HashIndex<Gram> by_gram_;
  GramBits known_;
  std::array<HashBits, kMasks.size()> likely_;  // the grams of each mask
  std::vector<std::uint32_t> known_grams_;      // all, until build()
  std::vector<std::uint16_t> pairs_;            // pieces of two bytes, sorted
  HashIndex<Gram> by_pair_;
};

template <class See>
void PieceTable::find(std::string_view text, PieceScratch& scratch, See see) const {
  scratch.reset(pieces_.size());
  for (std::size_t from = 0; !by_gram_.items().empty() && from < text.size(); from += kScanChunk)
    see_places(text, likely_grams(text, find_grams(text, from, known_, scratch.places)), by_gram_, 0xFFFFFFFF, scratch,
               see);
  for (std::size_t from = 0; !pairs_.empty() && from < text.size(); from += kScanChunk)
    see_places(text, find_pairs(text, from, pairs_, scratch.places), by_pair_, 0xFFFF, scratch, see);
}

// Looks at places whose bytes, as many as the mask says, could be in the index.
template <class See>
void PieceTable::see_places(std::string_view text, std::span<const std::uint32_t> places, const HashIndex<Gram>& index,
                            std::uint32_t mask, PieceScratch& scratch, See see) const {
  for (const std::uint32_t at : places) {
    const std::uint64_t bytes = load(text, at);
    index.find(gram_hash(static_cast<std::uint32_t>(bytes) & mask), [&](const Gram& gram) {
      if ((bytes & gram.mask) != gram.bytes || std::int64_t{at} + gram.shift < 0) return;
      const auto place = static_cast<std::size_t>(std::int64_t{at} + gram.shift);
      if (stands_at(text, place, gram.piece, scratch)) see(pieces_[gram.piece].entry, place);
    });
  }
}

inline std::uint64_t PieceTable::load(std::string_view text, std::size_t at) {
  std::uint64_t bytes = 0;
  if (at + 8 <= text.size()) {
    __builtin_memcpy(&bytes, text.data() + at, 8);
  } else {
    __builtin_memcpy(&bytes, text.data() + at, text.size() - at);
  }
  return bytes | kCaseBits;
}

}  // namespace pith
