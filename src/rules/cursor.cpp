#include "rules/cursor.h"

#include <charconv>
#include <chrono>

#include "text/edit_distance.h"

namespace pith {
namespace {

// `known`, where there are so few of them that a list says more than a page on the code; else nothing.
std::string list_if_few(std::span<const std::string_view> known) {
  constexpr std::size_t kFew = 3;
  std::string list;
  if (known.size() > kFew) return list;
  for (const std::string_view word : known) {
    list += list.empty() ? "one of `" : ", `";
    list += word;
    list += '`';
  }
  return list;
}

}  // namespace

const Token& Cursor::take() {
  const Token& token = tokens_[next_];
  if (token.kind != Token::Kind::end) ++next_;
  return token;
}

bool Cursor::take_word(std::string_view word) {
  if (!at_word(word)) return false;
  take();
  return true;
}

bool Cursor::take_bar() {
  if (peek().kind != Token::Kind::bar) return false;
  take();
  return true;
}

bool Cursor::expect_word(std::string_view word) {
  if (take_word(word)) return true;
  return fail(codes::kSyntax, "expected `" + std::string(word) + "`, found " + describe(peek()),
              "`" + std::string(word) + "` is expected here");
}

bool Cursor::expect_end() {
  if (at_end()) return true;
  return fail(codes::kSyntax, "nothing may follow here, found " + describe(peek()), "the statement should end here");
}

std::optional<std::uint32_t> Cursor::read_number() {
  const std::optional<std::uint32_t> n = peek().kind == Token::Kind::word ? to_number(peek().text) : std::nullopt;
  if (!n) {
    fail(codes::kBadNumber, "expected a number, found " + describe(peek()), "a whole number is expected here");
    return std::nullopt;
  }
  take();
  return n;
}

std::optional<std::uint32_t> Cursor::read_percent() {
  const Token& token = peek();
  if (token.kind == Token::Kind::word && token.text.ends_with('%')) {
    const auto n = to_number(std::string_view(token.text).substr(0, token.text.size() - 1));
    if (n && *n >= 1 && *n <= 100) {
      take();
      return n;
    }
  }
  fail(codes::kBadNumber, "expected a percentage from 1% to 100%, found " + describe(token));
  return std::nullopt;
}

std::optional<std::string> Cursor::read_phrase() {
  if (peek().kind != Token::Kind::phrase) {
    fail(codes::kSyntax, "expected a phrase in quotes, found " + describe(peek()), "\"…\" is expected here");
    return std::nullopt;
  }
  return take().text;
}

std::optional<std::string> Cursor::read_date() {
  if (peek().kind != Token::Kind::word || !is_day(peek().text)) {
    fail(codes::kBadDate, "expected a date, found " + describe(peek()), "YYYY-MM-DD is expected here");
    return std::nullopt;
  }
  return take().text;
}

bool Cursor::fail(const Code& code, std::string message, std::string label, std::string help) {
  mistakes_.add(file_, code, place(), std::move(message), std::move(label), std::move(help));
  return false;
}

bool Cursor::fail_unknown(const Code& code, std::string_view what, std::span<const std::string_view> known) {
  const Token& token = peek();
  if (token.kind != Token::Kind::word) {
    return fail(code, "expected a " + std::string(what) + ", found " + describe(token),
                "a " + std::string(what) + " is expected here", list_if_few(known));
  }
  std::string help = Mistakes::did_you_mean(nearest(token.text, known));
  if (help.empty()) help = list_if_few(known);
  const std::string_view article =
      std::string_view("aeiou").find(what.front()) == std::string_view::npos ? "a " : "an ";
  return fail(code, "unknown " + std::string(what) + " `" + token.text + "`",
              "not " + std::string(article) + std::string(what), std::move(help));
}

std::optional<std::uint32_t> to_number(std::string_view digits) {
  std::uint32_t n = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return n;
}

bool is_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto year = to_number(text.substr(0, 4));
  const auto month = to_number(text.substr(5, 2));
  const auto day = to_number(text.substr(8, 2));
  return year && month && day &&
         std::chrono::year_month_day(std::chrono::year(static_cast<int>(*year)), std::chrono::month(*month),
                                     std::chrono::day(*day))
             .ok();
}

}  // namespace pith
