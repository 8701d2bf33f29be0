// One document's lines and everything that is worked out about them, each thing at most once.
#pragma once

#include <compare>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/lines.h"
#include "text/match_form.h"
#include "text/unicode.h"

namespace pith {

using LineIndex = std::uint32_t;
constexpr LineIndex kNoLine = ~LineIndex{0};

struct LineRange {
  LineIndex begin = 0;
  LineIndex end = 0;
  LineIndex size() const { return end - begin; }
};

class LineTable {
 public:
  // Takes a document of less than 4 GiB and its title. Both must live as long as the table is asked about them.
  void load(std::string_view document, std::string_view title = {});

  std::string_view document() const { return document_; }
  LineIndex size() const { return static_cast<LineIndex>(lines_.size()); }
  const Line& operator[](LineIndex i) const { return lines_[i]; }
  const std::vector<Line>& lines() const { return lines_; }

  // The lines that are not blank, in order. Matchers see only these.
  const std::vector<LineIndex>& content() const { return content_; }

  // The line that the byte at `offset` of the document belongs to.
  LineIndex line_at(std::size_t offset) const;

  // The nearest line that is not blank behind or before `line`, itself not blank; kNoLine at the document's edge.
  LineIndex next_content(LineIndex line) const;
  LineIndex previous_content(LineIndex line) const;

  // A line that is not blank, as written, without white space at its edges; where that starts in the document.
  std::string_view trimmed(LineIndex line) const { return trim(lines_[line].text(document_)); }
  std::uint32_t trimmed_begin(LineIndex line) const {
    return static_cast<std::uint32_t>(trimmed(line).data() - document_.data());
  }

  // The match form of a line that is not blank: whole, without edge junk on one side, on both. Worked out when first
  // asked for, and valid until the next load().
  std::string_view form(LineIndex line) const { return slice(line, false, false); }
  std::string_view form_from_first(LineIndex line) const { return slice(line, true, false); }
  std::string_view form_to_last(LineIndex line) const { return slice(line, false, true); }
  std::string_view form_inside(LineIndex line) const { return slice(line, true, true); }

  // Words of a line that is not blank; code points of it without white space at its edges.
  std::uint32_t words(LineIndex line);
  std::uint32_t chars(LineIndex line) const;
  // Does it have so many at least? Looks no further than it must.
  bool has_words(LineIndex line, std::uint64_t least);
  bool has_chars(LineIndex line, std::uint64_t least) const;
  bool has_sentence_end(LineIndex line);
  // A prose paragraph: 15 words or more, and a sentence end among them.
  bool is_prose(LineIndex line);

  // Does a line above, or below, have the same bytes, white space at the edges apart?
  bool repeats_above(LineIndex line);
  bool repeats_below(LineIndex line);
  // Is the line the document's title, or its beginning before a separator as in "Title | Site"?
  bool is_title(LineIndex line);

 private:
  static constexpr std::uint32_t kUnknown = ~std::uint32_t{0};
  static constexpr std::uint32_t kProseWords = 15;

  struct Content {
    const std::string* forms = nullptr;  // the chunk that holds the form; null: not worked out yet
    MatchForm form;
    std::uint32_t words = kUnknown;
    std::uint32_t first_words = kUnknown;  // words, counted to kFirstWords and no further
    bool sentence_end = false;             // known with first_words
    std::uint8_t repeats = 0;              // kAbove, kBelow; once they are worked out
  };
  static constexpr std::uint32_t kFirstWords = 32;
  static constexpr std::uint8_t kAbove = 1;
  static constexpr std::uint8_t kBelow = 2;

  // Forms stand one behind the other in chunks that never move.
  static constexpr std::size_t kChunk = std::size_t{1} << 16;

  struct LineHash {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    std::uint32_t position = 0;  // in content_
    friend auto operator<=>(const LineHash&, const LineHash&) = default;
  };

  std::string_view slice(LineIndex line, bool from_first, bool to_last) const;
  const Content& built(LineIndex line) const;
  const Content& read(LineIndex line);
  std::uint8_t repeats(LineIndex line);
  void find_repeats();

  std::string_view document_;
  std::vector<Line> lines_;
  std::vector<LineIndex> content_;
  std::vector<std::uint32_t> position_;    // of a line in content_, kUnknown for blank ones
  mutable std::vector<Content> contents_;  // parallel to content_
  mutable std::deque<std::string> chunks_;
  bool knows_repeats_ = false;
  std::vector<LineHash> hashes_;
  std::string_view title_;
  std::optional<std::string> title_form_;  // worked out when first asked for
  std::uint32_t title_words_ = 0;          // of that form
};

}  // namespace pith
