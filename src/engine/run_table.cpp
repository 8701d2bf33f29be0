#include "engine/run_table.h"

#include <algorithm>
#include <array>
#include <map>

#include "text/plain.h"
#include "text/unicode.h"

namespace pith {
namespace {

// More writings of one gram than this would fill the tables; another piece is taken then.
constexpr std::size_t kMostWritings = 64;

// Signs that no other character has for its form. A phrase without a word to go by is found by one of them.
constexpr std::array<std::string_view, 6> kSigns = {"©", "®", "§", "•", "►", "▶"};

constexpr char with_case_bit(char c) {
  return static_cast<char>(c | 0x20);
}

std::string with_case_bits(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), with_case_bit);
  return out;
}

constexpr bool is_word_byte(char c) {
  return (c >= '0' && c <= '9') || (with_case_bit(c) >= 'a' && with_case_bit(c) <= 'z');
}

std::string utf8(char16_t c) {
  std::string out;
  if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
  } else {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
  }
  out += static_cast<char>(0x80 | (c & 0x3F));
  return out;
}

// Characters beyond ASCII, other than the folded one itself, whose form is the given word character.
const std::multimap<std::uint16_t, char16_t>& other_writings() {
  static const std::multimap<std::uint16_t, char16_t> writings = [] {
    std::multimap<std::uint16_t, char16_t> found;
    for (char32_t c = 0x80; c < 0x10000; ++c) {
      const std::uint16_t entry = plain_entry(c);
      if (entry > static_cast<std::uint16_t>(PlainKind::spaceless) && entry != c) {
        found.emplace(entry, static_cast<char16_t>(c));
      }
    }
    return found;
  }();
  return writings;
}

// How unlikely ordinary text is to hold the byte.
int rarity(char c) {
  constexpr std::string_view kFrequent = "etaoinsrhldu";
  const std::size_t at = kFrequent.find(c);
  return at == std::string_view::npos ? 16 : static_cast<int>(at);
}

}  // namespace

std::vector<RunTable::Letter> RunTable::letters_of(std::string_view form) {
  std::vector<Letter> letters;
  for (std::size_t i = 0; i < form.size();) {
    const Decoded d = decode(form, i);
    Letter letter{static_cast<std::uint32_t>(i), d.size, d.valid && is_word(d.code_point), {}};
    letter.writings.push_back(with_case_bits(form.substr(i, d.size)));
    if (d.code_point >= 0x80 && letter.usable) {
      const std::uint16_t entry = plain_entry(d.code_point);
      letter.usable = entry > static_cast<std::uint16_t>(PlainKind::sharp_s);
      const auto [first, last] = other_writings().equal_range(entry);
      for (auto it = first; it != last; ++it) {
        std::string other = with_case_bits(utf8(it->second));
        if (std::ranges::find(letter.writings, other) == letter.writings.end())
          letter.writings.push_back(std::move(other));
      }
    }
    letters.push_back(std::move(letter));
    i += d.size;
  }
  // "ss" may be written ß.
  for (std::size_t i = 0; i + 1 < letters.size(); ++i) {
    if (form[letters[i].begin] == 's' && form[letters[i + 1].begin] == 's')
      letters[i].usable = letters[i + 1].usable = false;
  }
  return letters;
}

bool RunTable::add(std::string_view form, bool whole_words, std::uint32_t owner) {
  const std::size_t known = runs_.size();
  const std::vector<Letter> letters = letters_of(form);
  for (GramTable* table : {&long_, &middle_, &short_, &pairs_}) {
    if (add_window(form, letters, whole_words, *table)) break;
  }
  if (runs_.size() == known) return add_sign(form);
  runs_.back().owner = owner;
  return true;
}

// A phrase of signs: none of the signs looked for has another writing.
bool RunTable::add_sign(std::string_view form) {
  for (const std::string_view sign : kSigns) {
    if (form.find(sign) == std::string_view::npos) continue;
    const std::size_t offset = sign.size() - pairs_.size();
    pairs_.add(sign.substr(offset), static_cast<std::uint32_t>(runs_.size() << kOffsetBits | offset));
    runs_.push_back({with_case_bits(sign), std::string(sign.size(), '\xFF'), false, false, 0});
    return true;
  }
  return false;
}

// Takes the rarest window that the table can find; false when there is none.
bool RunTable::add_window(std::string_view form, const std::vector<Letter>& letters, bool whole_words,
                          GramTable& table) {
  const std::size_t need = table.size() + table.stride() - 1;
  std::vector<const Letter*> at_byte(form.size());
  for (const Letter& letter : letters) std::fill_n(at_byte.begin() + letter.begin, letter.size, &letter);

  std::size_t best = form.size();
  int most = -1;
  int sum = 0;
  std::size_t run = 0;  // usable bytes up to here
  for (std::size_t i = 0; i < form.size(); ++i) {
    run = at_byte[i]->usable ? run + 1 : 0;
    sum = run == 0 ? 0 : sum + rarity(form[i]) - (run > need ? rarity(form[i - need]) : 0);
    if (run < need || sum <= most) continue;
    std::size_t writings = 1;
    for (std::size_t j = i + 1 - need; j <= i; ++j) {
      if (j == i + 1 - need || at_byte[j] != at_byte[j - 1]) writings *= at_byte[j]->writings.size();
    }
    if (writings > kMostWritings) continue;
    most = sum;
    best = i + 1 - need;
  }
  if (best == form.size()) return false;

  // The whole run around the window is compared before a line counts.
  constexpr std::size_t kMostBefore = (std::size_t{1} << kOffsetBits) - 16;
  std::size_t begin = at_byte[best]->begin;
  while (begin > 0 && at_byte[begin - 1]->usable && best - at_byte[begin - 1]->begin < kMostBefore) {
    begin = at_byte[begin - 1]->begin;
  }
  std::size_t end = best + need;
  while (end < form.size() && at_byte[end]->usable) ++end;
  const std::uint32_t number = add_run(form, letters, begin, end, whole_words);
  for (std::size_t from = best; from < best + table.stride(); ++from) {
    std::vector<std::string> grams = {with_case_bits(form)};
    for (std::size_t j = from; j < from + table.size();) {
      const Letter& letter = *at_byte[j];
      const std::size_t known = grams.size();
      for (std::size_t w = 1; w < letter.writings.size(); ++w) {
        for (std::size_t g = 0; g < known; ++g) {
          grams.push_back(grams[g]);
          grams.back().replace(letter.begin, letter.size, letter.writings[w]);
        }
      }
      j = letter.begin + letter.size;
    }
    const auto tag = static_cast<std::uint32_t>(number << kOffsetBits | (from - begin));
    for (const std::string& gram : grams) table.add(std::string_view(gram).substr(from, table.size()), tag);
  }
  return true;
}

std::uint32_t RunTable::add_run(std::string_view form, const std::vector<Letter>& letters, std::size_t begin,
                                std::size_t end, bool whole_words) {
  Run run{with_case_bits(form.substr(begin, end - begin)), std::string(end - begin, '\xFF'),
          whole_words && is_word_byte(form[begin]) && (begin == 0 || !is_word_byte(form[begin - 1])),
          whole_words && is_word_byte(form[end - 1]) && (end == form.size() || !is_word_byte(form[end])), 0};
  for (const Letter& letter : letters) {
    if (letter.writings.size() == 1 || letter.begin < begin || letter.begin + letter.size > end) continue;
    for (std::size_t i = 0; i < letter.size; ++i) {
      const bool same =
          std::ranges::all_of(letter.writings, [&](const std::string& w) { return w[i] == letter.writings[0][i]; });
      if (!same) run.same[letter.begin - begin + i] = '\0';
    }
  }
  runs_.push_back(std::move(run));
  return static_cast<std::uint32_t>(runs_.size() - 1);
}

void RunTable::build() {
  for (GramTable* table : {&long_, &middle_, &short_, &pairs_}) table->build();
}

const RunTable::Run* RunTable::run_at(std::string_view document, std::size_t at, std::uint32_t tag,
                                      std::size_t& begin) const {
  const Run& run = runs_[tag >> kOffsetBits];
  const std::size_t offset = tag & ((1U << kOffsetBits) - 1);
  if (at < offset || document.size() - (at - offset) < run.bytes.size()) return nullptr;
  begin = at - offset;
  const std::size_t end = begin + run.bytes.size();
  for (std::size_t i = 0; i < run.bytes.size(); ++i) {
    if (((with_case_bit(document[begin + i]) ^ run.bytes[i]) & run.same[i]) != 0) return nullptr;
  }
  const bool splits = (run.whole_start && begin > 0 && is_word_byte(document[begin - 1])) ||
                      (run.whole_end && end < document.size() && is_word_byte(document[end]));
  return splits ? nullptr : &run;
}

}  // namespace pith
