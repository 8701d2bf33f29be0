#include <unicode/uchar.h>

#include "text/date_words.h"
#include "text/unicode.h"

namespace pith {
namespace {

DateToken::Kind kind_of(char32_t c) {
  if (c < 0x80) {
    if (c >= '0' && c <= '9') return DateToken::Kind::number;
    return is_word(c) ? DateToken::Kind::word : DateToken::Kind::sign;
  }
  if (!is_word(c)) return DateToken::Kind::sign;
  if (u_isdigit(static_cast<UChar32>(c)) != 0) return DateToken::Kind::number;
  return is_spaceless(c) ? DateToken::Kind::spaceless : DateToken::Kind::word;
}

}  // namespace

DateToken date_token_at(std::string_view form, std::size_t at) {
  using Kind = DateToken::Kind;
  const Decoded first = decode(form, at);
  const Kind kind = kind_of(first.code_point);
  std::size_t end = at + first.size;
  while (kind != Kind::sign && end < form.size()) {
    Decoded next = decode(form, end);
    std::size_t joint = 0;  // a full stop or apostrophe before the next letter
    if (kind == Kind::word && (next.code_point == '.' || next.code_point == '\'') && end + 1 < form.size()) {
      joint = 1;
      next = decode(form, end + 1);
    }
    const bool goes_on =
        kind_of(next.code_point) == kind || (kind == Kind::spaceless && joint == 0 && is_mark(next.code_point));
    if (!goes_on) break;
    end += joint + next.size;
  }
  return {kind, form.substr(at, end - at)};
}

}  // namespace pith
