// What lines have in common: keys under which lines of one kind are counted together.
//
// A key is a hash of a part of a line's match form (text/match_form.h): of the whole line, of its first words, of its
// last words, or of its shape, which is the line with every number, and perhaps one word beside numbers ("# May at #"),
// left open. Lines that share a key are what a rule with `is`, `starts`, `ends` or `like` would take.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/match_form.h"

namespace pith {

enum class KeyKind : std::uint8_t { whole, start, end, shape };

// `begin` and `end` are offsets into LineKeys::form(): of the part that is the phrase, or, of a shape, of the word that
// is left open (begin == end: none is).
struct LineKey {
  std::uint64_t key = 0;
  KeyKind kind = KeyKind::whole;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// Keeps its memory from line to line.
class LineKeys {
 public:
  // Looks at a line; what the others return is about it.
  void read(std::string_view line);

  // The form with its edge junk.
  std::string_view form() const { return form_; }
  // No phrase can name it: it holds no letter, digit or bracket.
  bool is_empty() const { return place_.empty(); }
  // 0 when it is empty.
  std::uint64_t whole() const { return whole_; }
  std::uint32_t words() const { return count_words(form_); }
  bool has_sentence() const { return has_sentence_end(form_); }

  // Appends the keys of starts, ends and shapes; at most some twenty, whatever the line.
  void add_parts(std::vector<LineKey>& keys);

 private:
  void add_starts(std::vector<LineKey>& keys) const;
  void add_ends(std::vector<LineKey>& keys) const;
  void add_shapes(std::vector<LineKey>& keys);

  std::string form_;
  MatchForm place_;
  std::uint64_t whole_ = 0;
  std::string shape_;
};

// The written text that a part of a line's form was made from.
std::string_view written_part(std::string_view line, std::uint32_t begin, std::uint32_t end);

// The line without what the form drops at both edges.
std::string_view without_edge_junk(std::string_view line);

// An anchored regex for lines of the shape of `line`, whose word at [begin, end) of the form is left open.
std::string shape_regex(std::string_view line, std::uint32_t begin, std::uint32_t end);

}  // namespace pith
