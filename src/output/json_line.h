// A line of JSONL as it is written: the line that was read, minus what goes, plus what comes. All else stays byte for
// byte, the kept parts of the text with their escapes as they are.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/json_slot.h"
#include "types.h"

namespace pith {

// The pieces of the line, in order; together they are the line. They are views into the line that was read, or into the
// writer until its next call.
using JsonPieces = std::span<const std::string_view>;

// Writes line after line; keeps its memory between them. Not safe to share between threads. What is put in is escaped
// by append_json_string(), so that the line stays the JSON that it was.
class JsonLine {
 public:
  // The line with the edits done. `raw` is where in it the text is written (JsonRecord::raw), `edits` are the engine's:
  // bytes of the unescaped text, sorted, disjoint, none empty, at borders of characters. Without edits the line itself,
  // as one piece.
  //
  // Where a cut would let two halves of a surrogate pair meet, the second comes out as \ufffd, which is what it says.
  JsonPieces with_edits(std::string_view line, Span raw, std::span<const Edit> edits);

  // The line with a member, of which `value` is a string, put into `slot`, and without what is in `cut`, which does not
  // overlap what the slot replaces.
  JsonPieces with_member(std::string_view line, const JsonSlot& slot, std::string_view key, std::string_view value,
                         Span cut = {});

 private:
  void keep(std::string_view piece);
  void put(std::string_view piece);

  std::string escaped_;
  std::vector<std::size_t> escaped_ends_;  // in escaped_, of the edits' replacements
  std::vector<std::string_view> pieces_;
};

}  // namespace pith
