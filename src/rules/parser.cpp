#include "rules/parser.h"

#include <algorithm>
#include <array>
#include <string>

#include "rules/cursor.h"
#include "rules/parse_matcher.h"
#include "rules/parse_rule.h"
#include "rules/parse_test.h"
#include "sites/host.h"
#include "text/edit_distance.h"
#include "text/unicode.h"

namespace pith {
namespace {

using ast::File;

// A hostile file must not make its report larger than itself.
constexpr std::size_t kMostMistakes = 1000;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_lang(std::string_view code) {
  // RFC 5646, section 2.1, as far as shape goes: letters first, then parts of 1 to 8 letters or digits.
  std::size_t part = 0;
  bool first = true;
  for (const char c : code) {
    const bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    if (c == '-' && part > 0) {
      if (first && (part < 2 || part > 3)) return false;
      first = false;
      part = 0;
    } else if (letter || (!first && c >= '0' && c <= '9')) {
      if (++part > 8) return false;
    } else {
      return false;
    }
  }
  return part > 0 && (!first || part == 2 || part == 3);
}

bool is_pack_name(std::string_view name) {
  return !name.empty() && name.front() != '/' && name.back() != '/' && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.' || c == '/';
  });
}

class FileParser {
 public:
  FileParser(std::string_view path, ast::Origin origin, Mistakes& mistakes)
      : mistakes_(mistakes), before_(mistakes.list().size()) {
    file_.path = path;
    file_.origin = origin;
  }

  File parse(std::string_view text) {
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    split(text);
    if (!check_utf8()) return std::move(file_);
    for (line_ = 1; line_ <= file_.source_lines.size(); ++line_) {
      if (mistakes_.list().size() >= before_ + kMostMistakes) return std::move(file_);
      parse_line(file_.source_lines[line_ - 1]);
    }
    finish_test();
    if (!saw_format_) missing_format();
    if (!file_.pack.empty() && !file_.sites.empty()) {
      mistakes_.add(file_, codes::kTwice, file_.sites.front().at, "a file is for a site or a pack, not both");
    }
    return std::move(file_);
  }

 private:
  struct Statement {
    std::string_view word;
    bool (FileParser::*parse)(Cursor&);
    bool once;
  };
  static const std::array<Statement, 17> kStatements;

  void split(std::string_view text) {
    while (!text.empty()) {
      const std::size_t newline = text.find('\n');
      std::string_view line = text.substr(0, newline);
      if (newline != std::string_view::npos && line.ends_with('\r')) line.remove_suffix(1);
      file_.source_lines.emplace_back(line);
      text = newline == std::string_view::npos ? std::string_view() : text.substr(newline + 1);
    }
  }

  bool check_utf8() {
    for (std::uint32_t number = 1; number <= file_.source_lines.size(); ++number) {
      const std::string_view line = file_.source_lines[number - 1];
      if (is_valid_utf8(line) && line.find('\0') == std::string_view::npos) continue;
      std::uint32_t column = 1;
      for (std::size_t i = 0; i < line.size(); ++column) {
        const Decoded d = decode(line, i);
        if (!d.valid || d.code_point == 0) {
          mistakes_.add(file_, codes::kNotUtf8, {number, column, 1},
                        d.valid ? "the file holds a NUL byte: it is not text" : "the file is not UTF-8",
                        "this byte is not", d.valid ? "" : "save the file as UTF-8");
          return false;
        }
        i += d.size;
      }
    }
    return true;
  }

  void missing_format() {
    mistakes_.add(file_, codes::kFormat, {1, 1, 1}, "the first statement must be `format 1`", "",
                  "write `format 1` on the first line");
  }

  void parse_line(std::string_view line) {
    if (trim(line).empty() || line.front() == '#') return;
    if (is_test_mark(line.front()) && (line.size() == 1 || line[1] == ' ' || line[1] == '[' || in_test_)) {
      if (in_test_) {
        if (test_ok_ && !parse_test_line(file_, line_, line, file_.tests.back(), mistakes_)) lines_ok_ = false;
      } else {
        stray(line, "this marked line belongs to no test", "write `test \"…\"` above it");
      }
      return;
    }
    if (line.front() == ' ' || line.front() == '\t') return parse_indented(line);
    finish_test();
    owner_ = Owner::none;

    const Tokens tokens = tokenize(line);
    if (tokens.tokens.size() == 1) return;  // a comment
    Cursor cursor(file_, line_, tokens, mistakes_);
    if (!saw_format_ && !cursor.at_word("format")) {
      mistakes_.add(file_, codes::kFormat, cursor.place(), "the first statement must be `format 1`", "",
                    "write `format 1` above this line");
      saw_format_ = true;  // one message is enough
    }
    if (!check_closed(cursor, tokens)) {
      owner_ = Owner::broken_rule;
      broken_rule_ = {};
      return;
    }
    statement_text_ = line.substr(0, tokens.statement_end);
    parse_statement(cursor);
  }

  bool check_closed(Cursor& cursor, const Tokens& tokens) {
    if (tokens.closed) return true;
    const Token& open = tokens.tokens[tokens.tokens.size() - 2];
    const bool regex = open.kind == Token::Kind::regex;
    mistakes_.add(file_, codes::kUnclosed, cursor.place_of(open),
                  regex ? "this regex is not closed" : "this phrase is not closed",
                  regex ? "a `/` is missing" : "a `\"` is missing",
                  regex ? "a slash inside a regex is written \\/" : "a quote inside a phrase is written \"\"");
    return false;
  }

  void parse_statement(Cursor& cursor) {
    const auto* const found = std::ranges::find(kStatements, cursor.peek().text, &Statement::word);
    if (cursor.peek().kind != Token::Kind::word || found == kStatements.end()) {
      std::array<std::string_view, 17> words;
      std::ranges::transform(kStatements, words.begin(), &Statement::word);
      owner_ = Owner::broken;
      if (cursor.at_word("pick")) {
        cursor.fail(codes::kNoHtml, "`pick html` is not part of this version", "not understood yet");
        return;
      }
      cursor.fail_unknown(codes::kUnknownStatement, "statement", words);
      return;
    }
    const auto index = static_cast<std::size_t>(found - kStatements.begin());
    if (found->once && seen_[index]) {
      cursor.fail(codes::kTwice, "`" + cursor.peek().text + "` is said twice in one file");
      return;
    }
    seen_[index] = true;
    (this->*found->parse)(cursor);
  }

  void parse_indented(std::string_view line) {
    const Tokens tokens = tokenize(line);
    if (tokens.tokens.size() == 1) return;
    Cursor cursor(file_, line_, tokens, mistakes_);
    switch (owner_) {
      case Owner::broken:
        return;  // its statement was reported already
      case Owner::broken_rule:
        if (cursor.at_word("why") || check_closed(cursor, tokens)) parse_property(cursor, trim(line), broken_rule_);
        return;
      case Owner::none:
        stray(line, in_test_ ? "an indented line cannot belong to a test" : "this indented line belongs to no rule",
              in_test_ ? "a blank line of a text is a mark alone" : "properties stand right under their rule");
        return;
      case Owner::rule:
        if (cursor.at_word("why") || check_closed(cursor, tokens))
          parse_property(cursor, trim(line), file_.rules.back());
    }
  }

  void stray(std::string_view line, std::string message, std::string help) {
    const auto indent = static_cast<std::uint32_t>(std::min(line.find_first_not_of(" \t"), line.size()));
    mistakes_.add(file_, codes::kStray, {line_, indent + 1, 1}, std::move(message), "", std::move(help));
  }

  bool parse_format(Cursor& cursor) {
    saw_format_ = true;
    cursor.take();
    if (!cursor.at_word("1")) {
      return cursor.fail(codes::kFormat, "unknown format " + describe(cursor.peek()), "this pith reads format 1");
    }
    cursor.take();
    return cursor.expect_end();
  }

  bool parse_site(Cursor& cursor) {
    cursor.take();
    do {
      const std::string written = cursor.peek().text;
      const bool only = written.starts_with('=');
      const auto address = cursor.peek().kind == Token::Kind::word && written.find("://") == std::string::npos
                               ? parse_address(std::string_view(written).substr(only))
                               : std::nullopt;
      if (!address) {
        return cursor.fail(codes::kBadHost, describe(cursor.peek()) + " is not a host", "a host like example.org");
      }
      std::string path = address->path == "/" && !written.ends_with('/') ? "" : address->path;
      file_.sites.push_back({address->host, std::move(path), !only, written, cursor.place()});
      cursor.take();
    } while (cursor.take_bar());
    return cursor.expect_end();
  }

  bool parse_pack(Cursor& cursor) {
    cursor.take();
    if (cursor.peek().kind != Token::Kind::word || !is_pack_name(cursor.peek().text)) {
      return cursor.fail(codes::kSyntax, "expected the name of a pack, found " + describe(cursor.peek()),
                         "a name like lang/da");
    }
    file_.pack = cursor.take().text;
    return cursor.expect_end();
  }

  bool parse_lang(Cursor& cursor) {
    cursor.take();
    if (cursor.peek().kind != Token::Kind::word || !is_lang(cursor.peek().text)) {
      return cursor.fail(codes::kBadLang, describe(cursor.peek()) + " is not a language code",
                         "a code like da or pt-BR");
    }
    file_.lang = cursor.take().text;
    return cursor.expect_end();
  }

  bool parse_use(Cursor& cursor) {
    cursor.take();
    do {
      if (cursor.peek().kind != Token::Kind::word) {
        return cursor.fail(codes::kSyntax, "expected the name of a pack, found " + describe(cursor.peek()));
      }
      file_.use_places.push_back(cursor.place());
      file_.uses.push_back(cursor.take().text);
    } while (!cursor.at_end());
    return true;
  }

  bool parse_known(Cursor& cursor) {
    cursor.take();
    ast::Lines lines;
    if (!cursor.expect_word("by")) return false;
    const bool read =
        cursor.at_word("run") ? parse_line_or_run(cursor, lines.matcher) : parse_matcher(cursor, lines.matcher);
    if (!read || !parse_conditions(cursor, lines.conditions)) return false;
    file_.known_by.push_back(std::move(lines));
    return true;
  }

  bool parse_file_risk(Cursor& cursor) {
    cursor.take();
    return parse_risk(cursor, file_.risk);
  }

  bool parse_checked(Cursor& cursor) {
    cursor.take();
    const auto date = cursor.read_date();
    if (!date) return false;
    file_.checked = *date;
    return cursor.expect_end();
  }

  bool parse_recheck(Cursor& cursor) {
    cursor.take();
    const auto days = cursor.read_number();
    if (!days) return false;
    file_.recheck_days = *days;
    return (cursor.take_word("day") || cursor.expect_word("days")) && cursor.expect_end();
  }

  bool free_text(Cursor& cursor, std::string& into) {
    const std::string word = cursor.take().text;
    into = trim(without_comment(file_.source_lines[line_ - 1]).substr(word.size()));
    return !into.empty() || cursor.fail(codes::kSyntax, "`" + word + "` needs some text");
  }
  bool parse_author(Cursor& cursor) { return free_text(cursor, file_.author); }
  bool parse_licence(Cursor& cursor) { return free_text(cursor, file_.licence); }
  bool parse_from(Cursor& cursor) { return free_text(cursor, file_.from); }

  bool parse_any_rule(Cursor& cursor) {
    ast::Rule rule;
    owner_ = Owner::broken_rule;
    broken_rule_ = {};
    if (!parse_rule(cursor, rule)) return false;
    rule.statement = statement_text_;
    file_.rules.push_back(std::move(rule));
    owner_ = Owner::rule;
    return true;
  }

  bool parse_off(Cursor& cursor) {
    cursor.take();
    ast::RuleName name;
    name.at = cursor.place();
    if (cursor.peek().kind != Token::Kind::word || !parse_rule_name(cursor.peek().text, name) || name.file.empty()) {
      return cursor.fail(codes::kSyntax, "expected the name of a rule, found " + describe(cursor.peek()),
                         "NAME:ID, like lang/da:photo-credit");
    }
    cursor.take();
    file_.offs.push_back(std::move(name));
    return cursor.expect_end();
  }

  bool parse_any_test(Cursor& cursor) {
    in_test_ = true;
    lines_ok_ = true;
    test_ok_ = parse_test_head(cursor, file_.tests.emplace_back());
    if (!test_ok_) {
      file_.tests.pop_back();
      owner_ = Owner::broken;
    }
    return test_ok_;
  }

  void finish_test() {
    if (in_test_ && test_ok_ && lines_ok_) check_test(file_, file_.tests.back(), mistakes_);
    in_test_ = false;
  }

  enum class Owner : std::uint8_t { none, rule, broken, broken_rule };  // what an indented line belongs to

  File file_;
  Mistakes& mistakes_;
  std::size_t before_;  // mistakes of the files before this one
  std::uint32_t line_ = 0;
  ast::Rule broken_rule_;  // takes the properties of a rule that was not understood, so that their mistakes show too
  std::string_view statement_text_;
  Owner owner_ = Owner::none;
  bool saw_format_ = false;
  bool in_test_ = false;
  bool test_ok_ = false;   // its first line was understood
  bool lines_ok_ = false;  // and every line so far
  std::array<bool, 17> seen_{};
};

const std::array<FileParser::Statement, 17> FileParser::kStatements = {{
    {"format", &FileParser::parse_format, true},
    {"site", &FileParser::parse_site, false},
    {"pack", &FileParser::parse_pack, true},
    {"lang", &FileParser::parse_lang, true},
    {"use", &FileParser::parse_use, false},
    {"known", &FileParser::parse_known, false},
    {"checked", &FileParser::parse_checked, true},
    {"recheck", &FileParser::parse_recheck, true},
    {"author", &FileParser::parse_author, true},
    {"licence", &FileParser::parse_licence, true},
    {"from", &FileParser::parse_from, true},
    {"risk", &FileParser::parse_file_risk, true},
    {"cut", &FileParser::parse_any_rule, false},
    {"replace", &FileParser::parse_any_rule, false},
    {"keep", &FileParser::parse_any_rule, false},
    {"off", &FileParser::parse_off, false},
    {"test", &FileParser::parse_any_test, false},
}};

}  // namespace

ast::File parse_rules(std::string_view text, std::string_view path, ast::Origin origin, Mistakes& mistakes) {
  return FileParser(path, origin, mistakes).parse(text);
}

}  // namespace pith
