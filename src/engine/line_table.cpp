#include "engine/line_table.h"

#include <algorithm>

namespace pith {

void LineTable::load(std::string_view document) {
  document_ = document;
  split_lines(document, lines_);
  content_.clear();
  position_.assign(lines_.size(), kUnknown);
  for (LineIndex i = 0; i < size(); ++i) {
    if (lines_[i].blank) continue;
    position_[i] = static_cast<std::uint32_t>(content_.size());
    content_.push_back(i);
  }
  contents_.assign(content_.size(), Content{});
  // One chunk stays for the next document; what a huge one needed goes.
  if (chunks_.size() > 1) chunks_.resize(1);
  if (!chunks_.empty()) chunks_.front().clear();
  if (!chunks_.empty() && chunks_.front().capacity() > 16 * kChunk) chunks_.clear();
}

LineIndex LineTable::line_at(std::size_t offset) const {
  const auto line = std::ranges::upper_bound(lines_, offset, {}, &Line::next);
  return static_cast<LineIndex>(line - lines_.begin());
}

LineIndex LineTable::next_content(LineIndex line) const {
  const std::uint32_t next = position_[line] + 1;
  return next < content_.size() ? content_[next] : kNoLine;
}

LineIndex LineTable::previous_content(LineIndex line) const {
  const std::uint32_t at = position_[line];
  return at > 0 ? content_[at - 1] : kNoLine;
}

const LineTable::Content& LineTable::built(LineIndex line) const {
  // Forms in one chunk must not move, and of all characters U+FDFA grows most: three bytes become 33. A long line has a
  // chunk of its own, which may grow while it is written.
  constexpr std::size_t kMostGrowth = 11;
  Content& content = contents_[position_[line]];
  if (content.forms != nullptr) return content;
  // A form of eleven times as many bytes must not pass what its offsets can say; no phrase matches a longer line.
  constexpr std::size_t kLongestLine = std::size_t{1} << 28;
  std::string_view text = lines_[line].text(document_);
  if (text.size() > kLongestLine) text = {};
  const std::size_t need = text.size() * kMostGrowth;
  if (need > kChunk) {
    chunks_.emplace_back().reserve(text.size());
  } else if (chunks_.empty() || chunks_.back().capacity() - chunks_.back().size() < need) {
    chunks_.emplace_back().reserve(kChunk);
  }
  content.form = build_match_form(text, chunks_.back());
  content.forms = &chunks_.back();
  return content;
}

std::string_view LineTable::slice(LineIndex line, bool from_first, bool to_last) const {
  const Content& content = built(line);
  const std::uint32_t begin = from_first ? content.form.first : content.form.begin;
  const std::uint32_t end = to_last ? content.form.last : content.form.end;
  return begin < end ? std::string_view(*content.forms).substr(begin, end - begin) : std::string_view();
}

std::uint32_t LineTable::words(LineIndex line) {
  built(line);
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
