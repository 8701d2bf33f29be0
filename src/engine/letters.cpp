#include "engine/letters.h"

#include <algorithm>
#include <compare>
#include <limits>

#include "text/plain.h"
#include "text/unicode.h"

namespace pith {
namespace {

// A character and the folded code point that it shares with others, itself left out: some 1,400 pairs, sorted.
struct Case {
  std::uint16_t entry = 0;
  char16_t character = 0;
  friend auto operator<=>(const Case&, const Case&) = default;
};

const std::vector<Case>& cases() {
  static const std::vector<Case> all = [] {
    std::vector<Case> found;
    for (char32_t c = 0x80; c < 0x10000; ++c) {
      const std::uint16_t entry = plain_entry(c);
      if (entry > static_cast<std::uint16_t>(PlainKind::small_i) && entry != c)
        found.push_back({entry, static_cast<char16_t>(c)});
    }
    std::ranges::sort(found);
    return found;
  }();
  return all;
}

void add_writing(Letter& letter, std::string_view writing) {
  std::string cased = with_case_bits(writing);
  if (std::ranges::find(letter.writings, cased) == letter.writings.end()) letter.writings.push_back(std::move(cased));
}

// All characters that a filter takes for `c`.
void add_cases(Letter& letter, char32_t c) {
  const std::uint16_t entry = plain_entry(c);
  add_writing(letter, Encoded(entry).text());
  for (auto it = std::ranges::lower_bound(cases(), entry, {}, &Case::entry); it != cases().end() && it->entry == entry;
       ++it)
    add_writing(letter, Encoded(it->character).text());
}

template <class Fill>
std::vector<Letter> letters_of(std::string_view text, Fill fill) {
  std::vector<Letter> letters;
  for (std::size_t i = 0; i < text.size();) {
    const Decoded d = decode(text, i);
    Letter& letter = letters.emplace_back(Letter{static_cast<std::uint32_t>(i), d.size, false, {}});
    add_writing(letter, text.substr(i, d.size));
    fill(letter, d);
    i += d.size;
  }
  return letters;
}

std::vector<Letter> single_letters_of_form(std::string_view form) {
  return letters_of(form, [](Letter& letter, const Decoded& d) {
    letter.usable = d.valid && is_word(d.code_point);
    if (d.code_point < 0x80 || !letter.usable) return;
    const std::uint16_t entry = plain_entry(d.code_point);
    letter.usable = entry > static_cast<std::uint16_t>(PlainKind::small_i) || is_kind(entry, PlainKind::spaceless);
    if (is_plain_letter(entry)) add_cases(letter, d.code_point);
  });
}

bool is_s(std::string_view form, std::size_t at) {
  return at < form.size() && form[at] == 's';
}

}  // namespace

std::string with_case_bits(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), with_case_bit);
  return out;
}

std::vector<Letter> letters_of_form(std::string_view form) {
  std::vector<Letter> letters = single_letters_of_form(form);
  std::vector<Letter> joined;
  for (std::size_t k = 0; k < letters.size(); ++k) {
    const std::size_t at = letters[k].begin;
    joined.push_back(std::move(letters[k]));
    Letter& letter = joined.back();
    if (form[at] == 'i') {
      add_writing(letter, "ı");
      add_writing(letter, "İ");
    } else if (is_s(form, at) && at > 0 && is_s(form, at - 1)) {
      letter.usable = false;
    } else if (is_s(form, at) && is_s(form, at + 1)) {
      // Two may be one ß; of three nobody can tell which.
      letter.size = 2;
      letter.usable = !is_s(form, at + 2);
      letter.writings = {"ss", with_case_bits("ß")};
      ++k;
    }
  }
  return joined;
}

std::vector<Letter> even_letters_of_form(std::string_view form) {
  std::vector<Letter> letters = single_letters_of_form(form);
  for (Letter& letter : letters) {
    const std::size_t at = letter.begin;
    if (form[at] == 'i' || (is_s(form, at) && (is_s(form, at + 1) || (at > 0 && is_s(form, at - 1)))))
      letter.usable = false;
  }
  return letters;
}

std::vector<Letter> letters_of_literal(std::string_view literal) {
  return letters_of(literal, [](Letter& letter, const Decoded& d) {
    const std::uint16_t entry = d.code_point < 0x80 ? std::uint16_t{} : plain_entry(d.code_point);
    letter.usable = d.valid && (d.code_point < 0x80 || !is_kind(entry, PlainKind::odd));
    if (entry > static_cast<std::uint16_t>(PlainKind::small_i)) add_cases(letter, d.code_point);
  });
}

std::vector<std::string> extended(const std::vector<std::string>& texts, const Letter& letter, bool in_front) {
  std::vector<std::string> longer;
  for (const std::string& text : texts) {
    for (const std::string& writing : letter.writings) longer.push_back(in_front ? writing + text : text + writing);
  }
  return longer;
}

std::size_t GramCounts::slot(std::uint32_t four, std::size_t size) {
  const std::uint32_t gram = (four | static_cast<std::uint32_t>(kCaseBits)) << (8 * (kLongest - size));
  return ((gram ^ static_cast<std::uint32_t>(size)) * 0x9E3779B1U) >> (32 - kBits);
}

template <class See>
void GramCounts::for_each_slot(std::string_view text, See see) {
  std::uint32_t four = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    // The last byte is the highest.
    four = four >> 8 | std::uint32_t{static_cast<unsigned char>(text[i])} << 24;
    if (i + 1 >= kLongest - 1) see(slot(four >> 8, kLongest - 1), kLongest - 1);
    if (i + 1 >= kLongest) see(slot(four, kLongest), kLongest);
  }
}

void GramCounts::add(std::string_view text) {
  for_each_slot(text, [&](std::size_t slot, std::size_t) {
    if (counts_[slot] < std::numeric_limits<std::uint16_t>::max()) ++counts_[slot];
  });
}

// Four bytes that were never seen are rarer than four that were, however often their parts were.
unsigned GramCounts::frequency(std::string_view bytes) const {
  unsigned sum = 0;
  for_each_slot(bytes,
                [&](std::size_t slot, std::size_t size) { sum += (size == kLongest ? 16U : 1U) * counts_[slot]; });
  return sum;
}

}  // namespace pith
