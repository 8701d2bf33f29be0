// Finds, in raw text, the lines that hold one of many pieces of words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/gram_table.h"
#include "text/lines.h"

namespace pith {

// Pieces come from match forms: case and, inside words, nothing else may differ in a text of plain characters (see
// text/plain.h). Grams of a piece find it; the whole piece is compared before its line is marked.
class RunTable {
 public:
  // Adds the rarest piece of `form`; false when it has none that could be looked for. With `whole_words` the words at
  // the edges of the form are whole words of the text. `owner` is what the other functions ask about.
  bool add(std::string_view form, bool whole_words, std::uint32_t owner);
  void build();

  // Sets marks[i] for every line that holds a piece of which confirm(owner, begin) holds: begin is where the piece
  // stands in the document.
  template <class Confirm>
  void mark(std::string_view document, const std::vector<Line>& lines, std::vector<char>& marks, Confirm confirm) const;

  // Does the text hold any such piece?
  template <class Confirm>
  bool any_in(std::string_view text, Confirm confirm) const;

 private:
  // Some neighbouring characters of a word: their bytes with the case bit set, and which of them are the same in every
  // writing.
  struct Run {
    std::string bytes;
    std::string same;          // 0xFF or 0 for each byte
    bool whole_start = false;  // no ASCII letter or digit may stand right before it
    bool whole_end = false;    // or right behind it
    std::uint32_t owner = 0;
  };

  // One character of a form and its other writings, all as long as itself.
  struct Letter {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
    bool usable = false;
    std::vector<std::string> writings;  // distinct with the case bit set; the first is the form's own
  };

  // The tag of a gram: its run and its offset in it.
  static constexpr unsigned kOffsetBits = 8;

  static std::vector<Letter> letters_of(std::string_view form);
  bool add_window(std::string_view form, const std::vector<Letter>& letters, bool whole_words, GramTable& table);
  std::uint32_t add_run(std::string_view form, const std::vector<Letter>& letters, std::size_t begin, std::size_t end,
                        bool whole_words);
  bool add_sign(std::string_view form);
  // The run if it stands in the document with its gram at `at`; begin is set to where.
  const Run* run_at(std::string_view document, std::size_t at, std::uint32_t tag, std::size_t& begin) const;

  std::vector<Run> runs_;
  GramTable long_{6, 4};
  GramTable middle_{4, 2};
  GramTable short_{3, 1};
  GramTable pairs_{2, 1};
};

template <class Confirm>
void RunTable::mark(std::string_view document, const std::vector<Line>& lines, std::vector<char>& marks,
                    Confirm confirm) const {
  for (const GramTable* table : {&long_, &middle_, &short_, &pairs_}) {
    if (table->empty()) continue;
    std::size_t line = 0;
    table->scan(document, [&](std::size_t at, std::uint32_t tag) -> std::size_t {
      std::size_t begin = 0;
      const Run* run = run_at(document, at, tag, begin);
      if (run == nullptr || !confirm(run->owner, begin)) return at;
      while (lines[line].next <= at) ++line;
      marks[line] = 1;
      return lines[line].next;
    });
  }
}

template <class Confirm>
bool RunTable::any_in(std::string_view text, Confirm confirm) const {
  bool found = false;
  for (const GramTable* table : {&long_, &middle_, &short_, &pairs_}) {
    if (table->empty() || found) continue;
    table->scan(text, [&](std::size_t at, std::uint32_t tag) -> std::size_t {
      std::size_t begin = 0;
      const Run* run = run_at(text, at, tag, begin);
      found = run != nullptr && confirm(run->owner, begin);
      return found ? text.size() : at;
    });
  }
  return found;
}

}  // namespace pith
