#include "rules/parse_rule.h"

#include <algorithm>
#include <array>

#include "rules/parse_matcher.h"
#include "text/unicode.h"

namespace pith {
namespace {

using ast::Action;
using ast::Region;
using ast::Rule;
using ast::Until;
using ast::Word;

constexpr std::array<std::string_view, 7> kPropertyWords = {"id",    "why",  "limit",      "since",
                                                            "until", "risk", "report-only"};

bool parse_to(Cursor& cursor, Region& region) {
  constexpr std::array<std::string_view, 5> kEnds = {"end", "line", "run", "blank", "prose"};
  if (cursor.at_word("line") || cursor.at_word("run")) {
    region.until = Until::to_line;
    return parse_line_or_run(cursor, region.last);
  }
  if (!region.from_start && cursor.take_word("end")) {
    region.until = Until::end;
  } else if (!region.from_start && cursor.take_word("blank")) {
    region.until = Until::blank;
  } else if (!region.from_start && cursor.take_word("prose")) {
    region.until = Until::prose;
  } else {
    return cursor.fail_unknown(codes::kSyntax, "end of a region",
                               region.from_start ? std::span(kEnds).subspan(1, 2) : std::span(kEnds));
  }
  return true;
}

bool parse_region_end(Cursor& cursor, Region& region) {
  if (cursor.take_word("to")) {
    if (!parse_to(cursor, region)) return false;
  } else if (cursor.take_word("through")) {
    region.until = Until::through_line;
    if (cursor.at_word("run")) {
      return cursor.fail(codes::kSyntax, "a region does not end with a run", "`line` is expected here",
                         "to end it before one, use `to run of`");
    }
    if (!cursor.expect_word("line") || !parse_matcher(cursor, region.last)) return false;
  } else if (!region.from_start && cursor.take_word("for")) {
    region.until = Until::lines;
    const SourcePos at = cursor.place();
    const auto n = cursor.read_number();
    if (!n) return false;
    region.n = *n;
    if (*n == 0) {
      cursor.mistakes().add(cursor.file(), codes::kBadNumber, at, "a region has at least one line");
      return false;
    }
    return cursor.take_word("line") || cursor.expect_word("lines");
  } else {
    return cursor.fail(codes::kSyntax, "expected where the region ends, found " + describe(cursor.peek()),
                       region.from_start ? "`to line …` or `through line …` is expected here"
                                         : "`to …`, `through line …` or `for N lines` is expected here");
  }
  if (cursor.at_word("or")) {
    if (region.until != Until::to_line && region.until != Until::through_line) {
      return cursor.fail(codes::kSyntax, "`or end` follows `to line …` and `through line …` only");
    }
    cursor.take();
    if (!cursor.expect_word("end")) return false;
    region.or_end = true;
  }
  return true;
}

bool parse_region(Cursor& cursor, Rule& rule) {
  rule.action = Action::cut_region;
  if (cursor.take_word("start")) {
    rule.region.from_start = true;
  } else if (!parse_line_or_run(cursor, rule.matcher)) {
    return false;
  }
  return parse_region_end(cursor, rule.region) && parse_conditions(cursor, rule.conditions);
}

constexpr bool is_shortcode_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '*';
}

bool parse_shortcode(Cursor& cursor, Rule& rule) {
  rule.action = Action::cut_shortcode;
  do {
    std::string name = cursor.peek().text;
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    if (cursor.peek().kind != Token::Kind::word || name.empty() || !std::ranges::all_of(name, is_shortcode_byte)) {
      return cursor.fail(codes::kSyntax, "expected the name of a shortcode, found " + describe(cursor.peek()),
                         "letters, digits, - and _, `*` for any of them");
    }
    cursor.take();
    rule.shortcodes.push_back(std::move(name));
  } while (cursor.take_bar());
  if (cursor.take_word("with")) {
    if (!cursor.expect_word("text")) return false;
    rule.with_text = true;
  }
  return parse_conditions(cursor, rule.conditions);
}

// `text M`: what is cut or replaced is the part that the pattern matches, so there must be one.
bool parse_text(Cursor& cursor, Rule& rule) {
  if (!cursor.expect_word("text")) return false;
  const SourcePos at = cursor.place();
  if (!parse_matcher(cursor, rule.matcher)) return false;
  if (rule.matcher.word == Word::any) {
    cursor.mistakes().add(cursor.file(), codes::kSyntax, at, "`text` needs a phrase or a regex",
                          "this names no part of a line", "to take the whole line, use `line`");
    return false;
  }
  return true;
}

bool parse_cut(Cursor& cursor, Rule& rule) {
  constexpr std::array<std::string_view, 6> kObjects = {"line", "run", "from", "text", "shortcode", "html"};
  if (cursor.at_word("html")) {
    return cursor.fail(codes::kNoHtml, "`cut html` is not part of this version", "not understood yet");
  }
  if (cursor.at_word("text")) {
    rule.action = Action::cut_text;
    return parse_text(cursor, rule) && parse_conditions(cursor, rule.conditions);
  }
  if (cursor.take_word("shortcode")) return parse_shortcode(cursor, rule);
  if (cursor.take_word("from")) return parse_region(cursor, rule);
  if (cursor.at_word("line") || cursor.at_word("run")) {
    rule.action = Action::cut_line;
    return parse_line_or_run(cursor, rule.matcher) && parse_conditions(cursor, rule.conditions);
  }
  return cursor.fail_unknown(codes::kSyntax, "thing to cut", kObjects);
}

bool parse_limit(Cursor& cursor, ast::Limit& limit) {
  if (cursor.take_word("none")) {
    limit.none = true;
    return cursor.expect_end();
  }
  do {
    if (cursor.peek().text.ends_with('%')) {
      limit.percent = cursor.read_percent();
      if (!limit.percent) return false;
      continue;
    }
    limit.lines = cursor.read_number();
    if (!limit.lines) return false;
    if (!cursor.take_word("line") && !cursor.expect_word("lines")) return false;
  } while (cursor.peek().kind == Token::Kind::comma && (cursor.take(), true));
  return cursor.expect_end();
}

bool parse_id(Cursor& cursor, Rule& rule) {
  if (cursor.peek().kind != Token::Kind::word || !is_id(cursor.peek().text)) {
    return cursor.fail(codes::kSyntax, "expected an id, found " + describe(cursor.peek()),
                       "letters, digits, `-`, `_` and `.`");
  }
  rule.id = cursor.take().text;
  return cursor.expect_end();
}

bool parse_date(Cursor& cursor, std::string& date) {
  const auto read = cursor.read_date();
  if (!read) return false;
  date = *read;
  return cursor.expect_end();
}

}  // namespace

bool parse_risk(Cursor& cursor, std::optional<ast::Risk>& risk) {
  constexpr std::array<std::string_view, 3> kRisks = {"none", "some", "high"};
  const auto* const found = std::ranges::find(kRisks, cursor.peek().text);
  if (cursor.peek().kind != Token::Kind::word || found == kRisks.end()) {
    return cursor.fail_unknown(codes::kSyntax, "risk", kRisks);
  }
  risk = static_cast<ast::Risk>(found - kRisks.begin());
  cursor.take();
  return cursor.expect_end();
}

bool parse_rule(Cursor& cursor, Rule& rule) {
  rule.at = cursor.place();
  if (cursor.take_word("cut")) return parse_cut(cursor, rule);
  if (cursor.take_word("replace")) {
    rule.action = Action::replace_text;
    if (!parse_text(cursor, rule) || !cursor.expect_word("with")) return false;
    rule.replacement_at = cursor.place();
    const auto replacement = cursor.read_phrase();
    if (!replacement) return false;
    rule.replacement = *replacement;
    return parse_conditions(cursor, rule.conditions);
  }
  rule.action = Action::keep_line;
  if (!cursor.expect_word("keep")) return false;
  if (cursor.at_word("html")) {
    return cursor.fail(codes::kNoHtml, "`keep html` is not part of this version", "not understood yet");
  }
  return parse_line_or_run(cursor, rule.matcher) && parse_conditions(cursor, rule.conditions);
}

bool parse_property(Cursor& cursor, std::string_view line, Rule& rule) {
  const auto once = [&](bool said) {
    return !said || cursor.fail(codes::kTwice, "`" + cursor.peek().text + "` is said twice for one rule");
  };
  if (cursor.at_word("id")) return once(!rule.id.empty()) && (cursor.take(), parse_id(cursor, rule));
  if (cursor.at_word("why")) {
    if (!once(!rule.why.empty())) return false;
    rule.why = trim(without_comment(line).substr(std::string_view("why").size()));
    return !rule.why.empty() || (cursor.take(), cursor.fail(codes::kSyntax, "`why` needs a reason"));
  }
  if (cursor.at_word("limit")) {
    return once(rule.limit.has_value()) && (cursor.take(), parse_limit(cursor, rule.limit.emplace()));
  }
  if (cursor.at_word("since")) return once(!rule.since.empty()) && (cursor.take(), parse_date(cursor, rule.since));
  if (cursor.at_word("until")) return once(!rule.until.empty()) && (cursor.take(), parse_date(cursor, rule.until));
  if (cursor.at_word("risk")) return once(rule.risk.has_value()) && (cursor.take(), parse_risk(cursor, rule.risk));
  if (cursor.at_word("report-only")) {
    cursor.take();
    rule.report_only = true;
    return cursor.expect_end();
  }
  return cursor.fail_unknown(codes::kUnknownProperty, "property", kPropertyWords);
}

bool is_property(std::string_view word) {
  return std::ranges::find(kPropertyWords, word) != kPropertyWords.end();
}

bool is_id(std::string_view id) {
  for (std::size_t i = 0; i < id.size();) {
    const Decoded d = decode(id, i);
    if (!d.valid || !(is_word(d.code_point) || d.code_point == '-' || d.code_point == '_' || d.code_point == '.')) {
      return false;
    }
    i += d.size;
  }
  return !id.empty();
}

}  // namespace pith
