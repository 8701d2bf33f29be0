#include "text/line_shape.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace pith {
namespace {

using Lines = std::vector<std::string_view>;

void expect_all(bool (*is)(std::string_view), bool expected, const Lines& lines) {
  for (const std::string_view line : lines) {
    EXPECT_EQ(is(line), expected) << line;
    EXPECT_EQ(is("\t" + std::string(line) + "\u00A0 \u3000"), expected) << line;
  }
}

TEST(LineShape, OfABlankLineIsNone) {
  for (const std::string_view line : {"", " ", "\t\u00A0", "\u3000"}) {
    EXPECT_FALSE(is_caps_line(line) || is_number_line(line) || is_date_line(line) || is_address_line(line));
  }
}

TEST(CapsLine, HasTwoCapitalsAndNoSmallLetter) {
  expect_all(is_caps_line, true,
             {"LATEST NEWS", "TOP 10", "ÜBER UNS", "ЧИТАЙТЕ ТАКЖЕ", "ΔΙΑΒΆΣΤΕ", "A&B", "ǅǅ", "日本 NHK", "E\u0301A",
              "X\xFFY", "STRAẞE"});
  expect_all(is_caps_line, false,
             {"A", "2024", "阅读更多", "iPHONE", "STRAßE", "Latest News", "ALL OF THEm", "ЧИТАЙТЕ тАКЖЕ", "العربية",
              "ა ბ AB", "A\xC3"});
}

TEST(NumberLine, IsFiguresAndTheirSigns) {
  expect_all(is_number_line, true, {"3 / 7", "1.2k",    "(45)", "12:30", "+3 %", "12,345",     "18'000",     "18’000",
                                    "$1.50", "9.990 €", "#17",  "№ 5",   "−5",   "3–4",        "5‰",         "10 & 11",
                                    "4M",    "7B",      "٣٫٥٪", "१२३",   "１２", "1\u202F000", "1\u00AD000", "3m/5m"});
  expect_all(is_number_line, false,
             {"k", "%", "()", "€", "1.2 k", "1kk", "5km", "3 / seven", "2nd", "½", "Ⅷ", "five", "1*2", "10\xFF", "3=3",
              "1.2g"});
}

TEST(AddressLine, IsAddressesAlone) {
  expect_all(is_address_line, true,
             {"https://example.org/a?b=c", "HTTP://EXAMPLE.ORG", "www.example.org", "twitter.com/somebody", "@somebody",
              "a@b.example", "first.last+tag@mail.example.org", "<a@b.example>", "(www.example.org).", "example.org/",
              "example.org:8080/path", "https://example.org, https://example.net", "@a.b_c", "@_", "@one @two",
              "@somebody@social.example", "bücher.example/liste", "почта@пример.рф", "“@somebody”"});
  expect_all(is_address_line, false,
             {"e.g.",
              "Node.js",
              "example.org",
              "and/or",
              "1.5/2",
              "w.o/x",
              "e.g./i.e.",
              "@",
              "@5",
              "a@b",
              "a@b.c",
              "@ b",
              "Follow @somebody",
              "a@b.example or",
              "www.",
              "http://",
              "https:///x",
              "-a.example/x",
              "a-.example/x",
              "a..example/x",
              ".example/x",
              "example.org:80x/",
              "a b@c.example d",
              "@some!body",
              "a@@b.example",
              "/",
              "a@b.ex4"});
}

TEST(DateLine, IsADayInManyLanguages) {
  expect_all(
      is_date_line, true,
      {"3 May 2024",      "May 3rd, 2024",         "Sept. 3",           "Friday, 3 May",      "3. Mai 2024",
       "den 3. maj 2024", "le 1er mai 2024",       "3 de mayo de 2024", "3 maggio 2024",      "3 de maio de 2024",
       "3 mei 2024",      "3 maja 2024",           "3. května 2024",    "3 мая 2024 г.",      "3 травня 2024",
       "3 Μαΐου 2024",    "3 Mayıs 2024",          "2024. május 3.",    "3. toukokuuta 2024", "2024年5月3日",
       "5月3日（金）",    "2024년 5월 3일 금요일", "3 tháng 5, 2024",   "3 พฤษภาคม 2567",     "3 मई 2024",
       "٣ مايو ٢٠٢٤",     "۱۴ اردیبهشت ۱۴۰۳",      "3 במאי 2024",       "MAY 3, 2024",        "May 2024",
       "Oktober 2016 (2)"});
}

TEST(DateLine, IsADayOrATimeInFigures) {
  expect_all(is_date_line, true,
             {"2024-05-03",
              "03.05.2024",
              "3. 5. 2024",
              "3/5/24",
              "5/2024",
              "2024/05/03",
              "2024-05-03T10:30:00Z",
              "10:30",
              "10:30:15",
              "10h30",
              "10 Uhr",
              "3 p.m.",
              "3pm ET",
              "kl. 10",
              "午後3時",
              "오후 3:30",
              "10:30 +01:00",
              "03.05.2024, 10:30 Uhr",
              "5. 1. 2025. 15:00",
              "3.5.2024 | 10:30",
              "10:30 – 12:00"});
  expect_all(is_date_line, false,
             {"42", "2024", "1.5", "3/7", "1.2.3", "10.30", "25:00", "10:61", "13.13.2024", "32.01.2024", "1.2.3.4",
              "2024-25", "192.168.0.1", "12,345", "12345:30", "0/0/24"});
}

TEST(DateLine, IsHowLongAgo) {
  expect_all(is_date_line, true,
             {"3 hours ago", "1h ago", "3 hrs", "5 min", "vor 3 Stunden", "il y a 5 min", "3日前", "hace 2 días",
              "3 timer siden", "3 часа назад", "3시간 전", "2 giorni fa", "há 3 horas", "3 uur geleden", "3 saat önce",
              "قبل ٣ ساعات", "3 घंटे पहले", "1 year 27 days"});
  expect_all(is_date_line, false, {"3h", "5 m", "ago", "hours ago", "Day 5", "Week 3", "12345 hours"});
}

TEST(DateLine, IsARelativeDayAlone) {
  expect_all(is_date_line, true,
             {"yesterday", "Today", "gestern", "Aujourd’hui", "i går", "vandaag", "昨日", "Вчера", "today, 10:30",
              "gestern um 10:30 Uhr"});
  // "Here" in German, "but" in Italian; a day of a language that nobody looked at.
  expect_all(is_date_line, false, {"hier", "ma", "tomorrow", "today today today", "leo"});
}

TEST(DateLine, NeedsMoreThanAWord) {
  expect_all(is_date_line, false,
             {"May",
              "mai",
              "mar",
              "sat",
              "Monday",
              "am",
              "PM",
              "UTC",
              "at",
              "um",
              "",
              ",",
              "May, June",
              "So 500",
              "So 5",
              "Set 99",
              "May the 4th be with you",
              "3 May 2024 by Jane",
              "Published: 3 May 2024",
              "5 min read",
              "2 comments",
              "Chapter 5",
              "Page 3",
              "3rd place",
              "5th"});
}

TEST(DateLine, IsShort) {
  std::string line = "3 May 2024";
  EXPECT_TRUE(is_date_line(line + " 10:30, 4 May 2024 10:30"));
  EXPECT_FALSE(is_date_line(line + " 1 2 3 4 5 6 7 8 9 10"));
  line += std::string(100, ' ');
  EXPECT_TRUE(is_date_line(line));
  EXPECT_FALSE(is_date_line(line + "10:30"));
}

}  // namespace
}  // namespace pith
