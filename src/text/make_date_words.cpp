// Writes date_words.cpp at build time: the words of text/date_words.h.
//
// Nobody's list says which word of a date means what in every language, but ICU writes dates in all of them. A word
// that only the dates of one month have in common names that month; a word of all dates connects. It is the same with
// days of the week, with hours (am, pm) and with units ("hours" and "ago").
#include <unicode/dtfmtsym.h>
#include <unicode/dtptngen.h>
#include <unicode/gregocal.h>
#include <unicode/locid.h>
#include <unicode/reldatefmt.h>
#include <unicode/smpdtfmt.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <initializer_list>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/date_words.h"
#include "text/match_form.h"
#include "text/plain.h"

// Here every character is odd, so that the match form asks ICU for each.
const std::uint16_t pith::kPlainIndex[0x10000 / 64] = {};
const std::uint16_t pith::kPlainBlocks[1][64] = {};

namespace {

using pith::DateToken;
using pith::DateWord;

constexpr double kDay = 24.0 * 60 * 60 * 1000;

std::string form_of(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  std::string form;
  pith::build_match_form(utf8, form);
  return form;
}

std::vector<DateToken> tokens_of(std::string_view form) {
  std::vector<DateToken> tokens;
  for (std::size_t i = 0; i < form.size();) {
    tokens.push_back(pith::date_token_at(form, i));
    i += tokens.back().text.size();
  }
  return tokens;
}

bool is_word(const DateToken& token) {
  return token.kind == DateToken::Kind::word || token.kind == DateToken::Kind::spaceless;
}

class Words {
 public:
  void add(std::string_view word, DateWord what) {
    std::string plain;
    for (const char c : word) {
      if (c != '.' && c != '\'') plain += c;
    }
    DateWord& known = words_[plain];
    known = static_cast<DateWord>(known | what | pith::kDateWord);
  }

  void add_text(const icu::UnicodeString& text, DateWord what) {
    const std::string form = form_of(text);
    for (const DateToken& token : tokens_of(form)) {
      if (is_word(token)) add(token.text, what);
    }
  }

  // The same thing said of different months, days, hours …: what not all say is of the kind `what`.
  void add_series(const std::vector<icu::UnicodeString>& series, DateWord what) {
    std::map<std::string, std::size_t> counts;
    for (const icu::UnicodeString& text : series) {
      const std::string form = form_of(text);
      std::set<std::string> once;
      for (const DateToken& token : tokens_of(form)) {
        if (is_word(token)) once.emplace(token.text);
      }
      for (const std::string& word : once) ++counts[word];
    }
    for (const auto& [word, count] : counts) add(word, count < series.size() ? what : pith::kDateWord);
  }

  void add_whole_line(const icu::UnicodeString& text) {
    // French and German; Slovene and a people; Estonian, Finnish and German; Hungarian and Italian; Romanian and a
    // name; Marathi and Hindi; Chinese and Japanese; abbreviations.
    constexpr auto kConfusable =
        std::to_array<std::string_view>({"hier", "danes", "eile", "eilen", "ma", "azi", "कल", "काल", "кеше", "前日",
                                         "antay.", "semlm", "toissap.", "wcz."});
    const std::string form = form_of(text);
    const bool has_number = std::ranges::any_of(
        tokens_of(form), [](const DateToken& token) { return token.kind == DateToken::Kind::number; });
    if (!has_number && std::ranges::find(kConfusable, form) == kConfusable.end()) whole_lines_.insert(form);
  }

  bool write(const char* file) const;

 private:
  std::map<std::string, DateWord> words_;
  std::set<std::string> whole_lines_;
};

using Series = std::vector<icu::UnicodeString>;

// One locale's words.
class LocaleWords {
 public:
  LocaleWords(const icu::Locale& locale, Words& words) : locale_(locale), words_(words) {}

  void add() {
    add_names();
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::DateTimePatternGenerator> patterns(
        icu::DateTimePatternGenerator::createInstance(locale_, status));
    if (U_FAILURE(status)) return;
    for (const char* skeleton : {"yMMMMd", "yMMMd", "MMMMd", "MMMd", "yMMMM"})
      add_pattern(*patterns, skeleton, 12, 30.4375 * kDay, pith::kMonth);
    for (const char* skeleton : {"yMMMMEEEEd", "yMMMEd", "EEEE"})
      add_pattern(*patterns, skeleton, 7, kDay, pith::kWeekday);
    for (const char* skeleton : {"jm", "hm", "Hms", "Bhm"})
      add_pattern(*patterns, skeleton, 24, kDay / 24, pith::kTimeOfDay);
    add_date_with_time();
    add_relative();
  }

 private:
  // Those of the calendar itself, for dates that are written otherwise than CLDR has it.
  void add_names() {
    UErrorCode status = U_ZERO_ERROR;
    const icu::DateFormatSymbols symbols(locale_, status);
    if (U_FAILURE(status)) return;
    using Symbols = icu::DateFormatSymbols;
    for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
      for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
        std::int32_t count = 0;
        const icu::UnicodeString* months = symbols.getMonths(count, context, width);
        words_.add_series(Series(months, months + count), pith::kMonth);
        const icu::UnicodeString* days = symbols.getWeekdays(count, context, width);
        words_.add_series(Series(days + 1, days + count), pith::kWeekday);
      }
    }
    std::int32_t count = 0;
    const icu::UnicodeString* halves = symbols.getAmPmStrings(count);
    words_.add_series(Series(halves, halves + count), pith::kTimeOfDay);
  }

  void add_pattern(icu::DateTimePatternGenerator& patterns, const char* skeleton, int count, double step,
                   DateWord what) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString pattern = patterns.getBestPattern(icu::UnicodeString(skeleton), status);
    const icu::SimpleDateFormat format(pattern, locale_, status);
    if (U_FAILURE(status)) return;
    Series series;
    for (int i = 0; i < count; ++i) {
      icu::UnicodeString text;
      format.format(kStart + step * i, text);
      series.push_back(text);
    }
    words_.add_series(series, what);
  }

  void add_date_with_time() {
    for (const auto style : {icu::DateFormat::kFull, icu::DateFormat::kLong, icu::DateFormat::kMedium}) {
      const std::unique_ptr<icu::DateFormat> format(
          icu::DateFormat::createDateTimeInstance(style, icu::DateFormat::kShort, locale_));
      Series series;
      for (int i = 0; i < 3 && format != nullptr; ++i) {
        icu::UnicodeString text;
        format->format(kStart + 96.3 * kDay * i, text);
        series.push_back(text);
      }
      // What differs is known from elsewhere.
      words_.add_series(series, pith::kDateWord);
    }
  }

  void add_relative() {
    for (const auto style : {UDAT_STYLE_LONG, UDAT_STYLE_SHORT, UDAT_STYLE_NARROW}) {
      UErrorCode status = U_ZERO_ERROR;
      const icu::RelativeDateTimeFormatter format(locale_, nullptr, style, UDISPCTX_CAPITALIZATION_NONE, status);
      if (U_FAILURE(status)) return;
      add_units(format);
      for (const auto when : {UDAT_DIRECTION_THIS, UDAT_DIRECTION_LAST, UDAT_DIRECTION_LAST_2}) {
        icu::UnicodeString text;
        format.format(when, UDAT_ABSOLUTE_DAY, text, status);
        if (U_FAILURE(status) || text.isEmpty()) continue;
        const std::string form = form_of(text);
        words_.add_text(text, tokens_of(form).size() == 1 ? pith::kRelativeDay : pith::kDateWord);
        if (is_known_language()) words_.add_whole_line(text);
      }
    }
  }

  // "3 hours ago": what stands there with one unit alone names it.
  void add_units(const icu::RelativeDateTimeFormatter& format) {
    constexpr std::array<URelativeDateTimeUnit, 7> kUnits = {
        UDAT_REL_UNIT_SECOND, UDAT_REL_UNIT_MINUTE, UDAT_REL_UNIT_HOUR, UDAT_REL_UNIT_DAY,
        UDAT_REL_UNIT_WEEK,   UDAT_REL_UNIT_MONTH,  UDAT_REL_UNIT_YEAR};
    std::map<std::string, std::set<std::size_t>> units_of;
    std::map<std::string, DateWord> places;
    for (std::size_t unit = 0; unit < kUnits.size(); ++unit) {
      for (const double number : {1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 11.0, 21.0, 100.0}) {
        UErrorCode status = U_ZERO_ERROR;
        icu::UnicodeString text;
        format.formatNumeric(-number, kUnits[unit], text, status);
        if (U_FAILURE(status)) continue;
        const std::string form = form_of(text);
        bool behind = false;
        for (const DateToken& token : tokens_of(form)) {
          behind |= token.kind == DateToken::Kind::number;
          if (!is_word(token)) continue;
          DateWord& place = places[std::string(token.text)];
          place = static_cast<DateWord>(place | (behind ? pith::kUnit : pith::kUnitBefore));
          units_of[std::string(token.text)].insert(unit);
        }
      }
    }
    constexpr std::size_t kShared = 4;
    for (const auto& [word, units] : units_of) words_.add(word, units.size() >= kShared ? pith::kAgo : places[word]);
  }

  // A relative day can stand alone where somebody knows that it is no other word: one of these languages, and not one
  // of kConfusable.
  bool is_known_language() const {
    constexpr auto kLanguages = std::to_array<std::string_view>(
        {"ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et",  "fa", "fi", "fil",
         "fr", "gl", "gu", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk",  "km", "kn", "ko",
         "lo", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "my", "nb", "nl", "nn", "no", "pa",  "pl", "pt", "ro",
         "ru", "sk", "sl", "sr", "sv", "ta", "te", "th", "tr", "uk", "ur", "uz", "vi", "yue", "zh"});
    return std::ranges::find(kLanguages, std::string_view(locale_.getLanguage())) != kLanguages.end();
  }

  static constexpr double kStart = 1736953200000.0;  // 2025-01-15T15:00:00Z

  icu::Locale locale_;
  Words& words_;
};

// What CLDR does not have, but sites print.
void add_other_words(Words& words) {
  for (const char* unit : {"hr", "hrs", "min", "mins", "sec", "secs", "wk", "wks", "mo", "mos", "yr", "yrs", "std"})
    words.add(unit, pith::kUnit);
  for (const char* time : {"uhr", "oclock"}) words.add(time, pith::kTimeOfDay);
  // Of months and days that have numbers for names.
  for (const char* unit : {"年", "月", "日", "号", "號", "時", "时", "년", "월", "일", "시"})
    words.add(unit, pith::kUnit);
  for (const char* month : {"сар", "сарын"}) words.add(month, pith::kMonth);
  for (const char* time : {"kl", "klo", "tháng", "thg"}) words.add(time, pith::kUnitBefore);
  for (const char* zone : {"t",    "z",    "utc",  "gmt",  "et",   "est",  "edt",  "ct",   "cst", "cdt",  "mt",  "mst",
                           "mdt",  "pt",   "pst",  "pdt",  "bst",  "ist",  "wet",  "west", "cet", "cest", "mez", "mesz",
                           "eet",  "eest", "msk",  "jst",  "kst",  "hkt",  "sgt",  "pkt",  "wib", "wita", "wit", "sast",
                           "aest", "aedt", "awst", "acst", "acdt", "nzst", "nzdt", "brt",  "art", "clt",  "h"})
    words.add(zone, pith::kDateWord);
}

bool Words::write(const char* file) const {
  std::FILE* out = std::fopen(file, "w");
  if (out == nullptr) return false;
  std::map<std::uint64_t, DateWord> keys;
  for (const auto& [word, what] : words_) keys[pith::date_word_key(pith::hash_date_word(word))] = what;
  for (const std::string& line : whole_lines_)
    keys[pith::date_word_key(pith::hash_date_word(line, pith::kWholeLine))] = pith::kDateWord;
  if (keys.size() != words_.size() + whole_lines_.size()) return false;  // two words of one hash

  std::size_t slots = 1;
  while (slots < 2 * keys.size()) slots *= 2;
  std::vector<std::uint64_t> table(slots);
  for (const auto& [key, what] : keys) {
    std::size_t slot = pith::date_word_slot(key, slots);
    while (table[slot] != 0) slot = (slot + 1) & (slots - 1);
    table[slot] = (key & ~std::uint64_t{0xFF}) | what;
  }
  std::fprintf(out, "// Written by make_date_words.cpp.\n#include \"text/date_words.h\"\n\nnamespace pith {\n\n");
  std::fprintf(out, "const std::size_t kDateWordSlots = %zu;\nconst std::uint64_t kDateWords[%zu] = {\n", slots, slots);
  for (const std::uint64_t entry : table) std::fprintf(out, "%#llx,", static_cast<unsigned long long>(entry));
  std::fprintf(out, "};\n\n}  // namespace pith\n");
  return std::fclose(out) == 0;
}

// What CLDR has of the others is little more than names, often of three letters, which are words elsewhere.
bool says_how_long_ago(const icu::Locale& locale) {
  const auto letters_of_three_hours_ago = [](const icu::Locale& in) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::RelativeDateTimeFormatter format(in, status);
    icu::UnicodeString text;
    if (U_SUCCESS(status)) format.formatNumeric(-3, UDAT_REL_UNIT_HOUR, text, status);
    std::string letters;
    const std::string form = form_of(text);
    for (const DateToken& token : tokens_of(form)) {
      if (is_word(token)) letters += token.text;
    }
    return letters;
  };
  return letters_of_three_hours_ago(locale) != letters_of_three_hours_ago(icu::Locale::getRoot());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 1;
  Words words;
  std::int32_t count = 0;
  const icu::Locale* locales = icu::Locale::getAvailableLocales(count);
  for (const icu::Locale& locale : std::span(locales, static_cast<std::size_t>(count))) {
    if (!says_how_long_ago(locale)) continue;
    LocaleWords(locale, words).add();
    // Sites in countries with a calendar of their own use this one as well.
    icu::Locale gregorian = locale;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Calendar> calendar(icu::Calendar::createInstance(locale, status));
    if (U_FAILURE(status) || std::string_view(calendar->getType()) == "gregorian") continue;
    gregorian.setKeywordValue("calendar", "gregorian", status);
    if (U_SUCCESS(status)) LocaleWords(gregorian, words).add();
  }
  add_other_words(words);
  return words.write(argv[1]) ? 0 : 1;
}
