// A string that is looked for in raw text, letter by letter, with all that may stand for each letter there.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pith {

// Every byte with the case bit set: upper- and lower-case ASCII letters become one, and so do the two cases of many
// two-byte letters. What else becomes one costs a false alarm.
constexpr std::uint64_t kCaseBits = 0x2020202020202020;

constexpr char with_case_bit(char c) {
  return static_cast<char>(c | 0x20);
}
std::string with_case_bits(std::string_view text);

struct Letter {
  std::uint32_t begin = 0;  // bytes in the string
  std::uint32_t size = 0;
  bool usable = false;                // false: text may say the same in a way that is not listed
  std::vector<std::string> writings;  // distinct with the case bit set; the first is the string's own
};

// Letters of a match form, as plain text (text/plain.h) may write them. Signs are not usable: quotes and dashes have
// many forms.
std::vector<Letter> letters_of_form(std::string_view form);
// The same without letters whose writings differ in length.
std::vector<Letter> even_letters_of_form(std::string_view form);
// Letters of a literal of a regex, which sees text as it is: signs stand for themselves, letters for either case.
std::vector<Letter> letters_of_literal(std::string_view literal);

// More writings of a few letters than this would fill the tables.
constexpr std::size_t kMostWritings = 64;

// Every one of the texts with every writing of the letter behind it, or in front.
std::vector<std::string> extended(const std::vector<std::string>& texts, const Letter& letter, bool in_front);

// What text is made of, told by samples of it: how often three or four bytes follow each other.
class GramCounts {
 public:
  void add(std::string_view text);
  // The greater the more often the bytes stand in a text; 0 for fewer than three bytes.
  unsigned frequency(std::string_view bytes) const;

 private:
  static constexpr unsigned kBits = 17;
  static constexpr std::size_t kLongest = 4;
  // Calls see(slot, size) for every three and four bytes of the text.
  template <class See>
  static void for_each_slot(std::string_view text, See see);
  // Of the lowest `size` bytes, three or four.
  static std::size_t slot(std::uint32_t four, std::size_t size);

  std::vector<std::uint16_t> counts_ = std::vector<std::uint16_t>(std::size_t{1} << kBits, 0);
};

}  // namespace pith
