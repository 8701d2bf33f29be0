// The languages of encoding_languages.h as numbers: natural logarithms of likelihoods, which add up.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "text/encoding_languages.h"

namespace pith {

constexpr double kUnlikely = -14;  // bytes that mean nothing in an encoding

// How frequent characters are.
class Frequencies {
 public:
  Frequencies(std::string_view groups, ScriptKind script);

  double of(char32_t c, double otherwise) const;

 private:
  using Entry = std::pair<char32_t, double>;
  std::vector<Entry> logs_;  // sorted
};

// What a byte is in an encoding, for what stands beside it.
enum class ByteKind : std::uint8_t {
  space,  // and all else of ASCII that is no letter and no digit
  digit,
  ascii_lower,
  ascii_upper,
  lower,  // a letter of the encoding's script, or one without case
  upper,
  sign,
  joining_sign,    // which stands between letters
  numerical_sign,  // which hardly stands beside a letter
  nothing,
};

// A single-byte encoding as the languages of one script read it.
struct SingleByteModel {
  struct Reader {
    std::size_t language = 0;       // in languages()
    std::array<float, 256> logs{};  // of each byte beyond ASCII
  };

  Encoding encoding = Encoding::windows_1252;
  ScriptKind script = ScriptKind::latin;
  std::array<ByteKind, 256> kinds{};
  std::vector<Reader> readers;
};

struct WideModel {
  Encoding encoding = Encoding::gbk;
  std::size_t language = 0;
  Frequencies characters;
};

// Made when first asked for; they live for good.
std::span<const SingleByteModel> single_byte_models();
std::span<const WideModel> wide_models();

// The languages that have the word, which is in lower case, among their most frequent: positions in languages().
std::span<const std::uint8_t> languages_of_word(std::string_view word);

}  // namespace pith
