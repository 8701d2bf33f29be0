#include "engine/near_hits.h"

#include <algorithm>
#include <array>

namespace pith::oracle {
namespace {

using namespace std::string_view_literals;

constexpr std::array kEdges = {"- "sv, "» "sv,     "* "sv,     "("sv,       "\""sv,     "… "sv,       "  "sv,
                               "\t"sv, "\u00A0"sv, "\u200B"sv, "\u0301"sv,  "\xFF"sv,   "\xE2\x80"sv, ": "sv,
                               "!"sv,  "中"sv,     "น"sv,      "ア"sv,      "x"sv,      "\u00AD"sv,   "©"sv,
                               "_"sv,  "'"sv,      "\u0308"sv, "\u2028"sv,  "\u0085"sv, " | "sv,      "1. "sv,
                               "› "sv, "•\t"sv,    "[ "sv,     "❤\uFE0F"sv, "\u3000"sv, "\uFEFF"sv};

constexpr std::array kDisturbances = {
    "\0"sv,           "\r"sv,           "\u0085"sv, "\u2028"sv,   "\xFF"sv,   "\xC3"sv,   "\xE2\x80"sv,
    "\xF0\x9F\x98"sv, "\xED\xA0\x80"sv, "\x80"sv,   "\xC0\xAF"sv, "\u200B"sv, "\u00AD"sv, "\u0301"sv,
    "\u0345"sv,       "\u3099"sv,       "\v"sv,     "\x1B"sv,     " "sv,      "\uFE0F"sv};

constexpr std::array kLineEnds = {"\n"sv, "\n"sv, "\n"sv, "\n"sv, "\r\n"sv, "\r\n"sv, "\r\r\n"sv, " \n"sv};

constexpr std::array kEmpty = {""sv,  " "sv,   "\t"sv, "\u00A0"sv, "\u200B\u2060"sv, "\u3000"sv,
                               "»"sv, "- -"sv, "\0"sv, "\xFF"sv,   "\u0301"sv,       "\r"sv};

// A filter may look only so far around what it finds; lines end a few bytes to either side of that.
constexpr std::array kLooks = {16U, 32U, 64U, 128U, 256U, 512U, 1024U, 4096U};

}  // namespace

// Other words, or letters without a gap, on one side or both.
std::u32string NearHits::between_words(const std::u32string& text) {
  std::u32string out = text;
  const std::size_t sides = dice_.between(1, 3);
  const auto glue = [&] { return dice_.one_in(4) ? std::u32string() : gap(dice_); };
  if ((sides & 1) != 0) out = alphabet_.words(dice_) + glue() + out;
  if ((sides & 2) != 0) out += glue() + alphabet_.words(dice_);
  return out;
}

// The words of the text once more, in another order, before it or behind it, or instead of it.
std::u32string NearHits::among_its_words(const std::u32string& text) {
  std::vector<std::u32string> words;
  for (std::size_t i = 0; i <= text.size();) {
    const std::size_t end = std::min(text.find(U' ', i), text.size());
    words.push_back(text.substr(i, end - i));
    i = end + 1;
  }
  std::u32string out;
  const std::size_t times = dice_.between(1, 6);
  const std::size_t whole = dice_.below(times + 1);  // may be none
  for (std::size_t i = 0; i < times; ++i) {
    if (i > 0) out += gap(dice_);
    out += i == whole ? text : dice_.pick(words);
  }
  return out;
}

// A gap between two words made very long.
std::u32string NearHits::stretched(std::u32string text) {
  const std::size_t at = text.find(U' ');
  if (at == std::u32string::npos) return text;
  const std::size_t size = dice_.pick(kLooks) + dice_.below(10);
  return text.insert(at, size, dice_.pick(U"   \t\u00A0-."sv));
}

// Bytes that match nothing by themselves, about as many as filters look at.
std::string NearHits::filler() {
  constexpr std::size_t kVeryLong = std::size_t{1} << 16;
  const std::size_t size = (dice_.one_in(60) ? kVeryLong : dice_.pick(kLooks)) + dice_.below(10);
  const std::size_t kind = dice_.below(4);
  const std::string word = utf8(alphabet_.word(dice_)) + " ";
  std::string out;
  while (out.size() < size) {
    if (kind == 0) out += 'q';
    if (kind == 1) out += dice_.one_in(5) ? ' ' : static_cast<char>('a' + dice_.below(26));
    if (kind == 2) out += word;
    if (kind == 3) out += dice_.one_in(2) ? "- " : "é";
  }
  return out;
}

void NearHits::disturb(std::string& line, std::string_view bytes) {
  line.insert(dice_.below(line.size() + 1), bytes);
}

std::string NearHits::line(const std::u32string& target) {
  std::u32string text = target;
  if (dice_.one_in(4)) text = alphabet_.changed(dice_, text);
  if (dice_.one_in(4)) text = between_words(text);
  if (dice_.one_in(12)) text = among_its_words(text);
  if (dice_.one_in(24)) text = stretched(text);
  std::string line = dice_.one_in(3) ? utf8(text) : spellings_.respell(dice_, text, dice_.between(1, 6));
  if (dice_.one_in(4)) line = std::string(dice_.pick(kEdges)) + line;
  if (dice_.one_in(4)) line += dice_.pick(kEdges);
  if (dice_.one_in(10)) disturb(line, dice_.pick(kDisturbances));
  if (dice_.one_in(40) && !line.empty()) line.erase(dice_.below(line.size()), 1);  // may split a character
  const std::string glue = dice_.one_in(3) ? "" : " ";
  if (dice_.one_in(24)) line = filler() + glue + line;
  if (dice_.one_in(24)) line += glue + filler();
  // What folds bytes carelessly takes @ for ` and [ for {.
  if (dice_.one_in(24) && !line.empty()) line[dice_.below(line.size())] ^= static_cast<char>(1U << dice_.below(8));
  std::ranges::replace(line, '\n', ' ');
  return line + std::string(dice_.pick(kLineEnds));
}

std::string NearHits::empty_line() {
  return std::string(dice_.pick(kEmpty)) + std::string(dice_.pick(kLineEnds));
}

}  // namespace pith::oracle
