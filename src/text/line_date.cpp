// is_date_line(): a line's match form is cut into words, numbers and signs; every one must be of those that dates have,
// and something must show that they say a day or a time.
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "text/date_words.h"
#include "text/line_shape.h"
#include "text/match_form.h"
#include "text/plain.h"
#include "text/unicode.h"

namespace pith {
namespace {

using Kind = DateToken::Kind;

constexpr std::size_t kMostCodePoints = 60;
constexpr std::size_t kMostTokens = 12;  // numbers and words
constexpr std::size_t kMostDigits = 4;

// Numbers with signs between them that belong together.
struct Figure {
  static constexpr std::size_t kMostGroups = 3;

  struct Group {
    std::uint32_t value = 0;
    std::size_t digits = 0;

    bool is_between(std::uint32_t first, std::uint32_t last) const { return value >= first && value <= last; }
    bool is_short() const { return digits <= 2; }
    bool is_year() const { return digits == kMostDigits && is_between(1000, 2999); }
  };

  std::array<Group, kMostGroups> groups;
  std::size_t count = 0;  // may be more than are kept
  char sign = '\0';       // between all of them; another one between some: '?'

  bool is_time() const {
    if (sign != ':' || count < 2 || count > kMostGroups || !groups[0].is_short() || groups[0].value > 24) return false;
    return std::ranges::all_of(std::span(groups).subspan(1, count - 1),
                               [](const Group& group) { return group.digits == 2 && group.value < 60; });
  }

  bool is_day() const {
    if (sign == '/' && count == 2) return groups[0].is_short() && groups[0].is_between(1, 12) && groups[1].is_year();
    if ((sign != '.' && sign != '/' && sign != '-') || count != 3 || !groups[1].is_short()) return false;
    const bool year_first = groups[0].digits == kMostDigits;
    const Group& day = year_first ? groups[2] : groups[0];
    const Group& year = year_first ? groups[0] : groups[2];
    if (!day.is_short() || !(year.is_year() || (year.digits == 2 && !year_first))) return false;
    return day.is_between(1, 31) && groups[1].is_between(1, 31) && std::min(day.value, groups[1].value) <= 12;
  }

  // Beside the name of a month.
  bool may_be_day_or_year() const {
    return (groups[0].is_short() && groups[0].is_between(1, 31)) || groups[0].digits == kMostDigits;
  }
};

std::uint32_t value_of(std::string_view digits) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < digits.size();) {
    const Decoded d = decode(digits, i);
    value = value * 10 + static_cast<std::uint32_t>(u_charDigitValue(static_cast<UChar32>(d.code_point)));
    i += d.size;
  }
  return value;
}

// Below these, letters are of an alphabet, and one or two of them are no word.
constexpr char32_t kFirstBeyondAlphabets = 0x0590;

bool has_letters(std::string_view word, std::uint32_t letters) {
  if (decode(word, 0).code_point >= kFirstBeyondAlphabets) return true;
  const auto joints =
      static_cast<std::uint32_t>(std::ranges::count_if(word, [](char c) { return c == '.' || c == '\''; }));
  return count_code_points(word) - joints >= letters;
}

bool is_ending(std::string_view word) {
  using namespace std::string_view_literals;
  constexpr std::array kEndings = {"st"sv, "nd"sv, "rd"sv, "th"sv, "er"sv, "re"sv, "e"sv, "o"sv, "a"sv};
  return std::ranges::find(kEndings, word) != kEndings.end();
}

// Of a match form.
bool is_date_sign(char32_t c) {
  constexpr std::u32string_view kSigns = U" .,;:/-|()[]'+@~·•∙・،、׳״॰၊፡፣";
  return kSigns.find(c) != std::u32string_view::npos;
}

// Reads one form.
class DateReader {
 public:
  explicit DateReader(std::string_view form) : form_(form) {}

  bool is_date() {
    while (at_ < form_.size()) {
      const DateToken token = date_token_at(form_, at_);
      if (token.kind != Kind::sign && ++tokens_ > kMostTokens) return false;
      if (!take(token)) return false;
    }
    return shown_ || (named_ && day_or_year_) || (short_unit_ && ago_);
  }

 private:
  // What a number or word may complete.
  enum class Before : std::uint8_t { other, number, short_number, unit, hour };

  // Takes the token that is next; false when no date has it.
  bool take(const DateToken& token) {
    switch (token.kind) {
      case Kind::number:
        return take_figure();
      case Kind::word:
        return take_word(token.text);
      case Kind::spaceless:
        return take_run(token.text);
      case Kind::sign:
        return take_sign(token.text);
    }
    return false;
  }

  bool take_sign(std::string_view sign) {
    at_ += sign.size();
    if (sign != " " && sign != ".") before_ = Before::other;
    touches_number_ = false;
    return is_date_sign(decode(sign, 0).code_point);
  }

  bool take_figure() {
    Figure figure;
    for (;;) {
      const std::string_view number = date_token_at(form_, at_).text;
      const std::size_t digits = count_code_points(number);
      if (digits > kMostDigits) return false;
      if (figure.count < figure.groups.size()) figure.groups[figure.count] = {value_of(number), digits};
      ++figure.count;
      at_ += number.size();
      const std::size_t next = behind_figure_sign(figure.count < figure.groups.size());
      if (next == at_) break;
      figure.sign = figure.count == 1 || figure.sign == form_[at_] ? form_[at_] : '?';
      at_ = next;
    }
    shown_ |= figure.is_time() || figure.is_day() || before_ == Before::unit || before_ == Before::hour;
    day_or_year_ |= figure.may_be_day_or_year();
    before_ = figure.count == 1 && figure.groups[0].is_short() ? Before::short_number : Before::number;
    touches_number_ = true;
    return true;
  }

  // Where the next number of a figure begins, or where this one ends. Behind the year of "5. 1. 2025. 10:30" comes a
  // time.
  std::size_t behind_figure_sign(bool may_have_space) const {
    constexpr std::string_view kSigns = "./:-";
    if (at_ >= form_.size() || kSigns.find(form_[at_]) == std::string_view::npos) return at_;
    std::size_t next = at_ + 1;
    if (may_have_space && form_[at_] == '.' && next < form_.size() && form_[next] == ' ') ++next;
    return next < form_.size() && date_token_at(form_, next).kind == Kind::number ? next : at_;
  }

  bool take_word(std::string_view word) {
    at_ += word.size();
    const DateWord what = find_date_word(hash_date_word(word));
    if (what != kNoDateWord) {
      understand(word, what);
    } else if (!touches_number_ || before_ != Before::short_number || !is_ending(word)) {
      return false;
    }
    touches_number_ = false;
    return true;
  }

  // Takes the longest word that a run begins with, then the next one.
  bool take_run(std::string_view run) {
    constexpr std::size_t kLongest = 24;  // characters
    while (!run.empty()) {
      std::uint64_t hash = hash_date_word("");
      std::string_view longest;
      DateWord what = kNoDateWord;
      std::size_t end = 0;
      for (std::size_t k = 0; k < kLongest && end < run.size(); ++k) {
        const std::size_t size = decode(run, end).size;
        hash = hash_date_word(run.substr(end, size), hash);
        end += size;
        const DateWord found = find_date_word(hash);
        if (found == kNoDateWord) continue;
        longest = run.substr(0, end);
        what = found;
      }
      if (what == kNoDateWord) return false;
      understand(longest, what);
      at_ += longest.size();
      run.remove_prefix(longest.size());
    }
    touches_number_ = false;
    return true;
  }

  void understand(std::string_view word, DateWord what) {
    const auto says = [&](DateWord one) { return (what & one) != 0; };
    const bool is_word = has_letters(word, 2);
    const bool behind_number = before_ == Before::number || before_ == Before::short_number;
    before_ = Before::other;
    named_ |= (says(kMonth) || says(kWeekday) || says(kRelativeDay)) && has_letters(word, 3);
    ago_ |= says(kAgo) && is_word;
    if (behind_number) {
      shown_ |= (says(kUnit) || says(kTimeOfDay)) && is_word;
      short_unit_ |= says(kUnit);
      if (word == "h") before_ = Before::hour;
    }
    // "오후 3", but not "pm 3".
    const bool beyond_alphabets = has_letters(word, ~std::uint32_t{0});
    if ((says(kUnitBefore) && is_word) || (says(kTimeOfDay) && beyond_alphabets)) before_ = Before::unit;
  }

  std::string_view form_;
  std::size_t at_ = 0;
  std::size_t tokens_ = 0;
  Before before_ = Before::other;
  bool touches_number_ = false;  // nothing stands between the last number and this

  // What speaks for a date.
  bool shown_ = false;
  bool named_ = false;        // a month, a weekday, "yesterday"
  bool day_or_year_ = false;  // a number that goes with it
  bool short_unit_ = false;   // "3h"
  bool ago_ = false;
};

// False when the line begins with a word that no date has, which most lines do; without its form.
bool may_begin_date(std::string_view line) {
  std::size_t i = 0;
  const auto is_ascii_sign = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x80 && (is_date_sign(byte) || is_white_space(byte));
  };
  while (i < line.size() && is_ascii_sign(line[i])) ++i;
  std::uint64_t hash = hash_date_word("");
  const std::size_t begin = i;
  while (i < line.size()) {
    const auto byte = static_cast<unsigned char>(line[i]);
    if (byte < 0x80) {
      if (byte == '.' || byte == '\'' || byte == '`' || (byte >= '0' && byte <= '9')) return true;
      if (!is_word(byte)) break;
      const char lower = static_cast<char>(byte | 0x20);
      hash = hash_date_word({&lower, 1}, hash);
      ++i;
      continue;
    }
    const PlainAt plain = plain_at(line, i);
    if (plain.entry <= static_cast<std::uint16_t>(PlainKind::small_i)) return true;
    if (u_isdigit(static_cast<UChar32>(plain.entry)) != 0) return true;
    hash = hash_date_word(Encoded(plain.entry).text(), hash);
    i += plain.size;
  }
  return i > begin && find_date_word(hash) != kNoDateWord;
}

}  // namespace

bool is_date_line(std::string_view line) {
  line = trim(line);
  if (line.size() > 4 * kMostCodePoints || !may_begin_date(line)) return false;
  if (count_code_points(line) > kMostCodePoints) return false;
  std::string form;
  build_match_form(line, form);
  return find_date_word(hash_date_word(form, kWholeLine)) != kNoDateWord || DateReader(form).is_date();
}

}  // namespace pith
