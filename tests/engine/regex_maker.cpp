#include "engine/regex_maker.h"

#include <unicode/uniset.h>

#include <cstdio>
#include <string_view>

#include "engine/spellings.h"

namespace pith::oracle {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kSamples = 3;

// A part of a regex and what it may find.
struct Part {
  std::string source;
  std::array<std::u32string, kSamples> found;

  void add(const Part& next) {
    source += next.source;
    for (std::size_t i = 0; i < kSamples; ++i) found[i] += next.found[i];
  }
};

// A part that is written and found as it stands here.
struct Known {
  std::string_view source;
  std::u32string_view found;
};

constexpr std::array kKnown = {
    Known{R"(\b)", U""},    Known{".", U"z"},          Known{R"(\s)", U" "},        Known{R"(\d)", U"7"},
    Known{R"(\w)", U"q"},   Known{"$", U""},           Known{R"(\pL)", U"é"},       Known{"{", U"{"},
    Known{":", U":"},       Known{R"(\.)", U"."},      Known{"{x|y}", U"{x"},       Known{"x{,3}", U"x{,3}"},
    Known{R"(\B)", U""},    Known{R"(\S+)", U"zq"},    Known{".*", U" z "},         Known{R"(\s*)", U"  "},
    Known{"[^a]", U"b"},    Known{R"(\W)", U"»"},      Known{R"(\p{Lu})", U"Ж"},    Known{"[[:alpha:]]", U"w"},
    Known{"[a-z]+", U"ab"}, Known{R"([\d.]+)", U"1."}, Known{R"(\p{Greek})", U"ς"}, Known{"(?:)", U""},
    Known{"(?i)", U""},     Known{".{0,3}", U"zz"},    Known{R"(\x{DF})", U"ß"},    Known{"[]x]", U"]"},
    Known{R"([\d])", U"7"}, Known{R"([\s-])", U" "},   Known{R"([^\d])", U"»"},     Known{R"(\pN)", U"²"},
    Known{"[a-c]", U"b"}};

std::string quoted(char32_t c) {
  if (c < 0x80 && "\\.+*?()[]{}|^$/"sv.find(static_cast<char>(c)) != std::string_view::npos)
    return std::string("\\") + static_cast<char>(c);
  return utf8({&c, 1});
}

std::string quoted_in_class(char32_t c) {
  return (c < 0x80 && "[]^-\\/"sv.find(static_cast<char>(c)) != std::string_view::npos ? "\\" : "") + utf8({&c, 1});
}

char32_t in_some_case(Dice& dice, char32_t c) {
  const auto point = static_cast<UChar32>(c);
  icu::UnicodeSet set(point, point);
  set.closeOver(USET_CASE_INSENSITIVE);
  std::u32string singles(1, c);
  for (std::int32_t i = 0; i < set.size(); ++i) {
    const UChar32 other = set.charAt(i);
    if (other >= 0) singles += static_cast<char32_t>(other);
  }
  return dice.pick(singles);
}

class Maker {
 public:
  Maker(Dice& dice, const Alphabet& alphabet, bool any_case) : dice_(dice), alphabet_(alphabet), any_case_(any_case) {}

  Part alternative() {
    Part part = dice_.one_in(3) ? heading() : sequence(kDeepest);
    if (!dice_.one_in(8)) return part;
    part.source += "$";
    return part;
  }

 private:
  static constexpr int kDeepest = 2;

  // Whole words, of which some may be missing.
  Part heading() {
    Part part;
    for (std::size_t words = dice_.between(1, 3); words > 0; --words) {
      if (dice_.one_in(3)) part.add(item(kDeepest));
      part.add(literal(alphabet_.word(dice_)));
      if (dice_.one_in(4)) part.add(repeated(alphabet_.letter(dice_)));
      if (words > 1 || dice_.one_in(2)) part.add(literal(gap(dice_)));
    }
    return part;
  }

  Part sequence(int depth) {
    Part part;
    const std::size_t items = dice_.between(1, 4);
    for (std::size_t i = 0; i < items; ++i) part.add(item(depth));
    return part;
  }

  Part item(int depth) {
    switch (dice_.below(depth > 0 ? 13 : 9)) {
      case 0:
      case 1:
      case 2:
      case 3:
        return literal(alphabet_.word(dice_));
      case 4:
        return literal(alphabet_.word(dice_) + U" ");
      case 5:
        return one_of_some();
      case 6:
        return known(dice_.pick(kKnown));
      case 7:
        return repeated(alphabet_.letter(dice_));
      case 8:
        return literal({dice_.one_in(2) ? alphabet_.letter(dice_) : odd_character(dice_)});
      case 9:
        return bracketed("(?:", sequence(depth - 1));
      case 10:
        return bracketed(any_case_ ? "(?i:" : "(", sequence(depth - 1));
      case 11:
        return maybe(bracketed("(", sequence(depth - 1)));
      default:
        return either(sequence(depth - 1), sequence(depth - 1));
    }
  }

  std::u32string as_found(std::u32string_view written) {
    std::u32string out(written);
    if (!any_case_ || dice_.one_in(3)) return out;
    for (char32_t& c : out) c = in_some_case(dice_, c);
    return out;
  }

  Part literal(const std::u32string& text) {
    Part part;
    for (const char32_t c : text) part.source += quoted(c);
    for (std::u32string& found : part.found) found = as_found(text);
    return part;
  }

  Part one_of_some() {
    std::u32string letters;
    Part part{"[", {}};
    for (std::size_t n = dice_.between(1, 5); n > 0; --n) {
      letters += alphabet_.letter(dice_);
      part.source += quoted_in_class(letters.back());
    }
    part.source += "]";
    for (std::u32string& found : part.found) found = as_found({&dice_.pick(letters), 1});
    return part;
  }

  static Part known(const Known& what) {
    Part part{std::string(what.source), {}};
    part.found.fill(std::u32string(what.found));
    return part;
  }

  Part repeated(char32_t c) {
    struct Repeat {
      std::string_view sign;
      std::size_t least;
      std::size_t most;
    };
    constexpr std::array kRepeats = {Repeat{"?", 0, 1},     Repeat{"*", 0, 3},     Repeat{"+", 1, 3},
                                     Repeat{"{1,2}", 1, 2}, Repeat{"{0,1}", 0, 1}, Repeat{"??", 0, 1},
                                     Repeat{"{2}", 2, 2},   Repeat{"{2,}", 2, 4},  Repeat{"{0}", 0, 0}};
    const Repeat& repeat = dice_.pick(kRepeats);
    Part part{quoted(c) + std::string(repeat.sign), {}};
    for (std::u32string& found : part.found)
      found = as_found(std::u32string(dice_.between(repeat.least, repeat.most), c));
    return part;
  }

  static Part bracketed(std::string_view open, Part part) {
    part.source = std::string(open) + part.source + ")";
    return part;
  }

  Part maybe(Part part) {
    part.source += "?";
    for (std::u32string& found : part.found) {
      if (dice_.one_in(2)) found.clear();
    }
    return part;
  }

  Part either(const Part& a, const Part& b) {
    Part part{"(" + a.source + "|" + b.source + ")", {}};
    for (std::size_t i = 0; i < kSamples; ++i) part.found[i] = dice_.one_in(2) ? a.found[i] : b.found[i];
    return part;
  }

  Dice& dice_;
  const Alphabet& alphabet_;
  bool any_case_;
};

}  // namespace

MadeRegex random_regex(Dice& dice, const Alphabet& alphabet) {
  const bool any_case = dice.one_in(2);
  const bool by_flag = any_case && dice.one_in(4);
  const std::string_view anchor = dice.one_in(2) ? "^" : "";
  Maker maker(dice, alphabet, any_case);
  Part all;
  for (bool first = true; first || dice.one_in(3); first = false) {
    Part part = maker.alternative();
    part.source = std::string(dice.one_in(16) ? "" : anchor) + part.source;
    for (std::size_t i = 0; i < kSamples; ++i) {
      if (first || dice.one_in(2)) all.found[i] = part.found[i];
    }
    all.source += (first ? "" : "|") + part.source;
  }
  return {(by_flag ? "(?i)" : "") + all.source, any_case && !by_flag, all.found};
}

}  // namespace pith::oracle
