#include "measure/line_keys.h"

#include <xxhash.h>

#include <algorithm>

#include "text/unicode.h"

namespace pith {
namespace {

// Phrases are no longer than this, in words and in bytes of the form.
constexpr std::size_t kMostTokens = 5;
constexpr std::size_t kLongestPhrase = 80;
// Lines with a shape are no longer, in bytes and in words.
constexpr std::size_t kLongestShape = 120;
constexpr std::size_t kMostShapeTokens = 10;

std::uint64_t hash_of(std::string_view text, KeyKind kind) {
  return std::max<std::uint64_t>(XXH3_64bits_withSeed(text.data(), text.size(), static_cast<std::uint64_t>(kind)), 1);
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Behind them a line is about something else: "Read also: …", "Sport | …".
bool is_marker(char c) {
  return c == ':' || c == '|' || c == '>';
}

bool has_letter(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const Decoded d = decode(text, i);
    if (d.valid && is_word(d.code_point) && !(d.code_point < 0x80 && is_digit(static_cast<char>(d.code_point)))) {
      return true;
    }
    i += d.size;
  }
  return false;
}

// Appends the form with 0 for every run of digits.
void append_shape(std::string_view form, std::string& out) {
  bool in_digits = false;
  for (const char c : form) {
    if (!is_digit(c)) {
      out += c;
    } else if (!in_digits) {
      out += '0';
    }
    in_digits = is_digit(c);
  }
}

void append_escaped(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (std::string_view("\\.+*?()|[]{}^$/-").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
}

// Any white space where the line has some.
void append_regex(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size();) {
    const Decoded d = decode(text, i);
    const std::size_t begin = i;
    i += d.size;
    if (d.code_point < 0x80 && is_digit(static_cast<char>(d.code_point))) {
      while (i < text.size() && is_digit(text[i])) ++i;
      out += "\\d+";
    } else if (is_white_space(d.code_point)) {
      const bool plain = d.code_point == ' ' && (i >= text.size() || !is_white_space(decode(text, i).code_point));
      while (i < text.size() && is_white_space(decode(text, i).code_point)) i += decode(text, i).size;
      out += plain ? " " : "[\\s\\p{Z}]+";
    } else {
      append_escaped(text.substr(begin, d.size), out);
    }
  }
}

}  // namespace

void LineKeys::read(std::string_view line) {
  form_.clear();
  place_ = build_match_form(line, form_);
  const std::string_view core = std::string_view(form_).substr(place_.first, place_.last - place_.first);
  whole_ = core.empty() ? 0 : hash_of(core, KeyKind::whole);
}

void LineKeys::add_parts(std::vector<LineKey>& keys) {
  if (is_empty()) return;
  add_starts(keys);
  add_ends(keys);
  add_shapes(keys);
}

void LineKeys::add_starts(std::vector<LineKey>& keys) const {
  const std::size_t stop = std::min<std::size_t>(place_.first + kLongestPhrase, place_.last);
  std::size_t tokens = 0;
  for (std::size_t i = place_.first + 1; i < stop && tokens < kMostTokens; ++i) {
    const bool behind_token = form_[i] == ' ' && form_[i - 1] != ' ';
    const bool behind_marker =
        is_marker(form_[i - 1]) && form_[i] != ' ' && !is_marker(form_[i]) && !is_digit(form_[i]);
    if (!behind_token && !behind_marker) continue;
    if (behind_token) ++tokens;
    const std::string_view phrase = std::string_view(form_).substr(place_.first, i - place_.first);
    if (!is_word_edge(form_, i) || !has_letter(phrase)) continue;
    keys.push_back({hash_of(phrase, KeyKind::start), KeyKind::start, place_.first, static_cast<std::uint32_t>(i)});
  }
}

void LineKeys::add_ends(std::vector<LineKey>& keys) const {
  const std::size_t stop = std::max<std::size_t>(place_.last, place_.first + kLongestPhrase) - kLongestPhrase;
  std::size_t tokens = 0;
  for (std::size_t i = place_.last - 1; i > stop && tokens < kMostTokens; --i) {
    const bool at_token = form_[i - 1] == ' ' && form_[i] != ' ';
    const bool at_bracket = form_[i] == '(' && form_[i - 1] != ' ';
    if (!at_token && !at_bracket) continue;
    if (at_token) ++tokens;
    const std::string_view phrase = std::string_view(form_).substr(i, place_.last - i);
    if (!is_word_edge(form_, i) || !has_letter(phrase)) continue;
    keys.push_back({hash_of(phrase, KeyKind::end), KeyKind::end, static_cast<std::uint32_t>(i), place_.last});
  }
}

void LineKeys::add_shapes(std::vector<LineKey>& keys) {
  const std::string_view core = std::string_view(form_).substr(place_.first, place_.last - place_.first);
  if (core.size() > kLongestShape || !std::ranges::any_of(core, is_digit) || !has_letter(core) || has_sentence())
    return;
  shape_.clear();
  append_shape(core, shape_);
  keys.push_back({hash_of(shape_, KeyKind::shape), KeyKind::shape, place_.first, place_.first});
  if (static_cast<std::size_t>(std::ranges::count(core, ' ')) >= kMostShapeTokens) return;
  // The name of a month or a day, which numbers stand beside.
  for (std::size_t begin = 0; begin < core.size();) {
    const std::size_t end = std::min(core.find(' ', begin), core.size());
    const std::string_view token = core.substr(begin, end - begin);
    if (has_letter(token) && std::ranges::none_of(token, is_digit) && token.size() < core.size()) {
      shape_.clear();
      append_shape(core.substr(0, begin), shape_);
      shape_ += '\n';  // in no form
      append_shape(core.substr(end), shape_);
      if (has_letter(shape_)) {
        keys.push_back({hash_of(shape_, KeyKind::shape), KeyKind::shape,
                        place_.first + static_cast<std::uint32_t>(begin),
                        place_.first + static_cast<std::uint32_t>(end)});
      }
    }
    begin = end + 1;
  }
}

std::string_view written_part(std::string_view line, std::uint32_t begin, std::uint32_t end) {
  std::string form;
  FormMap map;
  build_match_form(line, form, &map);
  if (begin >= end || end > form.size()) return {};
  const std::uint32_t from = map.source_begin[begin];
  return line.substr(from, map.source_end[end - 1] - from);
}

std::string_view without_edge_junk(std::string_view line) {
  std::string form;
  const MatchForm place = build_match_form(line, form);
  return written_part(line, place.first, place.last);
}

std::string shape_regex(std::string_view line, std::uint32_t begin, std::uint32_t end) {
  line = trim(line);
  const std::string_view open = written_part(line, begin, end);
  std::string out = "^";
  if (open.empty()) {
    append_regex(line, out);
  } else {
    const auto at = static_cast<std::size_t>(open.data() - line.data());
    append_regex(line.substr(0, at), out);
    out += "\\S+";
    append_regex(line.substr(at + open.size()), out);
  }
  return out + "$";
}

}  // namespace pith
