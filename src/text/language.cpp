#include "text/language.h"

#include <unicode/locid.h>

#include <algorithm>
#include <array>

namespace pith {
namespace {

constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// ISO 639-2: several languages, none that has a code, undetermined, nothing linguistic.
constexpr std::array<std::string_view, 4> kNoLanguage = {"mul", "mis", "und", "zxx"};

}  // namespace

std::string bcp47_language(std::string_view code) {
  if (code.size() < 2 || code.size() > 3 || !std::ranges::all_of(code, is_letter)) return {};
  icu::Locale locale(std::string(code).c_str());
  // Most codes of three letters are known by a small table; a look at CLDR's aliases takes longer.
  if (code.size() == 2 || std::string_view(locale.getLanguage()).size() != 2) {
    UErrorCode status = U_ZERO_ERROR;
    locale.canonicalize(status);
    if (U_FAILURE(status)) return {};
  }
  const std::string_view language = locale.getLanguage();
  return std::ranges::find(kNoLanguage, language) == kNoLanguage.end() ? std::string(language) : std::string();
}

}  // namespace pith
