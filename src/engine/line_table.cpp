#include "engine/line_table.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <limits>

#include "text/line_words.h"

namespace pith {

void LineTable::load(std::string_view document, std::string_view title) {
  document_ = document;
  title_ = title;
  title_form_.reset();
  knows_repeats_ = false;
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
  std::string_view text = lines_[line].text(document_);
  if (text.size() > kLongestFormed) text = {};
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

const LineTable::Content& LineTable::read(LineIndex line) {
  Content& content = contents_[position_[line]];
  if (content.first_words != kUnknown) return content;
  const Span span{lines_[line].begin, lines_[line].end};
  if (const LineAnswer answer = read_words_and_sentence_end(document_, span, kFirstWords); answer.known()) {
    content.first_words = std::min(answer.words(), kFirstWords);
    content.sentence_end = answer.sentence_end();
  } else {
    content.first_words = std::min(words(line), kFirstWords);
    content.sentence_end = pith::has_sentence_end(form(line));
  }
  return content;
}

bool LineTable::has_words(LineIndex line, std::uint64_t least) {
  const std::uint32_t first = read(line).first_words;
  if (first < kFirstWords || least <= kFirstWords) return first >= least;
  if (least > std::numeric_limits<std::uint32_t>::max()) return false;
  const auto wanted = static_cast<std::uint32_t>(least);
  const LineAnswer answer = read_words(document_, {lines_[line].begin, lines_[line].end}, wanted);
  return (answer.known() ? answer.words() : words(line)) >= wanted;
}

bool LineTable::has_chars(LineIndex line, std::uint64_t least) const {
  constexpr std::uint64_t kMostBytes = 4;  // of a character
  const std::string_view text = trimmed(line);
  if (text.size() < least) return false;
  return text.size() >= least * kMostBytes || count_code_points(text) >= least;
}

bool LineTable::has_sentence_end(LineIndex line) {
  return read(line).sentence_end;
}

bool LineTable::is_prose(LineIndex line) {
  return !lines_[line].blank && has_words(line, kProseWords) && has_sentence_end(line);
}

bool LineTable::repeats_above(LineIndex line) {
  return (repeats(line) & kAbove) != 0;
}

bool LineTable::repeats_below(LineIndex line) {
  return (repeats(line) & kBelow) != 0;
}

std::uint8_t LineTable::repeats(LineIndex line) {
  if (!knows_repeats_) find_repeats();
  knows_repeats_ = true;
  return contents_[position_[line]].repeats;
}

// Hashes of 128 bits stand for the lines: no two texts that differ are known to share one. Sorted, since a hash table
// would take quadratic time for lines that are made to meet in it.
void LineTable::find_repeats() {
  hashes_.clear();
  for (std::uint32_t i = 0; i < content_.size(); ++i) {
    const std::string_view text = trimmed(content_[i]);
    const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
    hashes_.push_back({hash.low64, hash.high64, i});
  }
  std::ranges::sort(hashes_);
  for (std::size_t i = 1; i < hashes_.size(); ++i) {
    const LineHash& above = hashes_[i - 1];
    const LineHash& below = hashes_[i];
    if (above.low != below.low || above.high != below.high) continue;
    contents_[above.position].repeats |= kBelow;
    contents_[below.position].repeats |= kAbove;
  }
}

bool LineTable::is_title(LineIndex line) {
  // What stands between a title and the name of its site; match forms have one kind of dash, of quote (which » is) and
  // of space.
  constexpr std::array<std::string_view, 5> kSeparators = {" | ", " - ", " · ", " \" ", " • "};
  if (!title_form_) {
    std::string form;
    const MatchForm edges = build_match_form(title_, form);
    title_form_ = edges.empty() ? std::string() : form.substr(edges.first, edges.last - edges.first);
    title_words_ = count_words(*title_form_);
  }
  const std::string_view title = *title_form_;
  // Words are told from the line as written, its form is not.
  if (title.empty() || has_words(line, std::uint64_t{title_words_} + 1)) return false;
  const std::string_view text = form_inside(line);
  if (text.empty() || !title.starts_with(text)) return false;
  const std::string_view rest = title.substr(text.size());
  return rest.empty() || std::ranges::any_of(kSeparators, [&](std::string_view s) { return rest.starts_with(s); });
}

}  // namespace pith
