#include "oracle/match.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "rules/regex.h"
#include "text/line_shape.h"
#include "text/match_form.h"
#include "text/unicode.h"

namespace pith::oracle {
namespace {

using ast::Condition;
using ast::Matcher;
using ast::Pattern;
using ast::Shape;
using ast::Where;
using ast::Word;

// A line or phrase in the form in which the two are compared. [first, last) is what is left without edge junk; `map`
// says where each byte stems from.
struct Comparable {
  std::string bytes;
  std::size_t first = 0;
  std::size_t last = 0;
  FormMap map;
};

Comparable comparable(std::string_view written, bool exact) {
  Comparable out;
  if (!exact) {
    const MatchForm form = build_match_form(written, out.bytes, &out.map);
    out.first = form.first;
    out.last = form.last;
    return out;
  }
  out.bytes = written;
  out.last = written.size();
  for (std::uint32_t i = 0; i < written.size(); ++i) {
    out.map.source_begin.push_back(i);
    out.map.source_end.push_back(i + 1);
  }
  return out;
}

// The phrase, without junk where its word touches the edge of the line.
std::string phrase_of(const Matcher& matcher, const Pattern& pattern) {
  const Comparable phrase = comparable(trim(pattern.text), matcher.exact);
  const bool left = matcher.word == Word::is || matcher.word == Word::starts;
  const bool right = matcher.word == Word::is || matcher.word == Word::ends;
  const std::size_t from = left ? phrase.first : 0;
  const std::size_t to = right ? phrase.last : phrase.bytes.size();
  return phrase.bytes.substr(from, to - from);
}

// Every place at which no word is split, left to right, none overlapping.
std::vector<Span> find_inside(std::string_view form, std::string_view phrase) {
  std::vector<Span> found;
  for (std::size_t at = form.find(phrase); at != std::string_view::npos;) {
    const std::size_t end = at + phrase.size();
    const bool whole = is_word_edge(form, at) && is_word_edge(form, end);
    if (whole) found.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    at = form.find(phrase, whole ? end : at + 1);
  }
  return found;
}

// Where the phrase stands in the comparable line.
std::vector<Span> find_phrase(Word word, const Comparable& line, std::string_view phrase) {
  const std::string_view form = line.bytes;
  std::size_t at = std::string_view::npos;
  switch (word) {
    case Word::is:
      if (form.substr(line.first, line.last - line.first) == phrase) at = line.first;
      break;
    case Word::starts:
      if (form.substr(line.first).starts_with(phrase) && is_word_edge(form, line.first + phrase.size()))
        at = line.first;
      break;
    case Word::ends:
      if (form.substr(0, line.last).ends_with(phrase) && is_word_edge(form, line.last - phrase.size())) {
        at = line.last - phrase.size();
      }
      break;
    case Word::has:
      return find_inside(form, phrase);
    case Word::like:
    case Word::any:
      break;
  }
  if (at == std::string_view::npos) return {};
  return {{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + phrase.size())}};
}

// What a place in the comparable line is in the line as written. Junk between the phrase and the edge that it touches
// belongs to it; white space and invisible characters outside the form do not.
Span source_of(Word word, const Comparable& line, Span place) {
  Span span{line.map.source_begin[place.begin], line.map.source_end[place.end - 1]};
  if (word == Word::is || word == Word::starts) span.begin = line.map.source_begin.front();
  if (word == Word::is || word == Word::ends) span.end = line.map.source_end.back();
  return span;
}

std::vector<Match> find_phrases(const Matcher& matcher, const Pattern& pattern, std::string_view written) {
  const Comparable line = comparable(written, matcher.exact);
  std::vector<Match> found;
  for (const Span place : find_phrase(matcher.word, line, phrase_of(matcher, pattern))) {
    found.push_back({source_of(matcher.word, line, place), {}});
  }
  return found;
}

std::vector<Match> find_regex(const Regex& regex, std::string_view written) {
  std::vector<Match> found;
  std::array<Span, Regex::kMostGroups> groups;
  for (std::size_t from = 0; from <= written.size() && regex.find(written, from, groups);) {
    const Span whole = groups.front();
    if (!whole.empty()) found.push_back({whole, {groups.begin() + 1, groups.end()}});
    from = whole.end;
    if (whole.empty()) from += whole.end < written.size() ? decode(written, whole.end).size : 1;
  }
  return found;
}

bool pattern_matches(const Matcher& matcher, const Pattern& pattern, const Text& text, std::string_view written) {
  if (matcher.word == Word::like) return text.regexes().of(pattern).matches(written);
  return !find_phrases(matcher, pattern, written).empty();
}

bool count_holds(const ast::Count& count, std::string_view written) {
  std::string form;
  build_match_form(written, form);
  const bool words = count.unit == ast::Count::Unit::words;
  const std::uint32_t n = words ? count_words(form) : count_code_points(written);
  return count.at_most ? n <= count.n : n >= count.n;
}

// The same bytes stand on a line from `from` to before `to`.
bool stands_between(std::string_view written, const Text& text, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i) {
    if (!text.blank(i) && text.written(i) == written) return true;
  }
  return false;
}

// The line says the title, or what stands in it before a separator.
bool says_title(std::string_view written, std::string_view title) {
  const auto inner = [](std::string_view all) {
    const Comparable form = comparable(all, false);
    return form.bytes.substr(form.first, form.last - form.first);
  };
  const std::string line = inner(written);
  const std::string whole = inner(title);
  if (line.empty()) return false;
  if (line == whole) return true;
  for (const std::string_view separator : {" | ", " - ", " · ", " \" ", " • "}) {  // » is a quote
    if (whole.starts_with(line + std::string(separator))) return true;
  }
  return false;
}

bool repeats(const ast::Repeats& what, const Text& text, std::size_t line) {
  const std::string_view written = text.written(line);
  return (what.above && stands_between(written, text, 0, line)) ||
         (what.below && stands_between(written, text, line + 1, text.size())) ||
         (what.title && says_title(written, text.title()));
}

bool has_shape(const Matcher& matcher, const Text& text, std::size_t line) {
  switch (matcher.shape) {
    case Shape::any:
      return true;
    case Shape::prose:
      return text.is_prose(line);
    case Shape::sentence:
      return text.has_sentence_end(line);
    case Shape::caps:
      return is_caps_line(text.written(line));
    case Shape::date:
      return is_date_line(text.written(line));
    case Shape::digits:
      return has_digit(text.written(line));
    case Shape::number:
      return is_number_line(text.written(line));
    case Shape::address:
      return is_address_line(text.written(line));
    case Shape::repeats:
      return repeats(matcher.repeats, text, line);
  }
  return false;
}

// The matcher without its excludes.
bool matches_simply(const Matcher& matcher, const Text& text, std::size_t line) {
  const std::string_view written = text.written(line);
  const auto pattern_found = [&](const Pattern& pattern) { return pattern_matches(matcher, pattern, text, written); };
  const auto holds = [&](const ast::Count& count) { return count_holds(count, written); };
  const bool found =
      matcher.word == Word::any ? has_shape(matcher, text, line) : std::ranges::any_of(matcher.patterns, pattern_found);
  return found && std::ranges::all_of(matcher.counts, holds);
}

void move_by(Span& span, std::uint32_t offset) {
  span.begin += offset;
  span.end += offset;
}

bool next_matches(const Condition& condition, const Text& text, std::size_t line) {
  for (std::size_t i = line + 1; i < text.size(); ++i) {
    if (!text.blank(i)) return matches(condition.matcher, text, i);
    if (condition.where == Where::directly_above) return false;
  }
  return false;
}

bool previous_matches(const Condition& condition, const Text& text, std::size_t line) {
  for (std::size_t i = line; i > 0; --i) {
    if (!text.blank(i - 1)) return matches(condition.matcher, text, i - 1);
    if (condition.where == Where::directly_below) return false;
  }
  return false;
}

bool any_matches(const Condition& condition, const Text& text, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i) {
    if (matches(condition.matcher, text, i)) return true;
  }
  return false;
}

bool is_alone(const Text& text, std::size_t line) {
  return (line == 0 || text.blank(line - 1)) && (line + 1 == text.size() || text.blank(line + 1));
}

bool stands(const Condition& condition, const Text& text, std::size_t line) {
  const std::size_t from_bottom = text.size() - 1 - line;
  switch (condition.where) {
    case Where::top_lines:
      return line < condition.n;
    case Where::bottom_lines:
      return from_bottom < condition.n;
    case Where::top_percent:
      return line * 100 < condition.n * text.size();
    case Where::bottom_percent:
      return from_bottom * 100 < condition.n * text.size();
    case Where::above:
    case Where::directly_above:
      return next_matches(condition, text, line);
    case Where::below:
    case Where::directly_below:
      return previous_matches(condition, text, line);
    case Where::before:
      return any_matches(condition, text, line + 1, text.size());
    case Where::after:
      return any_matches(condition, text, 0, line);
    case Where::alone:
      return is_alone(text, line);
  }
  return false;
}

bool holds(const Condition& condition, const Text& text, std::size_t line) {
  return stands(condition, text, line) != condition.negated;
}

// The matcher of one line, runs aside.
bool matches_alone(const Matcher& matcher, const Text& text, std::size_t line) {
  if (text.blank(line)) return false;
  return matches_simply(matcher, text, line) &&
         std::ranges::none_of(matcher.excludes, [&](const Matcher& m) { return matches_simply(m, text, line); });
}

// How many lines match up to this one and from it on, before one comes that does not; blank ones are passed over.
std::size_t lines_of_run(const Matcher& matcher, const Text& text, std::size_t line) {
  std::size_t lines = 1;
  for (std::size_t i = line; i > 0; --i) {
    if (text.blank(i - 1)) continue;
    if (!matches_alone(matcher, text, i - 1)) break;
    ++lines;
  }
  for (std::size_t i = line + 1; i < text.size(); ++i) {
    if (text.blank(i)) continue;
    if (!matches_alone(matcher, text, i)) break;
    ++lines;
  }
  return lines;
}

}  // namespace

bool matches(const Matcher& matcher, const Text& text, std::size_t line) {
  if (!matches_alone(matcher, text, line)) return false;
  return matcher.run == 0 || lines_of_run(matcher, text, line) >= matcher.run;
}

std::vector<Match> find_all(const Matcher& matcher, const Text& text, std::size_t line) {
  if (!matches(matcher, text, line)) return {};
  const std::string_view written = text.written(line);
  std::vector<Match> all;
  for (const Pattern& pattern : matcher.patterns) {
    const bool regex = matcher.word == Word::like;
    for (Match& match :
         regex ? find_regex(text.regexes().of(pattern), written) : find_phrases(matcher, pattern, written)) {
      const std::uint32_t offset = text.written_span(line).begin;
      move_by(match.span, offset);
      for (Span& group : match.groups) move_by(group, offset);
      all.push_back(std::move(match));
    }
  }
  return all;
}

bool hold(const std::vector<Condition>& conditions, const Text& text, std::size_t line) {
  return std::ranges::all_of(conditions, [&](const Condition& condition) { return holds(condition, text, line); });
}

bool is_among(const ast::Lines& lines, const Text& text, std::size_t line) {
  return matches(lines.matcher, text, line) && hold(lines.conditions, text, line);
}

}  // namespace pith::oracle
