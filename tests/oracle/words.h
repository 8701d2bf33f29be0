// The words of random rules and random documents: data only.
#pragma once

#include <array>
#include <string_view>

namespace pith::oracle {

using namespace std::string_view_literals;

// Spellings of one thing, a line each. Not all of them are equal in match form: near misses are wanted too.
inline constexpr std::array kSpellings = {
    std::array{"Read more"sv, "READ MORE"sv, "read  more"sv, "Re\u00ADad\u00A0more"sv, "Ｒｅａｄ more"sv},
    std::array{"Læs også"sv, "LÆS OGSÅ"sv, "Læs\u00A0også"sv, "læs ogsa\u030A"sv, "Læs\u2009også:"sv},
    std::array{"Straße"sv, "STRASSE"sv, "strasse"sv, "STRA\u1E9EE"sv, "Stra\u00ADße"sv},
    std::array{"İstanbul"sv, "istanbul"sv, "ISTANBUL"sv, "ıstanbul"sv, "i\u0307stanbul"sv},
    std::array{"ΣΧΟΛΙΟΣ"sv, "σχολιος"sv, "σχολιοσ"sv, "Σχόλιος"sv, "σχο\u0301λιος"sv},
    std::array{"Читайте"sv, "ЧИТАЙТЕ"sv, "Чита\u0438\u0306те"sv, "читайте также"sv, "Читайте\u200B также"sv},
    std::array{"อ่านต่อ"sv, "น้ำ"sv, "น\u0E4Dา"sv, "อ่าน"sv, "ต่อ"sv},
    std::array{"阅读更多"sv, "更多"sv, "株式会社"sv, "\u337F"sv, "会"sv},
    std::array{"阅读"sv, "读更"sv, "更多"sv, "更更"sv, "更更更多多"sv},
    std::array{"ABC"sv, "ＡＢＣ"sv, "abc"sv, "ａbc"sv, "ab"sv},
    std::array{"find out"sv, "\uFB01nd out"sv, "FIND OUT"sv, "find\tout"sv, "find"sv},
    std::array{"\"share\""sv, "“Share”"sv, "«share»"sv, "„Share‟"sv, "″share″"sv},
    std::array{"don't miss"sv, "don’t miss"sv, "don`t miss"sv, "DON´T MISS"sv, "don′t\u00A0miss"sv},
    std::array{"a–b"sv, "a-b"sv, "a—b"sv, "A−b"sv, "a ‑ b"sv},
    std::array{"(Photo: X)"sv, "（Photo： X）"sv, "(photo: x)"sv, "Photo: X"sv, "[photo]"sv},
    std::array{"© 2026"sv, "2026"sv, "②⓪26"sv, "© Pith"sv, "２０２６"sv},
    std::array{"café"sv, "cafe\u0301"sv, "CAFÉ"sv, "cafe"sv, "caf\u00E9\u0323"sv},
    std::array{"한국"sv, "\u1112\u1161\u11AB국"sv, "한"sv, "국"sv, "ᄒ"sv},
    std::array{"ﷺ"sv, "صلى الله عليه وسلم"sv, "الله"sv, "½ kg"sv, "1⁄2 kg"sv},
    std::array{"menu"sv, "Menu"sv, "MENU"sv, "me\u200Bnu"sv, "menus"sv},
    std::array{"menu\u0301"sv, "men\u00FA"sv, "me\u0301nu"sv, "menu\u200D\u0327"sv, "wor\u0323d\u0307"sv},
    std::array{"x"sv, "X"sv, "\u2169"sv, "xx"sv, "x x"sv},
    std::array{"プレー"sv, "ﾌﾟﾚｰ"sv, "ア\u3099"sv, "ပို"sv, "ខ្មែរ"sv},
    std::array{"K"sv, "\u212A"sv, "k\u0307"sv, "ķ"sv, "ſ"sv},
    std::array{"{Share}"sv, "｛share｝"sv, "{share"sv, "share}"sv, "{{share}}"sv},
    std::array{"→ Next"sv, "-> next"sv, "next →"sv, "» NEXT"sv, "next"sv},
    std::array{"© Pith™"sv, "(c) Pith"sv, "©PITH"sv, "Ⓒ pith tm"sv, "Pith ®"sv},
    std::array{"• Punkt"sv, "· Punkt"sv, "‣ punkt"sv, "•Punkt"sv, "Punkt •"sv},
    std::array{"豈"sv, "\uF900"sv, "豈更"sv, "\u2F00"sv, "一"sv},
    std::array{"Tại sao"sv, "Ta\u0323i sao"sv, "TẠI SAO"sv, "Tai sao\u0323"sv, "Tại sa\u0300o"sv},
    std::array{"Tıkla"sv, "TIKLA"sv, "TİKLA"sv, "tikla\u0307"sv, "ti\u0307kla"sv},
    std::array{"Gruß"sv, "GRUSS"sv, "GRUẞ"sv, "gruß\u0301"sv, "grus\u00ADs"sv},
    std::array{"ΤΕΛΟΣ"sv, "τέλος"sv, "τελος"sv, "τελοσ."sv, "ΤΈΛΟΣ ᾳ"sv},
    std::array{"ПОДПИШИСЬ"sv, "подпишись"sv, "Подпишись!"sv, "подпиши\u0301сь"sv, "под\u00ADпишись"sv},
    std::array{"اقرأ أيضا"sv, "اقرأ أيضًا"sv, "ﺍقرأ أيضا"sv, "اقرا\u0654 أيضا"sv, "اقرأ"sv},
    std::array{"더 보기"sv, "더보기"sv, "\u1103\u1165 보기"sv, "보기"sv, "더\u11A8 보기"sv},
    std::array{"ＭＥＮＵ１"sv, "menu1"sv, "Ｍenu１"sv, "menu １"sv, "MENU¹"sv},
    std::array{"Office"sv, "oﬃce"sv, "OFFICE"sv, "ofﬁce"sv, "oﬀice\u0301"sv},
    std::array{"❤\uFE0F 5"sv, "❤ 5"sv, "❤\uFE0E5"sv, "\U0001F44D\U0001F3FD"sv, "\U0001F44D"sv},
    std::array{"\U0001F469\u200D\U0001F4BB Blog"sv, "\U0001F469\U0001F4BB blog"sv, "BLOG"sv, "blog\uFE0F"sv, "blogs"sv},
    std::array{"٢٠٢٦"sv, "۲۰۲۶"sv, "२०२६"sv, "2026"sv, "²⁰²⁶"sv},
    std::array{"_menu_"sv, "menu_"sv, "*Menu*"sv, "#menu"sv, "me-nu"sv},
    std::array{"Ǆungla"sv, "ǆungla"sv, "DŽUNGLA"sv, "ǅungla"sv, "Dz\u030Cungla"sv},
    std::array{"ອ່ານຕໍ່"sv, "ອ່ານ"sv, "អានបន្ត"sv, "ဆက်ဖတ်"sv, "ဖတ်"sv},
    std::array{"Ձեւ և"sv, "ՁԵՒ ԵՒ"sv, "ձեւ եւ"sv, "ᲐᲑᲒ"sv, "აბგ"sv},
    std::array{"a"sv, "A"sv, "ａ"sv, "ª"sv, "a\u030A"sv},
    std::array{"…"sv, "..."sv, "⋯"sv, "※"sv, "—"sv},
};

inline constexpr std::array kEdges = {
    "- "sv,     "» "sv, "› "sv,     "* "sv,     "• "sv,     "... "sv,   " *"sv,     " »"sv,     ":"sv,      "|"sv,
    " "sv,      "\t"sv, "\u3000"sv, "\u00A0"sv, "\u00A8"sv, "\u00AD"sv, "\u200B"sv, "\uFEFF"sv, "\u2028"sv, "\u0085"sv,
    "\u0301"sv, "¿"sv,  "'"sv,      "\""sv,     "#"sv,      " # "sv,    "("sv,      "©"sv};

inline constexpr std::array kGaps = {" "sv,   " "sv,      " "sv,  ""sv,   "  "sv, ", "sv,
                                     " - "sv, "\u00A0"sv, ". "sv, "\t"sv, "/"sv,  "\u200B"sv};

inline constexpr std::array kTags = {"[gallery]"sv,
                                     "[gallery ids=\"1,2\"]"sv,
                                     "[/gallery]"sv,
                                     "[GALLERY /]"sv,
                                     "[vc_row a=”x]”]"sv,
                                     "[/vc_row]"sv,
                                     "[vc_col/]"sv,
                                     "[vc_col]"sv,
                                     "[/vc_col]"sv,
                                     "[caption id='x' b=\"]\"]"sv,
                                     "[/caption]"sv,
                                     "[caption=«a»]"sv,
                                     "[gallery"sv,
                                     "[gallery [x]"sv,
                                     "[x]"sv,
                                     "[x]"sv,
                                     "[/x]"sv,
                                     "[/x]"sv,
                                     "[x\ta]"sv,
                                     "[1]"sv,
                                     "[caption a=\"]"sv,
                                     "[caption a= \"]\"]"sv,
                                     "[vc_]"sv,
                                     "[x y='’ z=2]"sv,
                                     "[]"sv,
                                     "[/]"sv};

// Lines that say nothing in words, and some that nearly do.
inline constexpr std::array kDates = {"12 March 2024"sv,
                                      "March 12, 2024 at 9:30 am"sv,
                                      "3 hours ago"sv,
                                      "vor 3 Stunden"sv,
                                      "2024-03-12"sv,
                                      "12:30"sv,
                                      "2024年3月12日"sv,
                                      "Yesterday"sv,
                                      "May"sv,
                                      "Mai 2024"sv,
                                      "12.03.2024 um 9"sv,
                                      "March 12 boats"sv,
                                      "12 марта"sv,
                                      "il y a 5 min"sv,
                                      "3rd"sv};

inline constexpr std::array kFigures = {"12,345"sv, "3 / 7"sv, "(45)"sv, "1.2k"sv, "45 %"sv,  "+3"sv,
                                        "12"sv,     "12 kg"sv, "-"sv,    "２０"sv, "٢٠٢٦"sv,  "€ 12.50"sv,
                                        "½"sv,      "#7"sv,    "12k5"sv, "12"sv,   "7-3-1"sv, "3 7 12"sv};

inline constexpr std::array kAddresses = {"https://harbour.invalid/a"sv,
                                          "www.harbour.invalid"sv,
                                          "@harbour"sv,
                                          "quay@harbour.invalid"sv,
                                          "@quay, @pier"sv,
                                          "harbour.invalid/quay"sv,
                                          "e.g."sv,
                                          "Harbour.js"sv,
                                          "see @quay"sv,
                                          "a@b"sv,
                                          "http://"sv,
                                          "HARBOUR.INVALID/A"sv};

inline constexpr std::array kCapitals = {"HARBOUR NEWS"sv, "THE QUAY 12"sv, "ΑΒΓ"sv,       "ПИРС"sv,
                                         "HARBOUR News"sv, "A"sv,           "A B"sv,       "ǅUNGLA"sv,
                                         "ŁÓDŹ!"sv,        "MENU"sv,        "STRASSE ß"sv, "更多 AB"sv};

// What stands between a title and a site's name, and what nearly does.
inline constexpr std::array kSeparators = {" | "sv, " - "sv, " – "sv, " · "sv, " » "sv,           " • "sv,
                                           " / "sv, "| "sv,  "-"sv,   ": "sv,  "\u00A0|\u00A0"sv, " "sv};

inline constexpr std::array kProse = {"The"sv, "harbour"sv, "was"sv,    "quiet"sv, "и"sv,
                                      "der"sv, "om"sv,      "natten"sv, "12"sv,    "word"sv};

inline constexpr std::array kProseEnds = {"."sv, "!"sv, "?”"sv, ".)"sv, "。"sv, ""sv, " »"sv};

inline constexpr std::array kBlanks = {""sv,       ""sv,       ""sv,       " "sv,  "\t "sv,
                                       "\u00A0"sv, "\u200B"sv, "\u00AD"sv, "\r"sv, "\u3000\u2060"sv};

inline constexpr std::array kLineEnds = {"\n"sv, "\n"sv, "\n"sv, "\n"sv, "\r\n"sv, "\r\n"sv, "\r\r\n"sv};

inline constexpr std::array kBadBytes = {"\xFF"sv,         "\xE2\x80"sv, "\xC3"sv,    "\xF0\x9F\x98"sv,
                                         "\xED\xA0\x80"sv, "\x80"sv,     "\xC0\xAF"sv};

inline constexpr std::array kOddBytes = {"\0"sv, "\r"sv, "\x1B"sv, "\x7F"sv, "\xF0\x9F\x98\x80"sv};

}  // namespace pith::oracle
