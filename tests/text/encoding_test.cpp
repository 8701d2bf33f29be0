#include "text/encoding.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "text/unicode.h"

namespace pith {
namespace {

using namespace std::string_view_literals;

std::string utf8(std::string_view bytes, Encoding encoding) {
  std::string scratch;
  return std::string(to_utf8(bytes, encoding, scratch).text);
}

std::size_t replaced(std::string_view bytes, Encoding encoding) {
  std::string scratch;
  return to_utf8(bytes, encoding, scratch).replaced;
}

EncodingSource source_of_page(std::string_view page, std::string_view transport = {}) {
  return find_page_encoding(page, transport).source;
}

Encoding page_encoding(std::string_view page, std::string_view transport = {}) {
  return find_page_encoding(page, transport).encoding;
}

Encoding text_encoding(std::string_view text) {
  return find_text_encoding(text).encoding;
}

// --- Labels ---------------------------------------------------------------------------------------------------------

TEST(EncodingLabels, AreReadInAnyCaseAndWithSpaceAround) {
  EXPECT_EQ(encoding_for_label("utf-8"), Encoding::utf_8);
  EXPECT_EQ(encoding_for_label(" \t\r\n\fUTF8 "), Encoding::utf_8);
  EXPECT_EQ(encoding_for_label("Latin1"), Encoding::windows_1252);
  EXPECT_EQ(encoding_for_label("ISO-8859-1"), Encoding::windows_1252);
  EXPECT_EQ(encoding_for_label("us-ascii"), Encoding::windows_1252);
  EXPECT_EQ(encoding_for_label("latin5"), Encoding::windows_1254);
  EXPECT_EQ(encoding_for_label("gb2312"), Encoding::gbk);
  EXPECT_EQ(encoding_for_label("x-sjis"), Encoding::shift_jis);
  EXPECT_EQ(encoding_for_label("ks_c_5601-1987"), Encoding::euc_kr);
  EXPECT_EQ(encoding_for_label("iso-8859-8-i"), Encoding::iso_8859_8_i);
  EXPECT_EQ(encoding_for_label("hz-gb-2312"), Encoding::replacement);
  EXPECT_EQ(encoding_for_label("utf-16"), Encoding::utf_16le);
}

TEST(EncodingLabels, AreNotMadeUp) {
  for (const std::string_view label : {""sv, " "sv, "utf"sv, "utf-7"sv, "utf-32"sv, "latin1 latin2"sv, "l1\0"sv,
                                       "iso_8859-1:1987x"sv, "windows-1252windows-1252windows-1252"sv}) {
    EXPECT_EQ(encoding_for_label(label), std::nullopt) << label;
  }
}

TEST(EncodingLabels, HoldEveryName) {
  for (std::size_t k = 0; k < kEncodings; ++k) {
    const auto encoding = static_cast<Encoding>(k);
    EXPECT_EQ(encoding_for_label(name(encoding)), encoding) << name(encoding);
  }
}

// --- To UTF-8 -------------------------------------------------------------------------------------------------------

TEST(ToUtf8, GivesUtf8BackAsItIs) {
  const std::string text = "one\xFFtwo €";
  std::string scratch;
  const Utf8Text out = to_utf8(text, Encoding::utf_8, scratch);
  EXPECT_EQ(out.text.data(), text.data());
  EXPECT_EQ(out.text, text);
  EXPECT_EQ(utf8("\xEF\xBB\xBFx", Encoding::utf_8), "x");
}

TEST(ToUtf8, ReadsSingleBytesAsTheStandardDoes) {
  EXPECT_EQ(utf8("\x80\x85\x9F\xA0\xFF", Encoding::windows_1252), "€…Ÿ\u00A0ÿ");
  EXPECT_EQ(utf8("\x81\x8D\x8F\x90\x9D", Encoding::windows_1252), "\u0081\u008D\u008F\u0090\u009D");
  EXPECT_EQ(utf8("\x8C\x9F\xB9\xEA", Encoding::windows_1250), "Śźąę");
  EXPECT_EQ(utf8("\xCF\xF0\xA8\x98", Encoding::windows_1251), "ПрЁ\u0098");
  EXPECT_EQ(utf8("\xA2\xE1\xAA", Encoding::windows_1253), "Άα\uFFFD");
  EXPECT_EQ(utf8("\xDD\xFD\xF0", Encoding::windows_1254), "İığ");
  EXPECT_EQ(utf8("\xE0\xCA\xD9", Encoding::windows_1255), "א\u05BA\uFFFD");
  EXPECT_EQ(utf8("\xC7\x81\x90", Encoding::windows_1256), "اپگ");
  EXPECT_EQ(utf8("\xE0\xEB\xA1", Encoding::windows_1257), "ąė\uFFFD");
  EXPECT_EQ(utf8("\xD0\xF5\xEC", Encoding::windows_1258), "Đơ\u0301");
  EXPECT_EQ(utf8("\xA1\xDB\xFC", Encoding::windows_874), "ก\uFFFD\uFFFD");
  EXPECT_EQ(utf8("\xA1\xB1\xE6", Encoding::iso_8859_2), "Ąąć");
  EXPECT_EQ(utf8("\xA9\xF8\xA5", Encoding::iso_8859_3), "İĝ\uFFFD");
  EXPECT_EQ(utf8("\xBF\xEF\xE0", Encoding::iso_8859_4), "ŋīā");
  EXPECT_EQ(utf8("\xB0\xEF\xF1", Encoding::iso_8859_5), "Аяё");
  EXPECT_EQ(utf8("\xC7\xA1", Encoding::iso_8859_6), "ا\uFFFD");
  EXPECT_EQ(utf8("\xA4\xE1", Encoding::iso_8859_7), "€α");
  EXPECT_EQ(utf8("\xE0\xFA", Encoding::iso_8859_8_i), "את");
  EXPECT_EQ(utf8("\xBF\xE0", Encoding::iso_8859_10), "ŋā");
  EXPECT_EQ(utf8("\xA1\xE0", Encoding::iso_8859_13), "”ą");
  EXPECT_EQ(utf8("\xF0\xFE", Encoding::iso_8859_14), "ŵŷ");
  EXPECT_EQ(utf8("\xA4\xBD", Encoding::iso_8859_15), "€œ");
  EXPECT_EQ(utf8("\xBA\xFE\xE3\x80", Encoding::iso_8859_16), "șță\u0080");
  EXPECT_EQ(utf8("\xF0\xD2\xA3\xAE", Encoding::koi8_r), "Прё╝");
  EXPECT_EQ(utf8("\xA4\xA6\xAE\xBE", Encoding::koi8_u), "єіўЎ");
  EXPECT_EQ(utf8("\x8F\xE0\xF1", Encoding::ibm866), "Прё");
  EXPECT_EQ(utf8("\x8E\xD5\xDB", Encoding::macintosh), "é’€");
  EXPECT_EQ(utf8("\x80\xDF\xFF", Encoding::x_mac_cyrillic), "Ая€");
  EXPECT_EQ(utf8("a\x80\xFF", Encoding::x_user_defined), "a\uF780\uF7FF");
}

TEST(ToUtf8, CountsBytesWithoutMeaning) {
  EXPECT_EQ(replaced("\xA1\xDB\xFC", Encoding::windows_874), 2U);
  EXPECT_EQ(replaced("\x81\xFF plain", Encoding::windows_1252), 0U);
}

TEST(ToUtf8, ReadsSeveralBytesAsTheStandardDoes) {
  EXPECT_EQ(utf8("\xC4\xE3\xBA\xC3\xA1\xA3\x80", Encoding::gbk), "你好。€");
  EXPECT_EQ(utf8("\x81\x30\x81\x30\x90\x30\x81\x30\xA8\xBC\x81\x35\xF4\x37", Encoding::gb18030), "\u0080𐀀ḿ\uE7C7");
  EXPECT_EQ(utf8("\xA6\xD9\xFE\x59\xA3\xA0", Encoding::gb18030), "︐龴\u3000");
  EXPECT_EQ(utf8("\xA7\x41\xA6\x6E\xA1\x43", Encoding::big5), "你好。");
  EXPECT_EQ(utf8("\x88\x62\x88\xA5\x87\x45\xF9\xD6", Encoding::big5), "\u00CA\u0304\u00EA\u030C\U00027267碁");
  EXPECT_EQ(utf8("\x93\xFA\x96\x7B\x8C\xEA\xB1\x5C\x7E\x81\x60\x87\x40\xF0\x40", Encoding::shift_jis),
            "日本語ｱ\\~～①\uE000");
  EXPECT_EQ(utf8("\xC6\xFC\xCB\xDC\xB8\xEC\x8E\xB1\x8F\xB0\xA1\xA1\xC1", Encoding::euc_jp), "日本語ｱ丂～");
  EXPECT_EQ(utf8("\x1B$BF|K\\8l\x1B(B!\x1B(J\\~\x1B(I1\x1B(B", Encoding::iso_2022_jp), "日本語!¥‾ｱ");
  EXPECT_EQ(utf8("\xC7\xD1\xB1\xDB\x81\x41", Encoding::euc_kr), "한글갂");
}

// A lead byte must not hide what follows it.
TEST(ToUtf8, LeavesAsciiBehindABadLeadByte) {
  for (const Encoding encoding :
       {Encoding::gbk, Encoding::gb18030, Encoding::big5, Encoding::euc_jp, Encoding::shift_jis, Encoding::euc_kr}) {
    EXPECT_EQ(utf8("\x85\"<b>", encoding), "\uFFFD\"<b>") << name(encoding);
    EXPECT_EQ(utf8("a\xE5", encoding), "a\uFFFD") << name(encoding);
  }
  EXPECT_EQ(utf8("\x81\x30\x81", Encoding::gb18030), "\uFFFD");
  EXPECT_EQ(utf8("\x81\x30\x81x", Encoding::gb18030), "\uFFFD0亁");
  EXPECT_EQ(utf8("\x8F\xA1 ", Encoding::euc_jp), "\uFFFD ");
}

TEST(ToUtf8, ReadsErrorsOfIso2022Jp) {
  EXPECT_EQ(utf8("a\x1Bz", Encoding::iso_2022_jp), "a\uFFFDz");
  EXPECT_EQ(utf8("\x1B$B\x1B(Ba", Encoding::iso_2022_jp), "\uFFFDa");
  EXPECT_EQ(utf8("\x1B$BF", Encoding::iso_2022_jp), "\uFFFD");
  EXPECT_EQ(utf8("\x1B$BF\x1B(B-", Encoding::iso_2022_jp), "\uFFFD-");
  EXPECT_EQ(utf8("\xE9\x0E", Encoding::iso_2022_jp), "\uFFFD\uFFFD");
}

TEST(ToUtf8, ReadsUtf16) {
  EXPECT_EQ(utf8("\xFF\xFE\x61\0\xAC\x20\x3D\xD8\0\xDE"sv, Encoding::utf_16le), "a€😀");
  EXPECT_EQ(utf8("\xFE\xFF\0\x61\x20\xAC\xD8\x3D\xDE\0"sv, Encoding::utf_16be), "a€😀");
  EXPECT_EQ(utf8("\x3D\xD8\x61\0"sv, Encoding::utf_16le), "\uFFFDa");
  EXPECT_EQ(utf8("\0\xDE\x61\0\x3D\xD8"sv, Encoding::utf_16le), "\uFFFDa\uFFFD");
  EXPECT_EQ(utf8("\x61\0\x62"sv, Encoding::utf_16le), "a\uFFFD");
  EXPECT_EQ(replaced("\x61\0\x62"sv, Encoding::utf_16le), 1U);
}

TEST(ToUtf8, ReplacesWhatTheStandardDoesNotDecode) {
  EXPECT_EQ(utf8("anything", Encoding::replacement), "\uFFFD");
  EXPECT_EQ(utf8("", Encoding::replacement), "");
}

TEST(ToUtf8, ReadsTextsLongerThanItsBuffer) {
  std::string bytes;
  std::string expected;
  for (int i = 0; i < 20000; ++i) {
    bytes += i % 7 == 0 ? "\xCA" : i % 3 == 0 ? "\x98" : "letters ";
    expected += i % 7 == 0 ? "Ê" : i % 3 == 0 ? "˜" : "letters ";
  }
  EXPECT_EQ(utf8(bytes, Encoding::windows_1252), expected);
}

// --- Pages ----------------------------------------------------------------------------------------------------------

TEST(PageEncoding, IsTheByteOrderMarkThenTheTransportThenThePage) {
  EXPECT_EQ(page_encoding("\xEF\xBB\xBF<meta charset=koi8-r>", "windows-1251"), Encoding::utf_8);
  EXPECT_EQ(source_of_page("\xFF\xFE<\0"sv, "utf-8"), EncodingSource::bom);
  EXPECT_EQ(page_encoding("<meta charset=koi8-r>", "windows-1251"), Encoding::windows_1251);
  EXPECT_EQ(source_of_page("<meta charset=koi8-r>", "windows-1251"), EncodingSource::transport);
  EXPECT_EQ(page_encoding("<meta charset=koi8-r>", "no such label"), Encoding::koi8_r);
  EXPECT_EQ(source_of_page("<meta charset=koi8-r>"), EncodingSource::meta);
  EXPECT_EQ(page_encoding("<p>plain"), Encoding::utf_8);
  EXPECT_EQ(source_of_page("<p>plain"), EncodingSource::utf_8);
}

TEST(PageEncoding, IsWhatIsDeclaredEvenWhereThatIsWrong) {
  EXPECT_EQ(page_encoding("<meta charset=iso-8859-1><p>Ærø på øen"), Encoding::windows_1252);
  EXPECT_EQ(page_encoding("<meta charset=utf-8><p>\xC6r\xF8 p\xE5 \xF8"), Encoding::utf_8);
}

TEST(PagePrescan, ReadsMeta) {
  const auto pages = std::to_array<std::pair<std::string_view, Encoding>>({
      {"<meta charset=\"koi8-r\">", Encoding::koi8_r},
      {"<META CHARSET = 'KOI8-R' >", Encoding::koi8_r},
      {"<meta/charset=koi8-r/>x", Encoding::utf_8},  // "koi8-r/" is no label
      {"<meta\ncharset=koi8-r\n>", Encoding::koi8_r},
      {"<meta name=x charset=koi8-r>", Encoding::koi8_r},
      {"<meta http-equiv=content-type content='text/html; charset=big5'>", Encoding::big5},
      {"<meta content=\"text/html; charset = 'big5'\" http-equiv=Content-Type>", Encoding::big5},
      {"<meta content='charsetcharset=big5;x' http-equiv=content-type>", Encoding::big5},
      {"<meta content='charset charset=big5 x' http-equiv=content-type>", Encoding::big5},
      {"<meta content='charset=\"big5' http-equiv=content-type>", Encoding::utf_8},
      {"<meta content='text/html; charset=big5'>", Encoding::utf_8},
      {"<meta http-equiv=refresh content='text/html; charset=big5'>", Encoding::utf_8},
      {"<meta charset=nothing http-equiv=content-type content='charset=big5'>", Encoding::utf_8},
      {"<meta charset=nothing><meta charset=big5>", Encoding::big5},
      {"<meta charset=koi8-r charset=big5>", Encoding::koi8_r},
      {"<!-- <meta charset=koi8-r> --><meta charset=big5>", Encoding::big5},
      {"<!--><meta charset=koi8-r>", Encoding::koi8_r},
      {"<!doctype html><?x <meta charset=big5>?><meta charset=koi8-r>", Encoding::koi8_r},
      {"<a title='<meta charset=koi8-r>'><meta charset=big5>", Encoding::big5},
      {"</a title='<meta charset=koi8-r>'><meta charset=big5>", Encoding::big5},
      {"<metal charset=koi8-r><meta charset=big5>", Encoding::big5},
      {"< meta charset=koi8-r>", Encoding::utf_8},
      {"<meta charset=utf-16>", Encoding::utf_8},
      {"<meta charset=x-user-defined>", Encoding::windows_1252},
      {"<meta charset=koi8-r", Encoding::utf_8},
      {"<meta charset='koi8-r", Encoding::utf_8},
      {"<?xml version='1.0' encoding='koi8-r'?><p>", Encoding::koi8_r},
      {"<?xml version='1.0' encoding = \"utf-16\" ?><p>", Encoding::utf_8},
      {"<?xml version='1.0' encoding='koi8-r'?><meta charset=big5>", Encoding::big5},
      {" <?xml version='1.0' encoding='koi8-r'?>", Encoding::utf_8},
      {"<\0?\0x\0m\0l\0"sv, Encoding::utf_16le},
      {"\0<\0?\0x\0m\0l"sv, Encoding::utf_16be},
  });
  for (const auto& [page, encoding] : pages) EXPECT_EQ(page_encoding(page), encoding) << page;
}

TEST(PagePrescan, SeesTheFirst1024BytesOnly) {
  const std::string_view meta = "<meta charset=koi8-r>";
  EXPECT_EQ(page_encoding(std::string(1024 - meta.size(), ' ') + std::string(meta)), Encoding::koi8_r);
  EXPECT_EQ(page_encoding(std::string(1025 - meta.size(), ' ') + std::string(meta)), Encoding::utf_8);
}

// --- Texts ----------------------------------------------------------------------------------------------------------

TEST(TextEncoding, IsTheByteOrderMarkThenTheTransport) {
  EXPECT_EQ(find_text_encoding("\xEF\xBB\xBFGrüße", "iso-8859-1").encoding, Encoding::utf_8);
  EXPECT_EQ(find_text_encoding("Grüße", "iso-8859-1").encoding, Encoding::windows_1252);
  EXPECT_EQ(find_text_encoding("Grüße", "iso-8859-1").source, EncodingSource::transport);
  EXPECT_EQ(find_text_encoding("Grüße", "no label").encoding, Encoding::utf_8);
}

TEST(TextEncoding, IsUtf8ForAsciiAndUtf8) {
  EXPECT_EQ(find_text_encoding("").source, EncodingSource::utf_8);
  EXPECT_EQ(text_encoding("plain"), Encoding::utf_8);
  EXPECT_EQ(text_encoding("Grüße aus Århus"), Encoding::utf_8);
  EXPECT_EQ(text_encoding("Д"), Encoding::utf_8);
}

TEST(TextEncoding, IsUtf8ForDamagedUtf8) {
  EXPECT_EQ(text_encoding("Grüße aus Århus, gr\xFC\xDF"), Encoding::utf_8);
  EXPECT_EQ(text_encoding("Die Fähre über den Fjord f\xE4hrt wieder."), Encoding::utf_8);
  EXPECT_EQ(text_encoding("Das Wort ist zu Ende: schö\xC3"), Encoding::utf_8);
}

TEST(TextEncoding, IsUtf8ForBytesWithoutSense) {
  EXPECT_EQ(text_encoding("one\xFF"), Encoding::utf_8);
  EXPECT_EQ(text_encoding("\x81\x02\xFE\xFF\x90\x81\x8D\xFF\xFE\x9D"), Encoding::utf_8);
}

TEST(TextEncoding, DoesNotDependOnWhatComesFarBehind) {
  const std::string text =
      "Vi spiste sm\xF8rrebr\xF8"
      "d p\xE5 havnen. ";
  EXPECT_EQ(text_encoding(text), Encoding::windows_1252);
  EXPECT_EQ(text_encoding(text + std::string(1 << 20, 'x')), Encoding::windows_1252);
  EXPECT_EQ(text_encoding(std::string(1 << 20, 'x') + " " + text), Encoding::windows_1252);
}

std::string utf16(std::u16string_view text, bool big_endian) {
  std::string bytes;
  for (const char16_t unit : text) {
    const char high = static_cast<char>(unit >> 8);
    const char low = static_cast<char>(unit & 0xFF);
    bytes += big_endian ? high : low;
    bytes += big_endian ? low : high;
  }
  return bytes;
}

TEST(Utf16, IsSeenWithoutAByteOrderMark) {
  for (const std::u16string_view text :
       {u"The bridge is shut."sv, u"Мост закрыт до мая.\n"sv, u"橋 は 五 月 まで\r\n"sv, u"a😀b\n"sv}) {
    EXPECT_EQ(looks_utf16(utf16(text, false)), Encoding::utf_16le);
    EXPECT_EQ(looks_utf16(utf16(text, true)), Encoding::utf_16be);
    EXPECT_EQ(find_text_encoding(utf16(text, true)).source, EncodingSource::utf_16);
  }
}

TEST(Utf16, IsNotSeenInOtherBytesWithZeros) {
  EXPECT_EQ(looks_utf16("The bridge is shut."), std::nullopt);
  EXPECT_EQ(looks_utf16("bridge\0shut\0"sv), std::nullopt);
  EXPECT_EQ(looks_utf16("\1\0\2\0\3\0\4\0\5\0"sv), std::nullopt);
  EXPECT_EQ(looks_utf16(std::string(64, '\0')), std::nullopt);
  EXPECT_EQ(looks_utf16("\x7F"
                        "ELF\2\1\1\0\0\0\0\0\0\0\0\0"sv),
            std::nullopt);
}

}  // namespace
}  // namespace pith
