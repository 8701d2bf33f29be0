// What mining sees of a text: its lines, and which of them look like the article.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "measure/gold_lines.h"
#include "measure/line_keys.h"
#include "types.h"

namespace pith {

enum class InGold : std::uint8_t { unknown, no, yes };

struct MinedLine {
  Span text;                // without white space at its edges
  std::uint64_t whole = 0;  // LineKeys::whole(); 0: blank, or nothing in it that a phrase could name
  std::uint32_t words = 0;
  std::uint32_t chars = 0;  // outside white space
  bool blank = false;
  bool gone = false;  // the rules in use take it
  bool sentence = false;
  bool prose = false;
  InGold in_gold = InGold::unknown;
  bool shared = false;  // in three documents or more
  bool recurs = false;  // in many documents
  bool varies = false;  // so do lines that differ from it in numbers only, or in a word beside them
  bool title = false;   // it is the title of a text of the sample
  bool taken = false;   // by a rule of the draft

  std::string_view of(std::string_view document) const { return document.substr(text.begin, text.size()); }
  bool stays() const { return !blank && !gone; }
};

// Lines [begin, end).
struct LineRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool has(std::uint32_t line) const { return line >= begin && line < end; }
  // It is in there, or so close above that it may be the headline, the author, the caption of a picture.
  bool has_with_head(std::uint32_t line) const { return line < end && line + kHeadLines >= begin; }

  static constexpr std::uint32_t kHeadLines = 10;
};

// Fills `lines`, which is emptied first. `edits` are those of the rules in use; `gold` may be null.
void mine_lines(std::string_view text, std::span<const Edit> edits, GoldLines* gold, LineKeys& keys,
                std::vector<MinedLine>& lines);

// Where the article seems to be. With a gold: from its first line to its last. Without: the run of lines that is
// richest in sentences that hardly another text holds, where lines without a sentence, and even more those that recur,
// count against it. Empty when there is no such line.
LineRange find_article(std::span<const MinedLine> lines);

}  // namespace pith
