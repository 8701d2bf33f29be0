#include "language.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace pith::bench {
namespace {

// Syllables are an onset, a nucleus and, now and then, a coda; the parts are separated by spaces.
struct Model {
  std::string_view name;
  std::string_view onsets;
  std::string_view nuclei;
  std::string_view codas;
  bool has_case;
  Punctuation punctuation;
};

constexpr std::array<Model, Language::kCount> kModels = {{
    {"plain",
     "b br c d dr f g h k l m n p pr r s sh st t tr v w",
     "a e i o u ea ou ai",
     "n r s t l nd st ck ng",
     true,
     {.open_quote = "“", .close_quote = "”", .dash = " — "}},
    {"umlaut",
     "b bl d f fr g h k kl l m n p r s sch st t w z",
     "a e i o u ä ö ü ei au ie",
     "n r t l ß ch nd rt ng",
     true,
     {.open_quote = "„", .close_quote = "“", .dash = " – "}},
    {"accent",
     "b br c ch d f g gr j l m n p pr r s t v",
     "a e é è ê i o u ou oi ai eu œu",
     "r s n l t nt ç",
     true,
     {.open_quote = "« ", .close_quote = " »", .dash = " – ", .elision = "l", .space_before_colon = true}},
    {"tilde",
     "b c d f g j l ll m n ñ p qu r s t v",
     "a á e é i í o ó u ú ão ie ue",
     "n r s l z",
     true,
     {.open_quote = "“", .close_quote = "”", .dash = " — "}},
    {"caron",
     "b c č d ď g h j k l ł m n ň p r ř s š ś t v z ž",
     "a e i o u y ą ę ě ó ů",
     "k l m n r t v ść ch",
     true,
     {.open_quote = "„", .close_quote = "”", .dash = " – "}},
    {"dotless",
     "b c ç d f g h k l m n p r s ş t v y z",
     "a e ı i o ö u ü",
     "k l m n r ş t z ğ",
     true,
     {.open_quote = "“", .close_quote = "”", .dash = " – "}},
    {"greek",
     "β γ δ ζ θ κ λ μ ν ξ π ρ σ τ φ χ ψ πρ στ κρ",
     "α ε η ι ο υ ω ά έ ή ί ό ύ ώ ου αι ει",
     "ν ρ ς λ",
     true,
     {.open_quote = "«", .close_quote = "»", .dash = " – "}},
    {"cyrillic",
     "б в г д ж з к л м н п р с т ф х ч ш пр ст вл",
     "а е и о у ы я ю ё",
     "н р т л й в ть сть",
     true,
     {.open_quote = "«", .close_quote = "»", .dash = " — "}},
    {"han",
     "",
     "",
     "",
     false,
     {.open_quote = "「",
      .close_quote = "」",
      .dash = "——",
      .space = "",
      .comma = "，",
      .stop = "。",
      .between_sentences = ""}},
    {"arabic",
     "ب ت ث ج ح د ر ز س ش ص ط ع ف ق ك ل م ن ه",
     "ا و ي",
     "ب د ر س ل م ن",
     false,
     {.open_quote = "«", .close_quote = "»", .dash = " – ", .comma = "، "}},
}};
constexpr std::size_t kHan = 8;

std::vector<std::string_view> split(std::string_view list) {
  std::vector<std::string_view> parts;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    parts.push_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return parts;
}

void append_utf8(std::string& out, UChar32 c) {
  std::array<char, U8_MAX_LENGTH> bytes{};
  std::size_t size = 0;
  U8_APPEND_UNSAFE(bytes.data(), size, c);
  out.append(bytes.data(), size);
}

std::string upper_of(std::string_view text, std::size_t letters) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    UChar32 c;
    U8_NEXT_UNSAFE(text.data(), i, c);
    if (letters > 0) {
      c = u_toupper(c);
      --letters;
    }
    append_utf8(out, c);
  }
  return out;
}

// Tools disagree about the capitals of ı, the Turkish i and ς, and ß has none.
bool has_safe_capitals(std::string_view lower, bool dotless) {
  const auto has = [lower](std::string_view letter) { return lower.find(letter) != std::string_view::npos; };
  return !has("ß") && !has("ς") && !(dotless && (has("i") || has("ı")));
}

std::string syllables(Random& random, const Model& model, std::size_t count) {
  const auto onsets = split(model.onsets);
  const auto nuclei = split(model.nuclei);
  const auto codas = split(model.codas);
  std::string word;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0 || random.chance(0.85)) word += random.pick(onsets);
    word += random.pick(nuclei);
    if (random.chance(i + 1 == count ? 0.5 : 0.15)) word += random.pick(codas);
  }
  return word;
}

// Two characters from two sets without a common member, so that text falls into words in one way only.
std::string han_word(Random& random) {
  constexpr std::array<UChar32, 2> kBlocks = {0x4E00, 0x6E00};
  std::string word;
  for (const UChar32 block : kBlocks) append_utf8(word, block + 3 * static_cast<UChar32>(random.below(300)));
  return word;
}

}  // namespace

Language::Language(std::size_t index, std::uint64_t seed)
    : name_(kModels[index].name), has_case_(kModels[index].has_case), punctuation_(kModels[index].punctuation) {
  Random random(seed + index);
  make_words(random, index);
  mark_edges();
}

void Language::make_words(Random& random, std::size_t index) {
  const Model& model = kModels[index];
  std::set<std::string> seen;
  while (words_.size() < kWords) {
    // Frequent words are short ones.
    const std::size_t shortest = words_.size() < 60 ? 1 : 2;
    std::string lower = index == kHan ? han_word(random)
                                      : syllables(random, model, random.between(shortest, words_.size() < 60 ? 2 : 4));
    if (!seen.insert(lower).second) continue;
    Word word{lower, lower, lower};
    if (has_case_ && has_safe_capitals(lower, model.name == "dotless")) {
      word.title = upper_of(lower, 1);
      word.upper = upper_of(lower, lower.size());
    }
    words_.push_back(std::move(word));
  }
}

void Language::mark_edges() {
  std::vector<std::string> forward;
  std::vector<std::string> backward;
  for (const Word& word : words_) {
    forward.push_back(word.lower);
    backward.emplace_back(word.lower.rbegin(), word.lower.rend());
  }
  std::ranges::sort(forward);
  std::ranges::sort(backward);
  // The words that start with a word stand right behind it.
  const auto is_start_of_other = [](const std::vector<std::string>& sorted, const std::string& word) {
    const auto next = std::ranges::upper_bound(sorted, word);
    return next != sorted.end() && next->starts_with(word);
  };
  for (Word& word : words_) {
    word.edge = !is_start_of_other(forward, word.lower) &&
                !is_start_of_other(backward, std::string(word.lower.rbegin(), word.lower.rend()));
  }
}

WordIndex Language::frequent_word(Random& random) const {
  const double rank = std::exp(random.part() * std::log(static_cast<double>(kWords)));
  return static_cast<WordIndex>(std::min(rank - 1, static_cast<double>(kWords - 1)));
}

WordIndex Language::edge_word(Random& random) const {
  for (;;) {
    const WordIndex word = rule_word(random);
    if (words_[word].edge) return word;
  }
}

}  // namespace pith::bench
