// Writes word_kinds.cpp at build time: what text/word_kinds.h says of every code point below its limit.
#include <array>
#include <cstdint>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "text/match_form.h"
#include "text/plain.h"
#include "text/unicode.h"
#include "text/word_kinds.h"

// Here every character is odd, so that the match form asks ICU for each.
const std::uint16_t pith::kPlainIndex[0x10000 / 64] = {};
const std::uint16_t pith::kPlainBlocks[1][64] = {};

namespace {

using pith::WordKind;
using pith::WordKinds;

constexpr std::size_t kBlock = 64;
constexpr int kMostKinds = 4;

WordKind kind_of(char32_t c) {
  if (pith::is_sentence_terminal(c)) return pith::is_word(c) ? WordKind::odd : WordKind::terminal;
  if (c == '.' || c == '!' || c == '?') return WordKind::stop;
  if (c == '"' || c == '\'' || pith::is_bracket(c)) return WordKind::closing;
  if (c == ' ') return WordKind::space;
  if (!pith::is_word(c)) return WordKind::other;
  if (pith::is_mark(c)) return WordKind::mark;
  return pith::is_spaceless(c) ? WordKind::spaceless : WordKind::letter;
}

// What the match form makes of the character between two letters, so that white space is seen too. No mark composes
// with a q.
std::string form_of(char32_t c) {
  std::string form;
  pith::build_match_form("q" + std::string(pith::Encoded(c).text()) + "q", form);
  return form.substr(1, form.size() - 2);
}

WordKinds kinds_of(char32_t c) {
  constexpr WordKinds kOdd = pith::kinds_of(WordKind::odd);
  if (c >= 0xD800 && c < 0xE000) return kOdd;
  const std::string form = form_of(c);
  WordKinds kinds = 0;
  int count = 0;
  WordKind last = WordKind::none;
  for (std::size_t i = 0; i < form.size();) {
    const pith::Decoded d = pith::decode(form, i);
    i += d.size;
    const WordKind kind = kind_of(d.code_point);
    if (kind == last && kind != WordKind::spaceless) continue;
    last = kind;
    if (kind == WordKind::odd || count == kMostKinds) return kOdd;
    kinds = static_cast<WordKinds>(kinds | pith::kinds_of(kind) << 4 * count++);
  }
  return kinds;
}

}  // namespace

int main(int argc, char** argv) {
  std::FILE* out = argc == 2 ? std::fopen(argv[1], "w") : nullptr;
  if (out == nullptr) return 1;

  std::map<std::array<WordKinds, kBlock>, std::size_t> numbers;
  std::vector<std::array<WordKinds, kBlock>> blocks;
  std::vector<std::size_t> index;
  for (char32_t base = 0; base < pith::kWordKindLimit; base += kBlock) {
    std::array<WordKinds, kBlock> block{};
    for (char32_t i = 0; i < kBlock; ++i) block[i] = kinds_of(base + i);
    const auto [it, added] = numbers.try_emplace(block, blocks.size());
    if (added) blocks.push_back(block);
    index.push_back(it->second);
  }
  std::fprintf(out, "// Written by make_word_kinds.cpp.\n#include \"text/word_kinds.h\"\n\nnamespace pith {\n\n");
  std::fprintf(out, "const std::uint16_t kWordKindIndex[%zu] = {", index.size());
  for (const std::size_t number : index) std::fprintf(out, "%zu,", number);
  std::fprintf(out, "};\n\nconst WordKinds kWordKindBlocks[%zu][%zu] = {\n", blocks.size(), kBlock);
  for (const auto& block : blocks) {
    std::fprintf(out, "{");
    for (const WordKinds kinds : block) std::fprintf(out, "%u,", unsigned{kinds});
    std::fprintf(out, "},\n");
  }
  std::fprintf(out, "};\n\n}  // namespace pith\n");
  return std::fclose(out) == 0 ? 0 : 1;
}
