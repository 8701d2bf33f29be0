// Writes plain_table.cpp at build time: what text/plain.h says of every code point below U+10000.
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "text/match_form.h"
#include "text/plain.h"
#include "text/unicode.h"

// Here every character is odd, so that the match form asks ICU for each.
const std::uint16_t pith::kPlainIndex[0x10000 / 64] = {};
const std::uint16_t pith::kPlainBlocks[1][64] = {};

namespace {

using pith::PlainKind;

constexpr std::size_t kBlock = 64;
constexpr std::size_t kCodePoints = 0x10000;

std::string utf8(char32_t c) {
  return std::string(pith::Encoded(c).text());
}

// What the match form makes of the character between two letters, so that white space is seen too.
std::u32string form_of(char32_t c) {
  std::string form;
  pith::build_match_form("x" + utf8(c) + "x", form);
  std::u32string points;
  for (std::size_t i = 0; i < form.size();) {
    const pith::Decoded d = pith::decode(form, i);
    points += d.code_point;
    i += d.size;
  }
  return points.substr(1, points.size() - 2);
}

// The folded code point of a word character, 1 for what stands between words, 0 for what is not plain.
std::uint16_t entry_of(char32_t c, const icu::Normalizer2& nfkc_casefold) {
  constexpr auto kOdd = static_cast<std::uint16_t>(PlainKind::odd);
  constexpr auto kSeparator = static_cast<std::uint16_t>(PlainKind::separator);
  if (c == U'ß') return static_cast<std::uint16_t>(PlainKind::sharp_s);
  if (c == U'ı' || c == U'İ') return static_cast<std::uint16_t>(PlainKind::small_i);
  if (U_IS_SURROGATE(c)) return kOdd;
  if (nfkc_casefold.hasBoundaryBefore(static_cast<UChar32>(c)) == 0) return kOdd;
  const std::u32string form = form_of(c);
  if (form.empty()) return kOdd;  // invisible
  if (form.size() > 1 || !pith::is_word(form[0])) {
    for (const char32_t part : form) {
      if (pith::is_word(part)) return kOdd;
    }
    return pith::is_word(c) ? kOdd : kSeparator;
  }
  if (!pith::is_word(c)) return kOdd;
  if (pith::is_spaceless(c)) return form[0] == c ? static_cast<std::uint16_t>(PlainKind::spaceless) : kOdd;
  if (pith::is_spaceless(form[0])) return kOdd;
  // Filters look at bytes, so a letter and its folded form must be of one length.
  return form[0] < kCodePoints && utf8(form[0]).size() == utf8(c).size() ? static_cast<std::uint16_t>(form[0]) : kOdd;
}

}  // namespace

int main(int argc, char** argv) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc_casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  std::FILE* out = argc == 2 ? std::fopen(argv[1], "w") : nullptr;
  if (U_FAILURE(status) || out == nullptr) return 1;

  std::map<std::array<std::uint16_t, kBlock>, std::size_t> numbers;
  std::vector<std::array<std::uint16_t, kBlock>> blocks;
  std::vector<std::size_t> index;
  for (char32_t base = 0; base < kCodePoints; base += kBlock) {
    std::array<std::uint16_t, kBlock> block{};
    for (char32_t i = 0; i < kBlock; ++i) block[i] = entry_of(base + i, *nfkc_casefold);
    const auto [it, added] = numbers.try_emplace(block, blocks.size());
    if (added) blocks.push_back(block);
    index.push_back(it->second);
  }
  std::fprintf(out, "// Written by make_plain_table.cpp.\n#include \"text/plain.h\"\n\nnamespace pith {\n\n");
  std::fprintf(out, "const std::uint16_t kPlainIndex[%zu] = {", index.size());
  for (const std::size_t number : index) std::fprintf(out, "%zu,", number);
  std::fprintf(out, "};\n\nconst std::uint16_t kPlainBlocks[%zu][%zu] = {\n", blocks.size(), kBlock);
  for (const auto& block : blocks) {
    std::fprintf(out, "{");
    for (const std::uint16_t entry : block) std::fprintf(out, "%u,", unsigned{entry});
    std::fprintf(out, "},\n");
  }
  std::fprintf(out, "};\n\n}  // namespace pith\n");
  return std::fclose(out) == 0 ? 0 : 1;
}
