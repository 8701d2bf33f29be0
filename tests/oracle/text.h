// A document as the oracle sees it: numbered lines.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "oracle/regexes.h"
#include "text/lines.h"
#include "types.h"

namespace pith::oracle {

// Line numbers count from 0 here. Text, title and regexes must outlive this.
class Text {
 public:
  Text(std::string_view document, std::string_view title, Regexes& regexes);

  std::size_t size() const { return lines_.size(); }
  // Those of the rules that are applied to this text.
  Regexes& regexes() const { return regexes_; }

  std::string_view document() const { return document_; }
  std::string_view title() const { return title_; }
  const Line& line(std::size_t i) const { return lines_[i]; }
  bool blank(std::size_t i) const { return lines_[i].blank; }

  // The line as written, without white space at its edges, and where in the document that is.
  std::string_view written(std::size_t i) const;
  Span written_span(std::size_t i) const;

  // Code points outside white space: of one line, of the whole document.
  std::size_t visible(std::size_t i) const;
  std::size_t visible() const;

  // A sentence end; with 15 words or more a prose paragraph.
  bool has_sentence_end(std::size_t i) const;
  bool is_prose(std::size_t i) const;

 private:
  std::string_view document_;
  std::string_view title_;
  Regexes& regexes_;
  std::vector<Line> lines_;
};

}  // namespace pith::oracle
