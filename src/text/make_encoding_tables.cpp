// Writes encoding_tables.cpp at build time: what text/encoding_tables.h declares, from ICU's converters, mended where
// the WHATWG Encoding Standard differs from them.
#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/encoding_tables.h"

namespace {

using pith::Encoding;

class Converter {
 public:
  explicit Converter(const char* name) {
    UErrorCode status = U_ZERO_ERROR;
    converter_.adoptInstead(ucnv_open(name, &status));
    if (U_FAILURE(status)) {
      std::fprintf(stderr, "make_encoding_tables: ICU has no converter %s: install ICU's full data\n", name);
      std::exit(1);
    }
  }

  // The one code point that the bytes mean; 0 when they mean none or several.
  char32_t operator()(std::string_view bytes) {
    std::array<UChar, 32> out{};
    UErrorCode status = U_ZERO_ERROR;
    ucnv_resetToUnicode(converter_.getAlias());
    const std::int32_t size = ucnv_toUChars(converter_.getAlias(), out.data(), out.size(), bytes.data(),
                                            static_cast<std::int32_t>(bytes.size()), &status);
    if (U_FAILURE(status) || size == 0) return 0;
    std::int32_t i = 0;
    UChar32 c = 0;
    U16_NEXT(out.data(), i, size, c);
    return i == size && c != 0xFFFD ? static_cast<char32_t>(c) : 0;
  }

 private:
  icu::LocalUConverterPointer converter_;
};

std::string bytes(std::initializer_list<std::size_t> values) {
  std::string text;
  for (const std::size_t value : values) text += static_cast<char>(value);
  return text;
}

bool is_private(char32_t c) {
  return c >= 0xE000 && c < 0xF900;
}

// Where bytes 0x40 to 0x7E and from 0x80 (or 0xA1) on are trails, 0x7F is none.
std::size_t trail(std::size_t k, std::size_t second_begin) {
  return k < 0x3F ? 0x40 + k : second_begin + k - 0x3F;
}

using Fixes = std::map<std::size_t, char32_t>;

// Bytes that the standard reads otherwise, as 0xLEADTRAIL. GB 18030-2005 has vertical forms and radicals at private
// code points, where the standard has those that Unicode has got since.
const Fixes kGbFixes = {
    {0xA3A0, 0x3000}, {0xA6D9, 0xFE10}, {0xA6DA, 0xFE12}, {0xA6DB, 0xFE11}, {0xA6DC, 0xFE13},
    {0xA6DD, 0xFE14}, {0xA6DE, 0xFE15}, {0xA6DF, 0xFE16}, {0xA6EC, 0xFE17}, {0xA6ED, 0xFE18},
    {0xA6F3, 0xFE19}, {0xFE59, 0x9FB4}, {0xFE61, 0x9FB5}, {0xFE66, 0x9FB6}, {0xFE67, 0x9FB7},
    {0xFE6D, 0x9FB8}, {0xFE7E, 0x9FB9}, {0xFE90, 0x9FBA}, {0xFEA0, 0x9FBB},
};

// HKSCS-2008 against ICU's HKSCS-2004: strokes and characters that were private, and the compatibility points, which
// ICU leaves out because they have another code as well.
const Fixes kBig5Fixes = {
    {0x87A4, 0x9F97}, {0x87AC, 0x9F96}, {0x8840, 0x31C0}, {0x8841, 0x31C1}, {0x8842, 0x31C2}, {0x8843, 0x31C3},
    {0x8844, 0x31C4}, {0x8846, 0x31C5}, {0x8849, 0x31C6}, {0x884A, 0x31C7}, {0x884D, 0x31C8}, {0x884F, 0x31C9},
    {0x8850, 0x31CA}, {0x8851, 0x31CB}, {0x8852, 0x31CC}, {0x8854, 0x31CD}, {0x8855, 0x31CE}, {0x88A9, 0x23DA},
    {0x88AA, 0x23DB}, {0x8C43, 0x9FA6}, {0x8C6D, 0x9FA7}, {0x8C74, 0x9FA8}, {0x8CB7, 0x9FA9}, {0x8CB9, 0x9FAA},
    {0x8CBB, 0x9FAB}, {0x8CC0, 0x9FAC}, {0x8CD7, 0x9FAD}, {0x8CD8, 0x9FAE}, {0x8CDA, 0x9FAF}, {0x8CED, 0x9FB2},
    {0x8D48, 0x9FB3}, {0x8E69, 0x7BB8}, {0x8E6F, 0x7C06}, {0x8E7E, 0x7CCE}, {0x8EAB, 0x7DD2}, {0x8EB4, 0x7E1D},
    {0x8ECD, 0x8005}, {0x8ED0, 0x8028}, {0x8F57, 0x83C1}, {0x8F69, 0x84A8}, {0x8F6E, 0x840F}, {0x8FCB, 0x89A6},
    {0x8FCC, 0x89A9}, {0x8FFE, 0x8D77}, {0x906D, 0x90FD}, {0x907A, 0x92B9}, {0x90DC, 0x975C}, {0x90F1, 0x97FF},
    {0x91BF, 0x9F16}, {0x9244, 0x8503}, {0x92AF, 0x5159}, {0x92B0, 0x515B}, {0x92B1, 0x515D}, {0x92B2, 0x515E},
    {0x92C8, 0x936E}, {0x92D1, 0x7479}, {0x9447, 0x6D67}, {0x94CA, 0x799B}, {0x95D9, 0x9097}, {0x9644, 0x975D},
    {0x96ED, 0x701E}, {0x96FC, 0x5B28}, {0x9B76, 0x7201}, {0x9B78, 0x77D7}, {0x9B7B, 0x7E87}, {0x9BC6, 0x99D6},
    {0x9BDE, 0x91D4}, {0x9BEC, 0x60DE}, {0x9BF6, 0x6FB6}, {0x9C42, 0x8F36}, {0x9C53, 0x4FBB}, {0x9C62, 0x71DF},
    {0x9C68, 0x9104}, {0x9C6B, 0x9DF0}, {0x9C77, 0x83CF}, {0x9CBC, 0x5C10}, {0x9CBD, 0x79E3}, {0x9CD0, 0x5A67},
    {0x9D57, 0x8F0B}, {0x9D5A, 0x7B51}, {0x9DC4, 0x62D0}, {0x9EA9, 0x6062}, {0x9EEF, 0x75F9}, {0x9EFD, 0x6C4A},
    {0x9F60, 0x9B2E}, {0x9F66, 0x9F17}, {0x9FCB, 0x50ED}, {0x9FD8, 0x5F0C}, {0xA063, 0x880F}, {0xA077, 0x62CE},
    {0xA0D5, 0x7468}, {0xA0DF, 0x7162}, {0xA0E4, 0x7250}, {0xC6CF, 0x5EF4}, {0xC6D3, 0x65E0}, {0xC6D5, 0x7676},
    {0xC6D7, 0x96B6}, {0xC6DE, 0x3003}, {0xC6DF, 0x4EDD}, {0xC879, 0x31CF}, {0xC8A1, 0x9FB0}, {0xC8A3, 0x9FB1},
    {0xFA5F, 0x5029}, {0xFA66, 0x507D}, {0xFABD, 0x5305}, {0xFAC5, 0x5344}, {0xFAD5, 0x537F}, {0xFB48, 0x5605},
    {0xFBB8, 0x5A77}, {0xFBF3, 0x5E75}, {0xFBF9, 0x5ED0}, {0xFC4F, 0x5F58}, {0xFC6C, 0x60A4}, {0xFCB9, 0x6490},
    {0xFCE2, 0x6674}, {0xFCF1, 0x675E}, {0xFDB7, 0x6C9C}, {0xFDB8, 0x6E1D}, {0xFDBB, 0x6E2F}, {0xFDF1, 0x716E},
    {0xFE52, 0x732A}, {0xFE6F, 0x745C}, {0xFEAA, 0x74E9}, {0xFEDD, 0x7809},
};

// ISO-8859-16, of which ICU has no converter: 0xA0 to 0xFF.
constexpr std::u16string_view kIso8859Part16 =
    u"\u00A0ĄąŁ€„Š§š©Ș«Ź\u00ADźŻ°±ČłŽ”¶·žčș»ŒœŸż"
    u"ÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚß"
    u"àáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ";

// The converters from ibm866 to x_mac_cyrillic.
constexpr std::array<const char*, pith::kSingleByteEncodings> kConverters = {
    "ibm866",       "iso-8859-2",   "iso-8859-3",   "iso-8859-4",   "iso-8859-5",   "iso-8859-6",   "iso-8859-7",
    "iso-8859-8",   "iso-8859-8",   "iso-8859-10",  "iso-8859-13",  "iso-8859-14",  "iso-8859-15",  nullptr,
    "koi8-r",       "koi8-u",       "macintosh",    "windows-874",  "windows-1250", "windows-1251", "windows-1252",
    "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257", "windows-1258", "x-mac-cyrillic",
};

char32_t single_byte_fix(Encoding encoding, std::size_t byte, char32_t c) {
  if (encoding == Encoding::koi8_u && byte == 0xAE) return U'ў';
  if (encoding == Encoding::koi8_u && byte == 0xBE) return U'Ў';
  if (encoding == Encoding::windows_1253 && byte == 0xAA) return 0;
  if (encoding == Encoding::windows_1255 && byte == 0xCA) return U'\u05BA';
  return is_private(c) && encoding == Encoding::windows_874 ? 0 : c;
}

std::vector<char32_t> single_byte(std::size_t index) {
  const auto encoding = static_cast<Encoding>(static_cast<std::size_t>(Encoding::ibm866) + index);
  std::vector<char32_t> table;
  if (encoding == Encoding::iso_8859_16) {
    for (char32_t c = 0x80; c < 0xA0; ++c) table.push_back(c);
    table.insert(table.end(), kIso8859Part16.begin(), kIso8859Part16.end());
    return table;
  }
  Converter convert(kConverters[index]);
  for (std::size_t byte = 0x80; byte < 0x100; ++byte) {
    const char32_t c = single_byte_fix(encoding, byte, convert(bytes({byte})));
    table.push_back(c == 0 ? U'\uFFFD' : c);
  }
  return table;
}

std::vector<char32_t> gb() {
  Converter convert("gb18030");
  std::vector<char32_t> table;
  for (std::size_t p = 0; p < pith::kGbSize; ++p) {
    const std::size_t lead = 0x81 + p / 190;
    const std::size_t second = trail(p % 190, 0x80);
    const auto fix = kGbFixes.find(lead << 8 | second);
    table.push_back(fix != kGbFixes.end() ? fix->second : convert(bytes({lead, second})));
  }
  return table;
}

std::vector<char32_t> big5() {
  Converter convert("ibm-1375_P100-2008");
  std::vector<char32_t> table;
  for (std::size_t p = 0; p < pith::kBig5Size; ++p) {
    const std::size_t lead = 0x81 + p / 157;
    const std::size_t second = trail(p % 157, 0xA1);
    const std::size_t code = lead << 8 | second;
    const auto fix = kBig5Fixes.find(code);
    char32_t c = fix != kBig5Fixes.end() ? fix->second : convert(bytes({lead, second}));
    if (code >= 0xA3C0 && code < 0xA3E0) c = static_cast<char32_t>(0x2400 + code - 0xA3C0);  // control pictures
    if (code == 0xA3E0) c = 0x2421;
    table.push_back(is_private(c) ? 0 : c);
  }
  return table;
}

std::vector<char32_t> euc_kr() {
  Converter convert("windows-949-2000");
  std::vector<char32_t> table;
  for (std::size_t p = 0; p < pith::kEucKrSize; ++p) {
    const char32_t c = convert(bytes({0x81 + p / 190, 0x41 + p % 190}));
    table.push_back(is_private(c) ? 0 : c);
  }
  return table;
}

// By Shift_JIS, which reaches all of it, and its private rows as well.
std::vector<char32_t> jis0208() {
  Converter convert("ibm-943_P15A-2003");
  std::vector<char32_t> table;
  for (std::size_t p = 0; p < pith::kJis0208Size; ++p) {
    const std::size_t lead = p / 188;
    table.push_back(convert(bytes({lead + (lead < 0x1F ? 0x81 : 0xC1), trail(p % 188, 0x80)})));
  }
  return table;
}

std::vector<char32_t> jis0212() {
  Converter convert("euc-jp-2007");
  std::vector<char32_t> table;
  for (std::size_t p = 0; p < pith::kJis0212Size; ++p) {
    const std::size_t row = p / 94;
    // Rows 83 and 84 are IBM's, which the standard has in JIS X 0208.
    const bool is_ibm_sign = row == 82 && ((p % 94 < 20) || p % 94 == 22);
    table.push_back(is_ibm_sign ? 0 : convert(bytes({0x8F, 0xA1 + row, 0xA1 + p % 94})));
  }
  return table;
}

struct Range {
  std::size_t pointer;
  char32_t code_point;
};

std::vector<Range> gb_ranges() {
  constexpr std::size_t kEnd = 39420;  // 0x84 0x31 0xA4 0x39 is U+FFFF
  Converter convert("gb18030");
  std::vector<Range> ranges;
  char32_t expected = 0;
  for (std::size_t p = 0; p < kEnd; ++p) {
    const char32_t c = convert(bytes({0x81 + p / 12600, 0x30 + p / 1260 % 10, 0x81 + p / 10 % 126, 0x30 + p % 10}));
    // 0 is U+FFFD itself, which looks like an error.
    if (c != expected && c != 0) ranges.push_back({p, c});
    expected = c == 0 ? expected + 1 : c + 1;
  }
  ranges.push_back({kEnd, 0});
  return ranges;
}

void write_values(std::FILE* out, std::span<const char32_t> table) {
  for (std::size_t k = 0; k < table.size(); ++k)
    std::fprintf(out, "%s%u,", k % 16 == 0 ? "\n  " : " ", static_cast<unsigned>(table[k] & 0xFFFF));
}

void write(std::FILE* out, const char* declaration, std::span<const char32_t> table) {
  std::fprintf(out, "const std::uint16_t %s = {", declaration);
  write_values(out, table);
  std::fputs("\n};\n", out);
}

void write_single_bytes(std::FILE* out) {
  std::fputs("const std::uint16_t kSingleByte[kSingleByteEncodings][128] = {\n", out);
  for (std::size_t k = 0; k < pith::kSingleByteEncodings; ++k) {
    std::fputs("{", out);
    write_values(out, single_byte(k));
    std::fputs("\n},\n", out);
  }
  std::fputs("};\n", out);
}

void write_planes(std::FILE* out, std::span<const char32_t> table) {
  std::vector<std::uint32_t> bits(pith::kBig5Size / 32 + 1);
  for (std::size_t p = 0; p < table.size(); ++p) {
    if (table[p] >= 0x20000) bits[p / 32] |= 1U << p % 32;
  }
  std::fputs("const std::uint32_t kBig5Plane2[kBig5Size / 32 + 1] = {", out);
  for (std::size_t k = 0; k < bits.size(); ++k) std::fprintf(out, "%s%uU,", k % 12 == 0 ? "\n  " : " ", bits[k]);
  std::fputs("\n};\n", out);
}

void write_ranges(std::FILE* out, std::span<const Range> ranges) {
  std::fputs("const GbRange kGbRanges[] = {\n", out);
  for (const Range& range : ranges)
    std::fprintf(out, "  {%zu, %u},\n", range.pointer, static_cast<unsigned>(range.code_point));
  std::fprintf(out, "};\nconst std::size_t kGbRangeCount = %zu;\n", ranges.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::FILE* out = std::fopen(argv[1], "wb");
  if (out == nullptr) {
    std::fprintf(stderr, "make_encoding_tables: cannot write %s\n", argv[1]);
    return 1;
  }
  std::fputs("#include \"text/encoding_tables.h\"\n\nnamespace pith {\n\n", out);
  write_single_bytes(out);
  write(out, "kGb[kGbSize]", gb());
  const std::vector<char32_t> big5_table = big5();
  write(out, "kBig5[kBig5Size]", big5_table);
  write_planes(out, big5_table);
  write(out, "kEucKr[kEucKrSize]", euc_kr());
  write(out, "kJis0208[kJis0208Size]", jis0208());
  write(out, "kJis0212[kJis0212Size]", jis0212());
  write_ranges(out, gb_ranges());
  std::fputs("\n}  // namespace pith\n", out);
  return std::fclose(out) == 0 ? 0 : 1;
}
