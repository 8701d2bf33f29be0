#include "phrase.h"

namespace pith::bench {
namespace {

enum class Case { written, lower, upper, titles };

Case random_case(Random& random) {
  const std::size_t percent = random.below(100);
  if (percent < 75) return Case::written;
  if (percent < 85) return Case::lower;
  return percent < 95 ? Case::upper : Case::titles;
}

std::string_view cased(const Word& word, Case how, bool first) {
  switch (how) {
    case Case::written:
      return first ? word.title : word.lower;
    case Case::lower:
      return word.lower;
    case Case::upper:
      return word.upper;
    case Case::titles:
      return word.title;
  }
  return {};
}

// What stands for the signs of a phrase.
struct Signs {
  std::string_view opening;
  std::string_view closing;
  std::string_view apostrophe;
  std::string_view dash;
  std::string_view space;
};

std::string written(const Phrase& phrase, const Language& language, Case how, const Signs& signs, bool escape) {
  std::string out;
  bool first = true;
  bool open = true;
  for (const Piece& piece : phrase) {
    switch (piece.kind) {
      case Piece::Kind::word:
        out += cased(language.word(piece.word), how, first);
        first = false;
        break;
      case Piece::Kind::text:
        out += escape ? escaped(piece.text) : piece.text;
        break;
      case Piece::Kind::quote:
        out += open ? signs.opening : signs.closing;
        open = !open;
        break;
      case Piece::Kind::apostrophe:
        out += signs.apostrophe;
        break;
      case Piece::Kind::dash:
        out += signs.dash;
        break;
      case Piece::Kind::space:
        out += signs.space;
        break;
    }
  }
  return out;
}

}  // namespace

Piece word_piece(WordIndex word) {
  return {Piece::Kind::word, word, {}};
}

Piece text_piece(std::string_view text) {
  return {Piece::Kind::text, 0, std::string(text)};
}

void append_word(Phrase& phrase, const Language& language, WordIndex word) {
  if (!phrase.empty() && !language.punctuation().space.empty()) {
    phrase.push_back(text_piece(language.punctuation().space));
  }
  phrase.push_back(word_piece(word));
}

std::string escaped(std::string_view text) {
  constexpr std::string_view kSpecial = R"(\^$.|?*+()[]{})";
  std::string out;
  for (const char c : text) {
    if (kSpecial.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string plain_text(const Phrase& phrase, const Language& language) {
  return written(phrase, language, Case::written, {"\"", "\"", "'", "-", " "}, false);
}

std::string pattern_of(const Phrase& phrase, const Language& language) {
  return written(phrase, language, Case::written, {"[\"“”„«»]", "[\"“”„«»]", "['’]", "[-–—]", "[ \u00A0]"}, true);
}

std::string printed(const Phrase& phrase, const Language& language, bool typographic, Random& random) {
  const Case how = random_case(random);
  return typographic ? written(phrase, language, how, {"“", "”", "’", "–", "\u00A0"}, false)
                     : written(phrase, language, how, {"\"", "\"", "'", "-", " "}, false);
}

}  // namespace pith::bench
