#include "rules/parse_test.h"

#include <array>

#include "rules/parse_rule.h"
#include "sites/host.h"
#include "text/unicode.h"

namespace pith {
namespace {

using ast::Mark;
using ast::Test;
using ast::TestLine;

// Reads `[id, NAME:ID]` behind a mark; `line` starts at the bracket and is left behind it.
bool parse_names(std::string_view& line, std::uint32_t number, std::vector<ast::RuleName>& names) {
  const std::size_t close = line.find(']');
  if (close == std::string_view::npos) return false;
  std::string_view inside = line.substr(1, close - 1);
  std::uint32_t column = 3;
  line.remove_prefix(close + 1);
  while (true) {
    const std::size_t comma = inside.find(',');
    const std::string_view part = inside.substr(0, comma);
    const std::string_view word = trim(part);
    const auto indent = static_cast<std::uint32_t>(part.find_first_not_of(" \t"));
    ast::RuleName name;
    if (word.empty() || !parse_rule_name(word, name)) return false;
    name.at = {number, column + indent, count_code_points(word)};
    names.push_back(std::move(name));
    if (comma == std::string_view::npos) return true;
    column += count_code_points(inside.substr(0, comma + 1));
    inside.remove_prefix(comma + 1);
  }
}

}  // namespace

bool is_test_mark(char c) {
  return c == '=' || c == '-' || c == '~' || c == '>';
}

bool parse_rule_name(std::string_view text, ast::RuleName& name) {
  const std::size_t colon = text.rfind(':');
  const std::string_view id = colon == std::string_view::npos ? text : text.substr(colon + 1);
  if (!is_id(id) || colon == 0) return false;
  name.file = colon == std::string_view::npos ? std::string_view() : text.substr(0, colon);
  name.id = id;
  return true;
}

bool parse_test_head(Cursor& cursor, Test& test) {
  test.at = cursor.place();
  cursor.take();
  if (cursor.at_word("html")) {
    return cursor.fail(codes::kNoHtml, "`test html` is not part of this version", "not understood yet");
  }
  const auto title = cursor.read_phrase();
  if (!title) return false;
  test.title = *title;
  while (!cursor.at_end()) {
    if (test.host.empty() && cursor.take_word("on")) {
      const auto address = cursor.peek().kind == Token::Kind::word ? parse_address(cursor.peek().text) : std::nullopt;
      if (!address) return cursor.fail(codes::kBadHost, describe(cursor.peek()) + " is not a host");
      test.host = cursor.take().text;
    } else if (!test.with_caps && cursor.take_word("with")) {
      if (!cursor.expect_word("caps")) return false;
      test.with_caps = true;
    } else if (test.keep == Keep::balanced && cursor.take_word("keep")) {
      constexpr std::array<std::string_view, 2> kOthers = {"strict", "bold"};
      if (!cursor.at_word("strict") && !cursor.at_word("bold")) {
        return cursor.fail_unknown(codes::kSyntax, "way to keep", kOthers);
      }
      test.keep = cursor.take().text == "bold" ? Keep::bold : Keep::strict;
    } else if (test.document_title.empty() && cursor.take_word("title")) {
      const auto document_title = cursor.read_phrase();
      if (!document_title) return false;
      test.document_title = *document_title;
    } else {
      return cursor.fail(
          codes::kSyntax,
          "expected `on HOST`, `with caps`, `keep strict|bold` or `title \"…\"`, found " + describe(cursor.peek()));
    }
  }
  return true;
}

bool parse_test_line(const ast::File& file, std::uint32_t number, std::string_view line, Test& test,
                     Mistakes& mistakes) {
  TestLine out;
  out.mark = static_cast<Mark>(line.front());
  out.at = {number, 1, 1};
  out.written = line;
  std::string_view rest = line.substr(1);
  if (rest.starts_with('[')) {
    if (out.mark == Mark::stays || out.mark == Mark::becomes) {
      mistakes.add(file, codes::kBadTest, {number, 2, 1}, "only `-` and `~` lines name rules", "",
                   "for a text that starts with a bracket, put a space behind the mark");
      return false;
    }
    if (!parse_names(rest, number, out.rules)) {
      mistakes.add(file, codes::kBadTest, {number, 2, 1}, "expected the name of a rule in brackets",
                   "-[id] or -[NAME:ID]", "for a text that starts with a bracket, put a space behind the mark");
      return false;
    }
  }
  if (!rest.empty() && rest.front() != ' ') {
    mistakes.add(file, codes::kBadTest, {number, 2, 1}, "one space stands between the mark and the text");
    return false;
  }
  if (!rest.empty()) rest.remove_prefix(1);
  out.text = rest;
  test.lines.push_back(std::move(out));
  return true;
}

void check_test(const ast::File& file, const Test& test, Mistakes& mistakes) {
  if (test.lines.empty()) {
    mistakes.add(file, codes::kBadTest, test.at, "this test has no lines", "",
                 "write the text under it, each line with a mark: = stays, - goes");
  }
  for (std::size_t i = 0; i < test.lines.size(); ++i) {
    const bool rewritten = test.lines[i].mark == Mark::changes;
    const bool answered = i + 1 < test.lines.size() && test.lines[i + 1].mark == Mark::becomes;
    if (rewritten && !answered) {
      mistakes.add(file, codes::kBadTest, test.lines[i].at, "a `~` line needs a `>` line right behind it");
    }
    if (test.lines[i].mark == Mark::becomes && (i == 0 || test.lines[i - 1].mark != Mark::changes)) {
      mistakes.add(file, codes::kBadTest, test.lines[i].at, "a `>` line needs a `~` line right before it");
    }
  }
}

}  // namespace pith
