#include "engine/letters.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>

#include "text/plain.h"
#include "text/unicode.h"

namespace pith {
namespace {

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

// Characters beyond ASCII by the folded code point that they share, itself among them.
const std::multimap<std::uint16_t, char16_t>& characters_by_entry() {
  static const std::multimap<std::uint16_t, char16_t> characters = [] {
    std::multimap<std::uint16_t, char16_t> found;
    for (char32_t c = 0x80; c < 0x10000; ++c) {
      const std::uint16_t entry = plain_entry(c);
      if (entry > static_cast<std::uint16_t>(PlainKind::small_i)) found.emplace(entry, static_cast<char16_t>(c));
    }
    return found;
  }();
  return characters;
}

void add_writing(Letter& letter, std::string_view writing) {
  std::string cased = with_case_bits(writing);
  if (std::ranges::find(letter.writings, cased) == letter.writings.end()) letter.writings.push_back(std::move(cased));
}

// All characters that a filter takes for `c`.
void add_cases(Letter& letter, char32_t c) {
  const auto [first, last] = characters_by_entry().equal_range(plain_entry(c));
  for (auto it = first; it != last; ++it) add_writing(letter, utf8(it->second));
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

std::size_t GramCounts::slot(std::string_view gram) {
  std::uint32_t word = static_cast<std::uint32_t>(gram.size());
  for (const char c : gram) word = word * 0x85EBCA6B + static_cast<unsigned char>(with_case_bit(c));
  return (word * 0x9E3779B1U) >> (32 - kBits);
}

void GramCounts::add(std::string_view text) {
  for (const std::size_t size : kSizes) {
    for (std::size_t i = 0; i + size <= text.size(); ++i) {
      std::uint16_t& count = counts_[slot(text.substr(i, size))];
      if (count < std::numeric_limits<std::uint16_t>::max()) ++count;
    }
  }
}

// Four bytes that were never seen are rarer than four that were, however often their parts were.
unsigned GramCounts::frequency(std::string_view bytes) const {
  unsigned sum = 0;
  for (const std::size_t size : kSizes) {
    const unsigned weight = size == 4 ? 16 : 1;
    for (std::size_t i = 0; i + size <= bytes.size(); ++i) sum += weight * counts_[slot(bytes.substr(i, size))];
  }
  return sum;
}

}  // namespace pith
