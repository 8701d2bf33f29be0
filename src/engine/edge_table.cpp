#include "engine/edge_table.h"

#include <algorithm>
#include <string>

#include "engine/letters.h"
#include "text/unicode.h"

namespace pith {
namespace {

constexpr std::size_t kKeySize = 3;

// Most letters of ASCII are written as themselves only. (An i has variants, two s may be one ß.)
bool has_one_writing(char c) {
  return static_cast<unsigned char>(c) < 0x80 && c != 'i' && c != 's';
}

// The first letters or the last: more than a key can hold, since what a letter may be written as depends on those
// beside it.
std::string_view edge_of(std::string_view word, bool from_start) {
  constexpr int kLetters = 6;
  std::size_t at = from_start ? 0 : word.size();
  for (int k = 0; k < kLetters && (from_start ? at < word.size() : at > 0); ++k) {
    if (from_start) {
      at += decode(word, at).size;
    } else {
      at -= decode_before(word, at).size;
    }
  }
  return from_start ? word.substr(0, at) : word.substr(at);
}

// All writings of the first letters, or of the last, as many as a key needs; nothing when that is not known.
std::vector<std::string> edge_writings(std::string_view word, bool from_start) {
  const std::vector<Letter> letters = letters_of_form(edge_of(word, from_start));
  std::vector<std::string> all = {std::string()};
  std::size_t shortest = 0;
  for (std::size_t k = 0; k < letters.size() && shortest < kKeySize; ++k) {
    const Letter& letter = from_start ? letters[k] : letters[letters.size() - 1 - k];
    if (!letter.usable || all.size() * letter.writings.size() > kMostWritings) return {};
    all = extended(all, letter, !from_start);
    shortest += letter.size;
  }
  return all;
}

}  // namespace

char sign_at(std::string_view form, std::size_t at) {
  // Quotes and dashes have several writings.
  constexpr std::string_view kSigns = "!#$%&()*+,./:;<=>?@[\\]^_{|}~";
  std::string_view rest = form.substr(at);
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  return !rest.empty() && kSigns.find(rest.front()) != std::string_view::npos ? rest.front() : '\0';
}

void EdgeBits::add(std::string_view word, bool from_start) {
  if (word.size() >= kKeySize) {
    const std::string_view edge = from_start ? word.substr(0, kKeySize) : word.substr(word.size() - kKeySize);
    if (std::ranges::all_of(edge, has_one_writing)) return add_writing(edge, from_start);
  }
  const std::vector<std::string> writings = edge_writings(word, from_start);
  if (writings.empty()) bits_.set();
  for (const std::string& writing : writings) add_writing(writing, from_start);
}

void EdgeBits::add_writing(std::string_view writing, bool from_start) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint8_t>(from_start ? writing[i] : writing[writing.size() - 1 - i]);
  };
  if (writing.size() >= kKeySize) {
    bits_.set(slot(edge::key(byte(0), byte(1), byte(2))));
    return;
  }
  // Behind a shorter word stands a gap, or a character beyond ASCII.
  const std::uint8_t second = writing.size() > 1 ? byte(1) : std::uint8_t{edge::kGap};
  bits_.set(slot(edge::key(byte(0), second, edge::kGap)));
  for (unsigned beyond = 0x80; beyond < 0x100; ++beyond) {
    const auto next = static_cast<std::uint8_t>(beyond);
    bits_.set(slot(writing.size() > 1 ? edge::key(byte(0), second, next) : edge::key(byte(0), next, next)));
  }
}

}  // namespace pith
