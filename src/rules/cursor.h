// Walks over the tokens of one statement and reports what is out of place.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "rules/lexer.h"
#include "rules/mistakes.h"

namespace pith {

// Every `expect_…` and `read_…` reports one mistake and returns false or nothing when it fails; the caller then gives
// the statement up.
class Cursor {
 public:
  Cursor(const ast::File& file, std::uint32_t line, const Tokens& tokens, Mistakes& mistakes)
      : file_(file), line_(line), tokens_(tokens.tokens), mistakes_(mistakes) {}

  const Token& peek() const { return tokens_[next_]; }
  bool at_end() const { return peek().kind == Token::Kind::end; }
  bool at_word(std::string_view word) const { return peek().kind == Token::Kind::word && peek().text == word; }
  SourcePos place() const { return place_of(peek()); }
  SourcePos place_of(const Token& token) const { return {line_, token.at.column, token.at.width}; }

  const Token& take();
  bool take_word(std::string_view word);
  bool take_bar();

  bool expect_word(std::string_view word);
  bool expect_end();
  std::optional<std::uint32_t> read_number();
  // A percentage from 1 to 100, `%` included.
  std::optional<std::uint32_t> read_percent();
  std::optional<std::string> read_phrase();
  std::optional<std::string> read_date();

  // Reports the token at hand.
  bool fail(const Code& code, std::string message, std::string label = {}, std::string help = {});
  // Reports the token at hand as a word that is not one of `known`: "unknown WHAT `word`". The help is the nearest of
  // them, or all of them where they are few.
  bool fail_unknown(const Code& code, std::string_view what, std::span<const std::string_view> known);

  const ast::File& file() const { return file_; }
  Mistakes& mistakes() const { return mistakes_; }

 private:
  const ast::File& file_;
  std::uint32_t line_;
  std::span<const Token> tokens_;
  std::size_t next_ = 0;
  Mistakes& mistakes_;
};

// A number in digits that fits 32 bits.
std::optional<std::uint32_t> to_number(std::string_view digits);

// True for a day of the Gregorian calendar written YYYY-MM-DD.
bool is_day(std::string_view text);

}  // namespace pith
