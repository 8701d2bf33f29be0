#include "oracle/text.h"

#include <string>

#include "text/match_form.h"
#include "text/unicode.h"

namespace pith::oracle {

Text::Text(std::string_view document, std::string_view title, Regexes& regexes)
    : document_(document), title_(title), regexes_(regexes) {
  split_lines(document, lines_);
}

std::string_view Text::written(std::size_t i) const {
  return trim(lines_[i].text(document_));
}

Span Text::written_span(std::size_t i) const {
  const std::string_view text = written(i);
  if (text.empty()) return {lines_[i].begin, lines_[i].begin};
  const auto begin = static_cast<std::uint32_t>(text.data() - document_.data());
  return {begin, begin + static_cast<std::uint32_t>(text.size())};
}

std::size_t Text::visible(std::size_t i) const {
  return count_visible(lines_[i].text(document_));
}

std::size_t Text::visible() const {
  return count_visible(document_);
}

bool Text::has_sentence_end(std::size_t i) const {
  std::string form;
  build_match_form(lines_[i].text(document_), form);
  return pith::has_sentence_end(form);
}

bool Text::is_prose(std::size_t i) const {
  constexpr std::uint32_t kProseWords = 15;
  std::string form;
  build_match_form(lines_[i].text(document_), form);
  return count_words(form) >= kProseWords && has_sentence_end(i);
}

}  // namespace pith::oracle
