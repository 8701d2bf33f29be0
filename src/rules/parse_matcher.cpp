#include "rules/parse_matcher.h"

#include <algorithm>
#include <array>
#include <string>

#include "rules/parse_rule.h"

namespace pith {
namespace {

using ast::Condition;
using ast::Count;
using ast::Matcher;
using ast::Shape;
using ast::Where;
using ast::Word;

struct WordName {
  std::string_view name;
  Word word;
};
constexpr std::array kWords = {WordName{"is", Word::is},     WordName{"starts", Word::starts},
                               WordName{"ends", Word::ends}, WordName{"has", Word::has},
                               WordName{"like", Word::like}, WordName{"any", Word::any}};
struct ShapeName {
  std::string_view name;
  Shape shape;
};
constexpr std::array kShapes = {ShapeName{"prose", Shape::prose},     ShapeName{"sentence", Shape::sentence},
                                ShapeName{"caps", Shape::caps},       ShapeName{"date", Shape::date},
                                ShapeName{"digits", Shape::digits},   ShapeName{"number", Shape::number},
                                ShapeName{"address", Shape::address}, ShapeName{"repeats", Shape::repeats}};
constexpr std::array<std::string_view, 16> kMatcherWords = {"is",     "starts", "ends",    "has",      "like", "any",
                                                            "words",  "chars",  "prose",   "sentence", "caps", "date",
                                                            "digits", "number", "address", "repeats"};
constexpr std::array<std::string_view, 13> kWhereWords = {
    "top", "bottom", "above", "below", "directly", "before", "after", "alone", "not", "words", "chars", "but", "or"};
constexpr std::size_t kPlaces = 8;  // the first of them
bool at_count(const Cursor& cursor) {
  return cursor.at_word("words") || cursor.at_word("chars");
}

bool parse_counts(Cursor& cursor, std::vector<Count>& counts) {
  while (at_count(cursor)) {
    Count count;
    count.unit = cursor.take().text == "words" ? Count::Unit::words : Count::Unit::chars;
    if (!cursor.at_word("<=") && !cursor.at_word(">=")) {
      return cursor.fail(codes::kSyntax, "expected `<=` or `>=`, found " + describe(cursor.peek()),
                         "`<=` or `>=` is expected here");
    }
    count.at_most = cursor.take().text == "<=";
    const auto n = cursor.read_number();
    if (!n) return false;
    count.n = *n;
    counts.push_back(count);
  }
  return true;
}

bool parse_patterns(Cursor& cursor, Matcher& matcher) {
  const bool regex = matcher.word == Word::like;
  const Token::Kind wanted = regex ? Token::Kind::regex : Token::Kind::phrase;
  do {
    const Token& token = cursor.peek();
    if (token.kind != wanted) {
      const bool other = token.kind == Token::Kind::regex || token.kind == Token::Kind::phrase;
      return cursor.fail(
          codes::kSyntax,
          std::string("expected a ") + (regex ? "regex /…/" : "phrase in quotes") + ", found " + describe(token),
          std::string(regex ? "/…/" : "\"…\"") + " is expected here",
          other ? (regex ? "`like` takes regexes; for phrases use `is`, `starts`, `ends` or `has`"
                         : "for a regex use `like`")
                : "");
    }
    matcher.patterns.push_back({token.text, token.ignore_case, cursor.place()});
    cursor.take();
  } while (cursor.take_bar());
  return true;
}

// `above`, `below`, `title`, with bars between.
bool parse_repeats(Cursor& cursor, ast::Repeats& repeats) {
  constexpr std::array<std::string_view, 3> kThings = {"above", "below", "title"};
  do {
    bool* const thing = cursor.at_word("above")   ? &repeats.above
                        : cursor.at_word("below") ? &repeats.below
                        : cursor.at_word("title") ? &repeats.title
                                                  : nullptr;
    if (thing == nullptr) return cursor.fail_unknown(codes::kSyntax, "thing to repeat", kThings);
    *thing = true;
    cursor.take();
  } while (cursor.take_bar());
  return true;
}

// The word of a matcher and what belongs to it.
bool parse_word(Cursor& cursor, Matcher& matcher) {
  const std::string& text = cursor.peek().text;
  const auto* const word = std::ranges::find(kWords, text, &WordName::name);
  const auto* const shape = std::ranges::find(kShapes, text, &ShapeName::name);
  if (cursor.at_word("run")) {
    return cursor.fail(codes::kUnknownMatcher, "a run is not a matcher", "not a matcher",
                       "it stands where `line` stands: cut run of 5+ lines words <= 4");
  }
  if (cursor.at_word("line")) {
    return cursor.fail(codes::kUnknownMatcher, "`line` does not stand here", "not a matcher",
                       "leave it out: the matcher itself is expected");
  }
  if (cursor.at_word("not")) {
    return cursor.fail(codes::kUnknownMatcher, "`not` stands before places only", "not a matcher",
                       "before a place: any not top 3 lines; for lines that do not match: any but not …");
  }
  if (const auto places = std::span(kWhereWords).first(kPlaces);
      cursor.peek().kind == Token::Kind::word && std::ranges::find(places, text) != places.end()) {
    return cursor.fail(codes::kUnknownMatcher, "`" + text + "` opens a place, and there is no matcher before it",
                       "a matcher is expected here", "for every line of that place: any " + text + " …");
  }
  if (cursor.peek().kind != Token::Kind::word || (word == kWords.end() && shape == kShapes.end())) {
    return cursor.fail_unknown(codes::kUnknownMatcher, "matcher", kMatcherWords);
  }
  if (shape != kShapes.end()) {
    matcher.shape = shape->shape;
    cursor.take();
    return matcher.shape != Shape::repeats || parse_repeats(cursor, matcher.repeats);
  }
  matcher.word = word->word;
  cursor.take();
  if (matcher.word == Word::any) return true;
  matcher.exact = matcher.word != Word::like && cursor.take_word("exact");
  return parse_patterns(cursor, matcher);
}

// A matcher without its `but not` parts.
bool parse_simple_matcher(Cursor& cursor, Matcher& matcher) {
  matcher.at = cursor.place();
  if (!at_count(cursor) && !parse_word(cursor, matcher)) return false;
  return parse_counts(cursor, matcher.counts);
}

bool parse_edge(Cursor& cursor, bool top, Condition& condition) {
  if (cursor.peek().text.ends_with('%')) {
    const auto n = cursor.read_percent();
    condition.where = top ? Where::top_percent : Where::bottom_percent;
    condition.n = n.value_or(0);
    return n.has_value();
  }
  const auto n = cursor.read_number();
  if (!n) return false;
  condition.where = top ? Where::top_lines : Where::bottom_lines;
  condition.n = *n;
  return cursor.take_word("line") || cursor.expect_word("lines");
}

bool parse_condition(Cursor& cursor, Condition& condition) {
  condition.at = cursor.place();
  condition.negated = cursor.take_word("not");
  if (cursor.take_word("top")) return parse_edge(cursor, true, condition);
  if (cursor.take_word("bottom")) return parse_edge(cursor, false, condition);
  if (cursor.take_word("alone")) {
    condition.where = Where::alone;
    return true;
  }
  if (cursor.at_word("inside")) {
    return cursor.fail(codes::kNoHtml, "`inside html` is not part of this version", "not understood yet");
  }
  const bool directly = cursor.take_word("directly");
  if (cursor.take_word("above")) {
    condition.where = directly ? Where::directly_above : Where::above;
  } else if (cursor.take_word("below")) {
    condition.where = directly ? Where::directly_below : Where::below;
  } else if (directly) {
    return cursor.fail(codes::kSyntax, "expected `above` or `below`, found " + describe(cursor.peek()));
  } else if (cursor.take_word("before")) {
    condition.where = Where::before;
  } else if (cursor.take_word("after")) {
    condition.where = Where::after;
  } else if (at_count(cursor) || cursor.at_word("but")) {
    return cursor.fail(codes::kUnknownWhere, "`" + cursor.peek().text + "` belongs to the matcher", "too late here",
                       "put it right behind the matcher, before the places");
  } else if (cursor.peek().kind == Token::Kind::word &&
             std::ranges::find(kMatcherWords, cursor.peek().text) != kMatcherWords.end()) {
    return cursor.fail(codes::kUnknownWhere, "two matchers do not combine", "a second matcher",
                       "narrow the first with `words <= N`, `chars <= N` or `but not …`, or use a regex");
  } else if (cursor.peek().kind == Token::Kind::word && !condition.negated && is_property(cursor.peek().text)) {
    return cursor.fail(codes::kUnknownWhere, "`" + cursor.peek().text + "` is a property", "not a place",
                       "write it indented, on a line of its own under the rule");
  } else {
    return cursor.fail_unknown(codes::kUnknownWhere, "place",
                               std::span(kWhereWords).first(condition.negated ? kPlaces : kWhereWords.size()));
  }
  return parse_line_or_run(cursor, condition.matcher);
}

// `N+`
bool parse_least(Cursor& cursor, std::uint32_t& least) {
  const std::string_view text = cursor.peek().text;
  const auto n = cursor.peek().kind == Token::Kind::word && text.ends_with('+')
                     ? to_number(text.substr(0, text.size() - 1))
                     : std::nullopt;
  if (!n || *n < 2) {
    return cursor.fail(codes::kBadNumber,
                       "expected how many lines a run has at least, found " + describe(cursor.peek()),
                       "a number from 2 on with `+`: 5+");
  }
  least = *n;
  cursor.take();
  return true;
}

}  // namespace

bool parse_matcher(Cursor& cursor, Matcher& matcher) {
  if (!parse_simple_matcher(cursor, matcher)) return false;
  while (cursor.take_word("but")) {
    if (!cursor.expect_word("not") || !parse_simple_matcher(cursor, matcher.excludes.emplace_back())) return false;
  }
  return true;
}

bool parse_line_or_run(Cursor& cursor, Matcher& matcher) {
  std::uint32_t least = 0;
  if (cursor.take_word("run")) {
    if (!cursor.expect_word("of") || !parse_least(cursor, least) || !cursor.expect_word("lines")) return false;
  } else if (!cursor.expect_word("line")) {
    return false;
  }
  if (!parse_matcher(cursor, matcher)) return false;
  matcher.run = least;
  return true;
}

bool parse_conditions(Cursor& cursor, std::vector<Condition>& conditions) {
  while (!cursor.at_end()) {
    if (!parse_condition(cursor, conditions.emplace_back())) return false;
  }
  return true;
}

}  // namespace pith
