#include "input/json_tokens.h"

#include "text/json_string.h"

namespace pith {
namespace {

constexpr int kNothing = -1;
constexpr std::size_t kMostGuess = std::size_t{1} << 16;  // bytes of room for a string that may be shorter

constexpr bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

std::string_view describe_string_problem(std::string_view json, std::size_t at) {
  if (at == json.size()) return "the string that begins here is not closed";
  if (json[at] == '\\') return "here is a backslash without one of \"\\/bfnrt or u and four digits behind it";
  return "here is a control character, which a string may only hold escaped";
}

JsonTokens::JsonTokens(std::string_view json, std::size_t begin) : json_(json), index_(json), at_(begin) {}

JsonToken JsonTokens::fail(std::string_view problem, std::size_t at) {
  problem_ = problem;
  problem_at_ = static_cast<std::uint32_t>(at);
  return JsonToken::broken;
}

int JsonTokens::peek() {
  while (at_ < json_.size() && is_space(json_[at_])) ++at_;
  return at_ < json_.size() ? static_cast<unsigned char>(json_[at_]) : kNothing;
}

JsonToken JsonTokens::done(JsonToken token) {
  end_ = static_cast<std::uint32_t>(at_);
  expect_ = depth_ == 0 ? Expect::end : Expect::separator;
  return token;
}

JsonToken JsonTokens::next(std::vector<char>* room) {
  if (!problem_.empty()) return JsonToken::broken;
  switch (expect_) {
    case Expect::anything:
      return peek() == kNothing ? JsonToken::end : read_value(room);
    case Expect::value:
      return read_value(room);
    case Expect::first_key:
      return peek() == '}' ? close_object() : read_key();
    case Expect::separator:
      return read_separator();
    case Expect::end:
      return peek() == kNothing ? JsonToken::end : fail("something follows the end of the value");
  }
  return JsonToken::broken;
}

JsonToken JsonTokens::read_separator() {
  const int c = peek();
  if (c == '}') return close_object();
  if (c == kNothing) return fail("the object is not closed");
  if (c != ',') return fail("here should be a comma or a closing brace");
  ++at_;
  return read_key();
}

JsonToken JsonTokens::read_key() {
  const int quote = peek();
  if (quote != '"')
    return fail(quote == kNothing ? "the object is not closed" : "here should be a key in quotation marks");
  if (!read_string()) return JsonToken::broken;
  const int colon = peek();
  if (colon != ':') return fail(colon == kNothing ? "the object is not closed" : "here should be a colon");
  ++at_;
  expect_ = Expect::value;
  return JsonToken::key;
}

JsonToken JsonTokens::read_value(std::vector<char>* room) {
  const int c = peek();
  begin_ = static_cast<std::uint32_t>(at_);
  switch (c) {
    case '{':
      return open_object();
    case '[':
      ++at_;
      return pass_bracket(']') ? done(JsonToken::array) : JsonToken::broken;
    case '"':
      return read_string(room) ? done(JsonToken::string) : JsonToken::broken;
    case 't':
      return read_word("true");
    case 'f':
      return read_word("false");
    case 'n':
      return read_word("null");
    case 'N':
      return read_word("NaN");
    case 'I':
      return read_word("Infinity");
    case kNothing:
      return fail("the object is not closed");
    default:
      return read_number();
  }
}

bool JsonTokens::read_string(std::vector<char>* room) {
  const std::size_t begin = at_ + 1;
  std::size_t end = 0;
  if (room == nullptr) {
    end = index_.string_end(begin);
  } else {
    // How long the string is, unescape_json() finds out; but there must not be room for a huge line in every place.
    std::string_view rest = json_.substr(begin);
    if (rest.size() > kMostGuess) rest = rest.substr(0, index_.string_end(begin) + 1 - begin);
    const auto size = unescape_json(rest, *room);
    end = begin + (size ? size->raw : size.error());
    unescaped_size_ = size ? size->unescaped : 0;
  }
  if (end == json_.size() || json_[end] != '"') {
    fail(describe_string_problem(json_, end), end == json_.size() ? at_ : end);
    return false;
  }
  begin_ = static_cast<std::uint32_t>(at_);
  at_ = end + 1;
  end_ = static_cast<std::uint32_t>(at_);
  return true;
}

bool JsonTokens::read_digits() {
  const std::size_t begin = at_;
  while (at_ < json_.size() && is_digit(json_[at_])) ++at_;
  return at_ > begin;
}

JsonToken JsonTokens::read_number() {
  const auto take = [&](std::string_view any) {
    const bool is_there = at_ < json_.size() && any.find(json_[at_]) != std::string_view::npos;
    if (is_there) ++at_;
    return is_there;
  };
  const bool is_negative = take("-");
  if (is_negative && at_ < json_.size() && json_[at_] == 'I') return read_word("Infinity");
  constexpr std::string_view kDigitMissing = "here should be a digit";
  if (!take("0") && !read_digits()) return fail(is_negative ? kDigitMissing : "here should be a value");
  if (take(".") && !read_digits()) return fail(kDigitMissing);
  if (take("eE")) {
    take("+-");
    if (!read_digits()) return fail(kDigitMissing);
  }
  return done(JsonToken::number);
}

JsonToken JsonTokens::read_word(std::string_view word) {
  if (!json_.substr(at_).starts_with(word)) return fail("here should be a value");
  at_ += word.size();
  return done(JsonToken::word);
}

JsonToken JsonTokens::open_object() {
  ++at_;
  ++depth_;
  end_ = static_cast<std::uint32_t>(at_);
  expect_ = Expect::first_key;
  return JsonToken::begin_object;
}

JsonToken JsonTokens::close_object() {
  begin_ = static_cast<std::uint32_t>(at_);
  ++at_;
  --depth_;
  return done(JsonToken::end_object);
}

// From behind an opening bracket to behind the one that closes it.
bool JsonTokens::pass_bracket(char closing) {
  const std::size_t sign = index_.bracket_end(at_);
  if (sign == json_.size()) {
    fail("the bracket that opens here is not closed", begin_);
    return false;
  }
  if (json_[sign] != closing) {
    const bool is_bracket = json_[sign] == ']' || json_[sign] == '}';
    fail(is_bracket ? "here should be a closing bracket of the other kind" : describe_string_problem(json_, sign),
         sign);
    return false;
  }
  at_ = sign + 1;
  return true;
}

bool JsonTokens::skip_object() {
  if (!pass_bracket('}')) return false;
  --depth_;
  done(JsonToken::end_object);
  return true;
}

}  // namespace pith
