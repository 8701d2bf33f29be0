#include "engine/spellings.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>
#include <unicode/usetiter.h>

#include <algorithm>
#include <set>

#include "text/match_form.h"

namespace pith::oracle {
namespace {

constexpr std::size_t kLongestPiece = 3;  // "ffi" is one character

icu::UnicodeString wide(std::u32string_view text) {
  icu::UnicodeString out;
  for (const char32_t c : text) out.append(static_cast<UChar32>(c));
  return out;
}

std::string narrow(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

std::string form_of(std::string_view text) {
  std::string form;
  build_match_form(text, form);
  return form;
}

// The character in all cases; some of these are strings.
std::set<std::string> cases_of(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  icu::UnicodeSet set(point, point);
  set.closeOver(USET_CASE_INSENSITIVE);
  std::set<std::string> out;
  for (icu::UnicodeSetIterator it(set); it.next();) out.insert(narrow(it.getString()));
  return out;
}

std::set<std::string> normal_forms_of(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  std::set<std::string> out;
  for (const icu::Normalizer2* form :
       {icu::Normalizer2::getNFDInstance(status), icu::Normalizer2::getNFKDInstance(status),
        icu::Normalizer2::getNFKCInstance(status), icu::Normalizer2::getNFKCCasefoldInstance(status)}) {
    out.insert(narrow(form->normalize(icu::UnicodeString::fromUTF8(text), status)));
  }
  out.erase("");
  return out;
}

}  // namespace

std::string utf8(std::u32string_view text) {
  return narrow(wide(text));
}

Spellings::Spellings() {
  constexpr char32_t kBehindLast = 0x20000;
  for (char32_t c = 0x80; c < kBehindLast; ++c) {
    if (U_IS_SURROGATE(c) || u_charType(static_cast<UChar32>(c)) == U_UNASSIGNED) continue;
    const std::string text = utf8({&c, 1});
    std::string form = form_of(text);
    if (!form.empty() && form != text) by_form_[std::move(form)].push_back(text);
  }
}

const std::vector<std::string>& Spellings::of(std::u32string_view piece) {
  if (const auto it = known_.find(piece); it != known_.end()) return it->second;
  std::set<std::string> all;
  if (piece.size() == 1) {
    all = cases_of(piece.front());
    all.insert(utf8(piece));
    for (const std::string& text : std::set<std::string>(all)) all.merge(normal_forms_of(text));
  }
  if (const auto it = by_form_.find(form_of(utf8(piece))); it != by_form_.end())
    all.insert(it->second.begin(), it->second.end());
  return known_[std::u32string(piece)] = {all.begin(), all.end()};
}

std::string Spellings::respell(Dice& dice, std::u32string_view text, std::size_t seldom) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (!dice.one_in(seldom)) {
      out += utf8(text.substr(i, 1));
      ++i;
      continue;
    }
    std::size_t size = std::min(dice.between(1, kLongestPiece), text.size() - i);
    while (size > 1 && of(text.substr(i, size)).empty()) --size;
    out += dice.pick(of(text.substr(i, size)));
    i += size;
  }
  return out;
}

}  // namespace pith::oracle
