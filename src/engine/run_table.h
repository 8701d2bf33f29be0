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
  // the edges of the form are whole words of the text.
  bool add(std::string_view form, bool whole_words);
  void build();

  // Sets marks[i] for every line that holds a piece.
  void mark(std::string_view document, const std::vector<Line>& lines, std::vector<char>& marks) const;

 private:
  // Some neighbouring characters of a word: their bytes with the case bit set, and which of them are the same in every
  // writing.
  struct Run {
    std::string bytes;
    std::string same;          // 0xFF or 0 for each byte
    bool whole_start = false;  // no ASCII letter or digit may stand right before it
    bool whole_end = false;    // or right behind it
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
  bool stands_at(std::string_view document, std::size_t at, std::uint32_t tag) const;
  void mark(const GramTable& table, std::string_view document, const std::vector<Line>& lines,
            std::vector<char>& marks) const;

  std::vector<Run> runs_;
  GramTable long_{6, 4};
  GramTable middle_{4, 2};
  GramTable short_{3, 1};
  GramTable pairs_{2, 1};
};

}  // namespace pith
