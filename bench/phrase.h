// A made-up boilerplate phrase, and the three ways to write it: in a rule, as a regex, and as some page prints it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language.h"
#include "random.h"

namespace pith::bench {

struct Piece {
  enum class Kind { word, text, quote, apostrophe, dash, space };

  Kind kind = Kind::word;
  WordIndex word = 0;
  std::string text;  // of Kind::text: the same in all three
};

// The pieces in order. Words follow each other as the language joins them.
using Phrase = std::vector<Piece>;

Piece word_piece(WordIndex word);
Piece text_piece(std::string_view text);
// What stands between two words of the language.
void append_word(Phrase& phrase, const Language& language, WordIndex word);

// Quotes, dashes, apostrophes and spaces as they stand on a keyboard; the first word with a capital.
std::string plain_text(const Phrase& phrase, const Language& language);

// A regex for tools that know groups, classes and counts (RE2, ICU, ERE, Perl): every way to print the phrase, but for
// upper and lower case.
std::string pattern_of(const Phrase& phrase, const Language& language);
std::string escaped(std::string_view text);

// One way to print it: typographic signs when `typographic`, and now and then other case.
std::string printed(const Phrase& phrase, const Language& language, bool typographic, Random& random);

}  // namespace pith::bench
