// Dates as ICU writes them, in all languages for which CLDR has more than names.
#include <gtest/gtest.h>
#include <unicode/datefmt.h>
#include <unicode/locid.h>
#include <unicode/reldatefmt.h>

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>

#include "text/line_shape.h"

namespace pith {
namespace {

constexpr double kDay = 24.0 * 60 * 60 * 1000;
constexpr double kStart = 1704067200000.0;  // 2024-01-01T00:00:00Z

struct Tally {
  int known = 0;
  int all = 0;
  std::string missed;

  void see(const icu::UnicodeString& text) {
    std::string line;
    text.toUTF8String(line);
    ++all;
    if (is_date_line(line)) {
      ++known;
    } else if (missed.size() < 300) {
      missed += " | " + line;
    }
  }
};

// Where CLDR does not know how to say it, this is "-3 h", in digits of the language's own.
bool says_how_long_ago(const icu::RelativeDateTimeFormatter& format) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString text;
  format.formatNumeric(-3, UDAT_REL_UNIT_HOUR, text, status);
  return !text.endsWith(" h") || text.indexOf("-") < 0;
}

void see_dates(const icu::Locale& locale, Tally& tally) {
  using Format = icu::DateFormat;
  for (const auto style : {Format::kFull, Format::kLong, Format::kMedium}) {
    const std::unique_ptr<Format> dates(Format::createDateInstance(style, locale));
    const std::unique_ptr<Format> both(Format::createDateTimeInstance(style, Format::kShort, locale));
    for (int month = 0; month < 12; ++month) {
      for (const Format* format : {dates.get(), both.get()}) {
        icu::UnicodeString text;
        format->format(kStart + 31.3 * kDay * month, text);
        tally.see(text);
      }
    }
  }
}

void see_relative(const icu::RelativeDateTimeFormatter& format, Tally& tally) {
  for (const auto unit : {UDAT_REL_UNIT_MINUTE, UDAT_REL_UNIT_HOUR, UDAT_REL_UNIT_DAY, UDAT_REL_UNIT_WEEK,
                          UDAT_REL_UNIT_MONTH, UDAT_REL_UNIT_YEAR}) {
    for (const double number : {3.0, 5.0, 14.0, 31.0}) {
      UErrorCode status = U_ZERO_ERROR;
      icu::UnicodeString text;
      format.formatNumeric(-number, unit, text, status);
      tally.see(text);
    }
  }
}

TEST(DateLine, IsWhatIcuWritesInAlmostEveryLanguage) {
  UErrorCode status = U_ZERO_ERROR;
  std::map<std::string, Tally> tallies;
  std::int32_t count = 0;
  const icu::Locale* locales = icu::Locale::getAvailableLocales(count);
  for (const icu::Locale& locale : std::span(locales, static_cast<std::size_t>(count))) {
    const icu::RelativeDateTimeFormatter format(locale, status);
    ASSERT_TRUE(U_SUCCESS(status));
    // Regions differ little, and what is missing is no word of this table.
    if (*locale.getCountry() != '\0' || !says_how_long_ago(format)) continue;
    see_dates(locale, tallies[locale.getLanguage()]);
    see_relative(format, tallies[locale.getLanguage()]);
  }
  EXPECT_GT(tallies.size(), 100U);
  int good = 0;
  for (const auto& [language, tally] : tallies) good += tally.known * 100 >= tally.all * 95;
  EXPECT_GE(good * 100, static_cast<int>(tallies.size()) * 90);
  for (const char* language : {"ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr",
                               "he", "hi", "hr", "hu", "id", "is", "it", "ja", "ko", "lt", "lv", "nb", "nl",
                               "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "th", "tr", "uk", "vi", "zh"}) {
    const Tally& tally = tallies[language];
    EXPECT_EQ(tally.known, tally.all) << language << tally.missed;
  }
}

}  // namespace
}  // namespace pith
