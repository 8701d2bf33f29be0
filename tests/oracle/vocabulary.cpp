#include "oracle/vocabulary.h"

#include <array>

#include "oracle/pieces.h"
#include "oracle/words.h"
#include "text/match_form.h"

namespace pith::oracle {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

// Documents that have something in common from the first line to the last.
enum class Shape { mixed, windows, blank, invisible, same_lines, long_line };

Shape random_shape(Dice& dice) {
  switch (dice.below(60)) {
    case 0:
      return Shape::blank;
    case 1:
      return Shape::invisible;
    case 2:
    case 3:
      return Shape::same_lines;
    case 4:
      return Shape::long_line;
    default:
      return dice.one_in(6) ? Shape::windows : Shape::mixed;
  }
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

}  // namespace

WordDice::WordDice(std::uint64_t seed) : Dice(seed) {
  const std::size_t kinds = between(3, 16);
  for (std::size_t i = 0; i < kinds; ++i) kinds_.push_back(below(kSpellings.size()));
}

// The same in other cases, quotes, dashes and spaces.
std::string WordDice::rewritten(std::string phrase) {
  constexpr std::array kQuotes = {"'"sv, "’"sv, "‘"sv, "\""sv, "“"sv, "”"sv, "„"sv, "«"sv};
  constexpr std::array kDashes = {"-"sv, "–"sv, "—"sv, "‑"sv, "−"sv, "--"sv};
  constexpr std::array kSpaces = {"  "sv, "\u00A0"sv, "\t"sv, "\u3000"sv, " \u200B"sv, "\u2028"sv};
  switch (below(4)) {
    case 0:
      for (char& c : phrase) {
        const bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        if (letter && one_in(2)) c = static_cast<char>(c ^ 0x20);
      }
      break;
    case 1:
      replace_all(phrase, pick(kQuotes), pick(kQuotes));
      break;
    case 2:
      replace_all(phrase, one_in(2) ? "-" : "–", pick(kDashes));
      break;
    default:
      replace_all(phrase, " ", pick(kSpaces));
      break;
  }
  return phrase;
}

std::string WordDice::phrase() {
  const std::size_t kind = one_in(12) ? below(kSpellings.size()) : pick(kinds_);
  std::string phrase(pick(kSpellings[kind]));
  return one_in(8) ? rewritten(std::move(phrase)) : phrase;
}

std::string WordDice::rule_phrase(bool signs_will_do) {
  std::string written;
  if (one_in(8)) written += pick(kEdges);
  written += phrase();
  if (one_in(8)) written += std::string(pick(kGaps)) + phrase();
  if (one_in(8)) written += pick(kEdges);
  std::string form;
  const MatchForm edges = build_match_form(written, form);
  if (form.empty() || (edges.empty() && !signs_will_do)) written += " menu";
  said_.push_back(written);
  return written;
}

std::string WordDice::tag() {
  std::string tags(pick(kTags));
  while (one_in(3)) {
    if (one_in(2)) tags += phrase();
    tags += pick(kTags);
  }
  return tags;
}

std::string WordDice::prose() {
  std::string line;
  const std::size_t words = between(12, 19);
  for (std::size_t i = 0; i < words; ++i) {
    line += one_in(8) ? phrase() : std::string(pick(kProse));
    line += " ";
  }
  line.pop_back();
  line += pick(kProseEnds);
  return line;
}

std::string WordDice::words() {
  std::string line;
  if (!said_.empty() && one_in(6)) {
    line = pick(said_);
    if (one_in(2)) return line;
    const std::string gap(pick(kGaps));
    return one_in(2) ? line + gap + phrase() : phrase() + gap + line;
  }
  if (one_in(3)) line += pick(kEdges);
  const std::size_t words = between(1, 3);
  for (std::size_t i = 0; i < words; ++i) {
    if (i > 0) line += pick(kGaps);
    line += one_in(8) ? tag() : phrase();
  }
  if (one_in(3)) line += pick(kEdges);
  return line;
}

// Puts the bytes somewhere into the line, in between characters or not.
void WordDice::disturb(std::string& line, std::string_view bytes) {
  line.insert(below(line.size() + 1), bytes);
}

std::string WordDice::line(bool valid) {
  if (!one_in(3)) kind_of_line_ = below(16);
  std::string line;
  switch (kind_of_line_) {
    case 0:
    case 1:
    case 2:
      return std::string(pick(kBlanks));
    case 3:
    case 4:
    case 5:
      line = prose();
      break;
    case 6:
    case 7:
      line = tag();
      break;
    case 8:
      line = pick(kDates);
      break;
    case 9:
      line = pick(kFigures);
      break;
    case 10:
      line = pick(kAddresses);
      break;
    case 11:
      line = pick(kCapitals);
      break;
    default:
      line = words();
      break;
  }
  if (one_in(12)) line = std::string(pick(kOddBytes)) + line;
  // A long line; now and then a long word.
  if (one_in(60)) line = repeated(line, between(2, 24));
  if (valid) return line;
  if (one_in(12)) disturb(line, pick(kOddBytes));
  if (one_in(12)) disturb(line, pick(kBadBytes));
  return line;
}

// Now and then one of `lines` again, with white space at its edges or not; else a new one, which is added to them.
std::string WordDice::next_line(std::vector<std::string>& lines, bool valid) {
  if (!lines.empty() && one_in(8)) return one_in(3) ? " " + pick(lines) + "\t" : pick(lines);
  lines.push_back(line(valid));
  return lines.back();
}

std::string WordDice::title(std::string_view text) {
  const std::vector<std::string> lines = lines_of(text);
  std::string title = lines.empty() || one_in(4) ? words() : pick(lines);
  if (one_in(4)) title = rewritten(std::move(title));
  switch (below(6)) {
    case 0:
      return "";
    case 1:
    case 2:
      return title;
    case 3:
      return title + std::string(pick(kGaps)) + words();
    default:
      return title + std::string(pick(kSeparators)) + words();
  }
}

std::string WordDice::text(std::size_t most_lines, bool valid) {
  constexpr std::size_t kLong = 4096;  // more than a filter looks at once
  const Shape shape = random_shape(*this);
  const std::string same = shape == Shape::same_lines ? words() : "";
  std::size_t lines = below(most_lines + 1);
  if (shape == Shape::same_lines) lines = between(3, 24);
  const std::size_t long_line = shape == Shape::long_line && lines > 0 ? below(lines) : lines;
  std::string text;
  std::vector<std::string> said;
  for (std::size_t i = 0; i < lines; ++i) {
    switch (shape) {
      case Shape::blank:
        text += one_in(2) ? "" : pick(kBlanks);
        break;
      case Shape::invisible:
        text += one_in(2) ? "\u200B" : "\u2060\u00AD";
        break;
      case Shape::same_lines:
        text += one_in(10) ? next_line(said, valid) : same;
        break;
      case Shape::mixed:
      case Shape::windows:
      case Shape::long_line:
        text += next_line(said, valid);
        break;
    }
    if (i == long_line) {
      const std::string more = " " + words();
      text += repeated(more, kLong / more.size() + 1);
    }
    if (i + 1 < lines || one_in(2)) text += shape == Shape::windows ? "\r\n" : pick(kLineEnds);
  }
  return text;
}

}  // namespace pith::oracle
