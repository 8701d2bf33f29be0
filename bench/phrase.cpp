#include "phrase.h"

namespace pith::bench {
namespace {

constexpr std::string_view kOddSpace = "\u00A0";
constexpr std::string_view kAnyQuote = "[\"“”„«»]";
constexpr std::string_view kAnyApostrophe = "['’]";
constexpr std::string_view kAnyDash = "[-–—]";
constexpr std::string_view kAnySpace = "[ \u00A0]";

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

std::string plain_text(const Phrase& phrase, const Language& language) {
  std::string out;
  bool first = true;
  for (const Piece& piece : phrase) {
    switch (piece.kind) {
      case Piece::Kind::word:
        out += cased(language.word(piece.word), Case::written, first);
        first = false;
        break;
      case Piece::Kind::text:
        out += piece.text;
        break;
      case Piece::Kind::quote:
        out += '"';
        break;
      case Piece::Kind::apostrophe:
        out += '\'';
        break;
      case Piece::Kind::dash:
        out += '-';
        break;
      case Piece::Kind::space:
        out += ' ';
        break;
    }
  }
  return out;
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

std::string pattern_of(const Phrase& phrase, const Language& language) {
  std::string out;
  bool first = true;
  for (const Piece& piece : phrase) {
    switch (piece.kind) {
      case Piece::Kind::word:
        out += cased(language.word(piece.word), Case::written, first);
        first = false;
        break;
      case Piece::Kind::text:
        out += escaped(piece.text);
        break;
      case Piece::Kind::quote:
        out += kAnyQuote;
        break;
      case Piece::Kind::apostrophe:
        out += kAnyApostrophe;
        break;
      case Piece::Kind::dash:
        out += kAnyDash;
        break;
      case Piece::Kind::space:
        out += kAnySpace;
        break;
    }
  }
  return out;
}

std::string printed(const Phrase& phrase, const Language& language, bool typographic, Random& random) {
  const Case how = random_case(random);
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
        out += piece.text;
        break;
      case Piece::Kind::quote:
        out += !typographic ? "\"" : open ? "“" : "”";
        open = !open;
        break;
      case Piece::Kind::apostrophe:
        out += typographic ? "’" : "'";
        break;
      case Piece::Kind::dash:
        out += typographic ? "–" : "-";
        break;
      case Piece::Kind::space:
        out += typographic ? kOddSpace : " ";
        break;
    }
  }
  return out;
}

}  // namespace pith::bench
