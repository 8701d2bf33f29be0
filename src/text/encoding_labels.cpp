// The labels of encodings: WHATWG Encoding Standard, section 4.2.
#include <algorithm>
#include <array>

#include "text/encoding.h"

namespace pith {
namespace {

struct Row {
  std::string_view name;
  std::string_view labels;  // in lower case, a space between
};

// By Encoding.
constexpr std::array<Row, kEncodings> kRows = {{
    {"UTF-8", "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8"},
    {"IBM866", "ibm866 866 cp866 csibm866"},
    {"ISO-8859-2", "iso-8859-2 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 csisolatin2 iso-ir-101 l2 latin2"},
    {"ISO-8859-3", "iso-8859-3 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 csisolatin3 iso-ir-109 l3 latin3"},
    {"ISO-8859-4", "iso-8859-4 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 csisolatin4 iso-ir-110 l4 latin4"},
    {"ISO-8859-5", "iso-8859-5 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 csisolatincyrillic cyrillic iso-ir-144"},
    {"ISO-8859-6",
     "iso-8859-6 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 arabic asmo-708 csiso88596e csiso88596i "
     "csisolatinarabic "
     "ecma-114 iso-8859-6-e iso-8859-6-i iso-ir-127"},
    {"ISO-8859-7",
     "iso-8859-7 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 csisolatingreek ecma-118 elot_928 greek greek8 "
     "iso-ir-126 sun_eu_greek"},
    {"ISO-8859-8",
     "iso-8859-8 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 csiso88598e csisolatinhebrew hebrew iso-8859-8-e "
     "iso-ir-138 visual"},
    {"ISO-8859-8-I", "iso-8859-8-i csiso88598i logical"},
    {"ISO-8859-10", "iso-8859-10 iso8859-10 iso885910 csisolatin6 iso-ir-157 l6 latin6"},
    {"ISO-8859-13", "iso-8859-13 iso8859-13 iso885913"},
    {"ISO-8859-14", "iso-8859-14 iso8859-14 iso885914"},
    {"ISO-8859-15", "iso-8859-15 iso8859-15 iso885915 iso_8859-15 csisolatin9 l9"},
    {"ISO-8859-16", "iso-8859-16"},
    {"KOI8-R", "koi8-r koi8_r koi8 koi cskoi8r"},
    {"KOI8-U", "koi8-u koi8-ru"},
    {"macintosh", "macintosh mac x-mac-roman csmacintosh"},
    {"windows-874", "windows-874 dos-874 tis-620 iso-8859-11 iso8859-11 iso885911"},
    {"windows-1250", "windows-1250 cp1250 x-cp1250"},
    {"windows-1251", "windows-1251 cp1251 x-cp1251"},
    {"windows-1252",
     "windows-1252 cp1252 x-cp1252 ascii us-ascii ansi_x3.4-1968 iso-8859-1 iso8859-1 iso88591 iso_8859-1 "
     "iso_8859-1:1987 csisolatin1 cp819 ibm819 iso-ir-100 l1 latin1"},
    {"windows-1253", "windows-1253 cp1253 x-cp1253"},
    {"windows-1254",
     "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 csisolatin5 iso-ir-148 l5 "
     "latin5"},
    {"windows-1255", "windows-1255 cp1255 x-cp1255"},
    {"windows-1256", "windows-1256 cp1256 x-cp1256"},
    {"windows-1257", "windows-1257 cp1257 x-cp1257"},
    {"windows-1258", "windows-1258 cp1258 x-cp1258"},
    {"x-mac-cyrillic", "x-mac-cyrillic x-mac-ukrainian"},
    {"GBK", "gbk x-gbk gb2312 gb_2312 gb_2312-80 csgb2312 csiso58gb231280 chinese iso-ir-58"},
    {"gb18030", "gb18030"},
    {"Big5", "big5 big5-hkscs cn-big5 csbig5 x-x-big5"},
    {"EUC-JP", "euc-jp x-euc-jp cseucpkdfmtjapanese"},
    {"ISO-2022-JP", "iso-2022-jp csiso2022jp"},
    {"Shift_JIS", "shift_jis shift-jis sjis x-sjis csshiftjis ms_kanji ms932 windows-31j"},
    {"EUC-KR",
     "euc-kr cseuckr korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 csksc56011987 iso-ir-149 windows-949"},
    {"replacement", "replacement csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr"},
    {"UTF-16BE", "utf-16be unicodefffe"},
    {"UTF-16LE", "utf-16le utf-16 csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff"},
    {"x-user-defined", "x-user-defined"},
}};

constexpr std::size_t kLongestLabel = 32;

// ASCII white space as the standard has it (Infra, section 4.6).
constexpr std::string_view kSpace = "\t\n\f\r ";

bool has_word(std::string_view words, std::string_view word) {
  for (std::size_t at = 0; at <= words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    if (words.substr(at, end - at) == word) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

std::string_view name(Encoding encoding) {
  return kRows[static_cast<std::size_t>(encoding)].name;
}

std::optional<Encoding> encoding_for_label(std::string_view label) {
  const std::size_t first = label.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return std::nullopt;
  label = label.substr(first, label.find_last_not_of(kSpace) + 1 - first);
  if (label.size() > kLongestLabel || label.find(' ') != std::string_view::npos) return std::nullopt;
  std::array<char, kLongestLabel> lower{};
  std::ranges::transform(label, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  for (std::size_t k = 0; k < kRows.size(); ++k) {
    if (has_word(kRows[k].labels, {lower.data(), label.size()})) return static_cast<Encoding>(k);
  }
  return std::nullopt;
}

}  // namespace pith
