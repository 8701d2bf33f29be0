#include "engine/line_table.h"

#include "text/unicode.h"

namespace pith {

void LineTable::load(std::string_view document) {
  document_ = document;
  split_lines(document, lines_);
  content_.clear();
  contents_.clear();
  forms_.clear();
  position_.assign(lines_.size(), kUnknown);
  for (LineIndex i = 0; i < size(); ++i) {
    if (lines_[i].blank) continue;
    position_[i] = static_cast<std::uint32_t>(content_.size());
    content_.push_back(i);
    const std::string_view trimmed = trim(lines_[i].text(document));
    const auto begin = static_cast<std::uint32_t>(trimmed.data() - document.data());
    contents_.push_back({build_match_form(trimmed, forms_), begin, begin + static_cast<std::uint32_t>(trimmed.size())});
  }
}

LineIndex LineTable::next_content(LineIndex line) const {
  const std::uint32_t next = position_[line] + 1;
  return next < content_.size() ? content_[next] : kNoLine;
}

LineIndex LineTable::previous_content(LineIndex line) const {
  const std::uint32_t at = position_[line];
  return at > 0 ? content_[at - 1] : kNoLine;
}

std::string_view LineTable::trimmed(LineIndex line) const {
  const Content& content = contents_[position_[line]];
  return document_.substr(content.trimmed_begin, content.trimmed_end - content.trimmed_begin);
}

std::string_view LineTable::slice(LineIndex line, bool from_first, bool to_last) const {
  const MatchForm& form = contents_[position_[line]].form;
  const std::uint32_t begin = from_first ? form.first : form.begin;
  const std::uint32_t end = to_last ? form.last : form.end;
  return begin < end ? std::string_view(forms_).substr(begin, end - begin) : std::string_view();
}

std::uint32_t LineTable::words(LineIndex line) {
  std::uint32_t& words = contents_[position_[line]].words;
  if (words == kUnknown) words = count_words(form(line));
  return words;
}

std::uint32_t LineTable::chars(LineIndex line) const {
  return count_code_points(trimmed(line));
}

bool LineTable::is_prose(LineIndex line) {
  return !lines_[line].blank && words(line) >= kProseWords && has_sentence_end(form(line));
}

}  // namespace pith
