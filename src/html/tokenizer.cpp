#include "html/tokenizer.h"

#include <algorithm>
#include <bit>

#include "html/ascii.h"

namespace pith {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;

bool ends_name(char c) {
  return is_ascii_space(c) || c == '/' || c == '>';
}

// True when `text` has `word` at `at`, in whatever case.
bool has_at(std::string_view text, std::size_t at, std::string_view word) {
  return at <= text.size() && equals_without_case(text.substr(at, word.size()), word);
}

// True when `text` has a name at `at`, and its end.
bool has_name_at(std::string_view text, std::size_t at, std::string_view name) {
  return has_at(text, at, name) && at + name.size() < text.size() && ends_name(text[at + name.size()]);
}

// True when the `<` at `at` is the first byte of a tag, comment or doctype (13.2.5.6).
bool is_markup(std::string_view page, std::size_t at) {
  if (at + 1 >= page.size()) return false;
  const char c = page[at + 1];
  return is_ascii_letter(c) || c == '!' || c == '?' || (c == '/' && at + 2 < page.size());
}

}  // namespace

// Where the mask has its first bit from `at` on; the page's end when it has none.
inline std::size_t Tokenizer::find(MarkupMask MarkupMasks::*mask, std::size_t at) {
  while (at < page_.size()) {
    if (at < marked_from_ || at >= marked_to_) {
      marked_from_ = at & ~std::size_t{63};
      marked_to_ = marked_from_ + kMarkupBytes;
      mark_markup(page_, marked_from_, masks_);
    }
    const std::uint64_t bits = (masks_.*mask)[(at - marked_from_) / 64] >> (at % 64);
    if (bits != 0) return at + static_cast<std::size_t>(std::countr_zero(bits));
    at = (at | 63) + 1;
  }
  return page_.size();
}

void Tokenizer::finish(Token& token, TokenKind kind, std::size_t end) {
  token.kind = kind;
  token.source = page_.substr(at_, end - at_);
  at_ = end;
}

bool Tokenizer::next(Token& token) {
  if (at_ >= page_.size()) return false;
  token = {};
  if (mode_ != TextMode::data) {
    token.mode = mode_;
    const std::size_t end = find_raw_end(at_);
    mode_ = TextMode::data;
    if (end > at_) {
      token.content = page_.substr(at_, end - at_);
      finish(token, TokenKind::text, end);
      return true;
    }
  }
  if (page_[at_] == '<' && is_markup(page_, at_)) {
    read_markup(token);
    return true;
  }
  const std::size_t end = find_text_end(at_);
  token.content = page_.substr(at_, end - at_);
  finish(token, TokenKind::text, end);
  return true;
}

std::size_t Tokenizer::find_text_end(std::size_t at) {
  for (;; ++at) {
    at = find(&MarkupMasks::less_than, at);
    if (at == page_.size() || is_markup(page_, at)) return at;
  }
}

bool Tokenizer::is_end_tag_at(std::size_t at) const {
  return !end_name_.empty() && at + 1 < page_.size() && page_[at + 1] == '/' && has_name_at(page_, at + 2, end_name_);
}

// Where the end tag of what is read by mode_ begins; the page's end when there is none.
std::size_t Tokenizer::find_raw_end(std::size_t at) const {
  if (mode_ == TextMode::plaintext) return page_.size();
  if (mode_ == TextMode::script) return find_script_end(at);
  for (at = page_.find('<', at); at != kNowhere; at = page_.find('<', at + 1)) {
    if (is_end_tag_at(at)) return at;
  }
  return page_.size();
}

// 13.2.5.4 and 13.2.5.15 to 13.2.5.31. Behind `<!--` a script is escaped, and a `<script` in there makes it doubly so:
// then `</script` only undoes that. `-->` ends both.
std::size_t Tokenizer::find_script_end(std::size_t at) const {
  constexpr std::string_view kOpen = "<!--";
  constexpr std::string_view kClose = "-->";
  constexpr std::string_view kScript = "script";
  enum class State : std::uint8_t { plain, escaped, doubly_escaped };
  State state = State::plain;
  std::size_t close = 0;  // the first `-->` behind where it was last asked for
  for (;;) {
    const std::size_t less_than = page_.find('<', at);
    if (state != State::plain && close < less_than) {
      state = State::plain;
      at = close + kClose.size();
      continue;
    }
    if (less_than == kNowhere) return page_.size();
    at = less_than + 1;
    if (state == State::doubly_escaped) {
      if (at < page_.size() && page_[at] == '/' && has_name_at(page_, at + 1, kScript)) state = State::escaped;
      continue;
    }
    if (is_end_tag_at(less_than)) return less_than;
    if (state == State::escaped) {
      if (has_name_at(page_, at, kScript)) state = State::doubly_escaped;
    } else if (page_.substr(less_than).starts_with(kOpen)) {
      state = State::escaped;
      at = less_than + kOpen.size();
      // The dashes of `<!-->` count for both.
      if (close < less_than + 2) close = page_.find(kClose, less_than + 2);
    }
  }
}

void Tokenizer::read_markup(Token& token) {
  const char second = page_[at_ + 1];
  if (is_ascii_letter(second)) return read_tag(token, TokenKind::start_tag, at_ + 1);
  if (second == '?') return read_to_greater_than(token, TokenKind::comment, at_ + 1);
  if (second == '/') {
    const char third = page_[at_ + 2];
    if (is_ascii_letter(third)) return read_tag(token, TokenKind::end_tag, at_ + 2);
    if (third == '>') return finish(token, TokenKind::nothing, at_ + 3);
    return read_to_greater_than(token, TokenKind::comment, at_ + 2);
  }
  constexpr std::string_view kDoctype = "doctype";
  if (has_at(page_, at_ + 2, "--")) return read_comment(token);
  if (has_at(page_, at_ + 2, kDoctype)) {
    return read_to_greater_than(token, TokenKind::doctype, at_ + 2 + kDoctype.size());
  }
  read_to_greater_than(token, TokenKind::comment, at_ + 2);
}

void Tokenizer::read_to_greater_than(Token& token, TokenKind kind, std::size_t content_begin) {
  const std::size_t greater_than = page_.find('>', content_begin);
  const bool is_cut_off = greater_than == kNowhere;
  token.content = page_.substr(content_begin, greater_than - content_begin);
  finish(token, kind, is_cut_off ? page_.size() : greater_than + 1);
}

// 13.2.5.43 to 13.2.5.52.
void Tokenizer::read_comment(Token& token) {
  const std::size_t first = at_ + 4;
  const std::string_view rest = page_.substr(first);
  if (rest.starts_with('>')) return finish(token, TokenKind::comment, first + 1);
  if (rest.starts_with("->")) return finish(token, TokenKind::comment, first + 2);
  for (std::size_t end = rest.find('>'); end != kNowhere; end = rest.find('>', end + 1)) {
    const std::string_view before = rest.substr(0, end);
    if (!before.ends_with("--") && !before.ends_with("--!")) continue;
    token.content = before.substr(0, end - (before.ends_with('!') ? 3 : 2));
    return finish(token, TokenKind::comment, first + end + 1);
  }
  token.content = rest;
  for (const std::string_view half : {"--!", "--", "-"}) {
    if (!rest.ends_with(half)) continue;
    token.content.remove_suffix(half.size());
    break;
  }
  finish(token, TokenKind::comment, page_.size());
}

// 13.2.5.8 and 13.2.5.32 to 13.2.5.40.
void Tokenizer::read_tag(Token& token, TokenKind kind, std::size_t name_begin) {
  std::size_t at = find(&MarkupMasks::in_tag, name_begin);
  while (at < page_.size() && page_[at] == '=') at = find(&MarkupMasks::in_tag, at + 1);
  const std::size_t name_end = at;
  for (;;) {
    const std::size_t gap = at;
    while (at < page_.size() && (is_ascii_space(page_[at]) || page_[at] == '/')) ++at;
    if (at >= page_.size()) return finish(token, TokenKind::nothing, page_.size());
    if (page_[at] == '>') {
      token.self_closing = at > gap && page_[at - 1] == '/';
      break;
    }
    at = skip_attribute(at, token.attribute_names);
  }
  token.name = page_.substr(name_begin, name_end - name_begin);
  token.tag = tag_of(token.name);
  token.content = page_.substr(name_end, at - name_end);
  finish(token, kind, at + 1);
}

// Where the attribute whose name begins at `at` ends: behind its value, or its name when it has none.
std::size_t Tokenizer::skip_attribute(std::size_t at, NameSet& names) {
  const std::size_t name_begin = at;
  at = find(&MarkupMasks::in_tag, at + 1);  // a name may begin with `=`
  names |= name_set_of(page_.substr(name_begin, at - name_begin));
  while (at < page_.size() && is_ascii_space(page_[at])) ++at;
  if (at >= page_.size() || page_[at] != '=') return at;
  ++at;
  while (at < page_.size() && is_ascii_space(page_[at])) ++at;
  if (at >= page_.size() || page_[at] == '>') return at;
  if (page_[at] == '"') return std::min(page_.size(), find(&MarkupMasks::quote, at + 1) + 1);
  if (page_[at] == '\'') return std::min(page_.size(), find(&MarkupMasks::apostrophe, at + 1) + 1);
  at = find(&MarkupMasks::in_tag, at);
  while (at < page_.size() && (page_[at] == '=' || page_[at] == '/')) at = find(&MarkupMasks::in_tag, at + 1);
  return at;
}

}  // namespace pith
