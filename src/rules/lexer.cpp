#include "rules/lexer.h"

#include <algorithm>

#include "text/unicode.h"

namespace pith {
namespace {

constexpr bool is_gap(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

constexpr bool ends_word(char c) {
  return is_gap(c) || c == '"' || c == '|' || c == ',' || c == '<' || c == '>';
}

// Of UTF-8: rule files are checked before they are cut into tokens.
std::uint32_t count_characters(std::string_view text) {
  return static_cast<std::uint32_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

class Lexer {
 public:
  explicit Lexer(std::string_view line) : line_(line) {}

  Tokens run() {
    for (skip_gap(); i_ < line_.size(); skip_gap()) {
      if (line_[i_] == '#' && (i_ == 0 || is_gap(line_[i_ - 1]))) break;
      const std::size_t from = i_;
      Token token = next();
      token.at = {0, column_, count_characters(line_.substr(from, i_ - from))};
      column_ += token.at.width;
      out_.statement_end = i_;
      out_.tokens.push_back(std::move(token));
    }
    out_.tokens.push_back({Token::Kind::end, "", false, {0, end_column(), 1}});
    return std::move(out_);
  }

 private:
  void skip_gap() {
    while (i_ < line_.size() && is_gap(line_[i_])) {
      ++i_;
      ++column_;
    }
  }

  std::uint32_t end_column() const { return count_characters(line_.substr(0, out_.statement_end)) + 1; }

  Token next() {
    switch (line_[i_]) {
      case '"':
        return phrase();
      case '/':
        return regex();
      case '|':
        return single(Token::Kind::bar);
      case ',':
        return single(Token::Kind::comma);
      case '<':
      case '>':
        return comparison();
      default:
        return word();
    }
  }

  Token single(Token::Kind kind) { return {kind, std::string(1, line_[i_++]), false, {}}; }

  Token comparison() {
    const std::size_t size = i_ + 1 < line_.size() && line_[i_ + 1] == '=' ? 2 : 1;
    i_ += size;
    return {Token::Kind::word, std::string(line_.substr(i_ - size, size)), false, {}};
  }

  Token word() {
    const std::size_t from = i_;
    while (i_ < line_.size() && !ends_word(line_[i_])) ++i_;
    return {Token::Kind::word, std::string(line_.substr(from, i_ - from)), false, {}};
  }

  Token phrase() {
    Token token{Token::Kind::phrase, "", false, {}};
    for (++i_; i_ < line_.size();) {
      const std::size_t quote = std::min(line_.find('"', i_), line_.size());
      token.text += line_.substr(i_, quote - i_);
      i_ = quote + 1;
      if (quote == line_.size()) break;
      if (i_ == line_.size() || line_[i_] != '"') return token;
      token.text += '"';
      ++i_;
    }
    i_ = line_.size();
    out_.closed = false;
    return token;
  }

  Token regex() {
    Token token{Token::Kind::regex, "", false, {}};
    for (++i_; i_ < line_.size();) {
      const std::size_t sign = std::min(line_.find_first_of("/\\", i_), line_.size());
      token.text += line_.substr(i_, sign - i_);
      i_ = sign;
      if (sign == line_.size()) break;
      if (line_[sign] == '/') {
        ++i_;
        token.ignore_case = i_ < line_.size() && line_[i_] == 'i';
        if (token.ignore_case) ++i_;
        return token;
      }
      const std::string_view escaped = line_.substr(sign, 2);
      token.text += escaped;
      i_ += escaped.size();
    }
    out_.closed = false;
    return token;
  }

  std::string_view line_;
  std::size_t i_ = 0;
  std::uint32_t column_ = 1;
  Tokens out_;
};

}  // namespace

Tokens tokenize(std::string_view line) {
  return Lexer(line).run();
}

std::string_view without_comment(std::string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '#' && (i == 0 || is_gap(line[i - 1]))) {
      line = line.substr(0, i);
      break;
    }
  }
  return trim(line);
}

std::string describe(const Token& token) {
  switch (token.kind) {
    case Token::Kind::phrase:
      return "the phrase \"" + token.text + "\"";
    case Token::Kind::regex:
      return "the regex /" + token.text + "/";
    case Token::Kind::end:
      return "the end of the line";
    case Token::Kind::word:
    case Token::Kind::bar:
    case Token::Kind::comma:
      return "`" + token.text + "`";
  }
  return {};
}

}  // namespace pith
