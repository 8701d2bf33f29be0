#include "oracle/random_statements.h"

#include <array>

namespace pith::oracle {
namespace {

using namespace std::string_view_literals;

constexpr std::array kRegexes = {R"(/read (more|less)/i)"sv,
                                 R"(/\d+/)"sv,
                                 R"(/^.{1,12}$/)"sv,
                                 R"(/\bчит\pL+/i)"sv,
                                 R"(/[aæ]+/)"sv,
                                 R"(/.*/)"sv,
                                 R"(/x*/)"sv,
                                 R"(/\S+$/)"sv,
                                 R"(/[一-龥]{2}/)"sv,
                                 R"(/,?\s*$/)"sv,
                                 R"(/^[-»*•]\s*/)"sv,
                                 R"(/\s+/)"sv,
                                 R"(/stra(ß|ss)e/i)"sv,
                                 R"(/^$/)"sv,
                                 R"(/word|menu/)"sv,
                                 R"(/menu|share/i)"sv,
                                 R"(/\[\w+\]/)"sv,
                                 R"(/[.!?]/)"sv,
                                 R"(/(?i)σχολιοσ/)"sv,
                                 R"(/\bx\b/i)"sv,
                                 R"(/å|å/)"sv,
                                 R"(/\x{AD}|\x{200B}/)"sv,
                                 R"(/a\/b|[\/]/)"sv,
                                 R"(/^\W|\W$/)"sv,
                                 R"(/[^\x00-\x7F]+/)"sv,
                                 R"(/\x00/)"sv,
                                 R"(/\{\{?\w+\}?\}/)"sv,
                                 R"(/{?share}/i)"sv,
                                 R"(/©\s*(20\d\d|pith)/i)"sv,
                                 R"(/^[•·‣]?\s?punkt/i)"sv,
                                 R"(/^(?:next|->) ?(→|next)?$/i)"sv,
                                 R"(/gru(ß|ss)$/i)"sv,
                                 R"(/\x{F900}|豈/)"sv,
                                 R"(/\p{Han}{2,}/)"sv,
                                 R"(/^\p{Thai}+$/)"sv,
                                 R"(/cafe\x{301}?/i)"sv,
                                 R"(/(?i)подпишись!?/)"sv,
                                 R"(/ΤΕΛΟΣ|τελο[σς]/i)"sv,
                                 R"(/o[fﬃ]+i?ce/i)"sv,
                                 R"(/\pN{4}/)"sv,
                                 R"(/❤.?/)"sv,
                                 R"(/(menu|share|read more)( \W|$)/i)"sv,
                                 R"(/^read more.*$/i)"sv};

// Each has two groups or more.
constexpr std::array kGrouped = {R"(/(\w+) (\w+)/)"sv,        R"(/(a)|(b)/)"sv,
                                 R"(/(x?)(\d)/)"sv,           R"(/(\pL)(\pL)$/)"sv,
                                 R"(/(^| )(menu|share)/i)"sv, R"(/((read)|(less)) more/i)"sv};

constexpr std::array kReplacements = {""sv,     " "sv,         "x"sv,     "Menu"sv,   "…"sv,
                                      "更多"sv, "menu menu"sv, R"(\\)"sv, "\u00AD"sv, "[gallery]"sv};
constexpr std::array kGroupReplacements = {R"(\1)"sv, R"(\2 \1)"sv, R"(\1\\1)"sv, R"(<\2>)"sv, R"(\1\2)"sv};

constexpr std::array kShortcodes = {"gallery"sv, "vc_*"sv,   "caption"sv, "x"sv,  "*"sv,
                                    "*a*"sv,     "VC_ROW"sv, "vc_"sv,     "c*n"sv};

constexpr std::array kDays = {"2020-01-01"sv, "2025-06-30"sv, "2026-02-28"sv, "2026-03-01"sv};

std::string quoted(std::string_view phrase) {
  std::string out = "\"";
  for (const char c : phrase) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string number(WordDice& dice, std::size_t least, std::size_t most) {
  return std::to_string(dice.between(least, most));
}

std::string random_counts(WordDice& dice) {
  std::string out;
  do {
    const bool words = dice.one_in(2);
    const bool at_most = !dice.one_in(3);
    out += words ? " words " : " chars ";
    out += at_most ? "<= " : ">= ";
    out += words ? number(dice, at_most ? 1 : 0, 6) : number(dice, 2, 24);
  } while (dice.one_in(5));
  return out;
}

std::string random_phrases(WordDice& dice) {
  constexpr std::array kWords = {"is"sv, "starts"sv, "ends"sv, "has"sv, "has"sv};
  std::string out(dice.pick(kWords));
  const bool signs_will_do = out == "has";
  if (dice.one_in(6)) out += " exact";
  out += " " + quoted(dice.rule_phrase(signs_will_do));
  while (dice.one_in(3)) out += " | " + quoted(dice.rule_phrase(signs_will_do));
  return out;
}

// A phrase of this world as a regex, perhaps anchored or with a piece of another kind behind it.
std::string phrase_regex(WordDice& dice) {
  constexpr std::string_view kOperators = R"(\.+*?()[]{}|^$/)";
  constexpr std::array kTails = {""sv,   ""sv,          "$"sv,   ".*"sv, R"(\b)"sv,
                                 "s?"sv, R"(\s+\S+)"sv, "{2}"sv, " {"sv, "(:|!)?"sv};
  std::string out = dice.one_in(3) ? "/^" : "/";
  for (const char c : dice.phrase()) {
    if (kOperators.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out + std::string(dice.pick(kTails)) + (dice.one_in(2) ? "/i" : "/");
}

std::string random_regex(WordDice& dice) {
  return dice.one_in(3) ? phrase_regex(dice) : std::string(dice.pick(kRegexes));
}

std::string random_regexes(WordDice& dice) {
  std::string out = "like " + random_regex(dice);
  while (dice.one_in(4)) out += " | " + (dice.one_in(2) ? random_regex(dice) : std::string(dice.pick(kGrouped)));
  return out;
}

std::string random_shape(WordDice& dice) {
  constexpr std::array kShapes = {"prose"sv, "sentence"sv, "caps"sv, "date"sv, "digits"sv, "number"sv, "address"sv};
  constexpr std::array kRepeated = {"above"sv, "below"sv, "title"sv};
  if (dice.one_in(2)) return std::string(dice.pick(kShapes));
  std::string out = "repeats " + std::string(dice.pick(kRepeated));
  while (dice.one_in(3)) out += " | " + std::string(dice.pick(kRepeated));
  return out;
}

std::string random_excludes(WordDice& dice) {
  std::string out;
  while (dice.one_in(6)) {
    const std::size_t kind = dice.below(3);
    out += " but not ";
    out += kind == 0 ? random_regexes(dice) : kind == 1 ? random_shape(dice) : random_phrases(dice);
    if (dice.one_in(4)) out += random_counts(dice);
  }
  return out;
}

// A matcher that names a part of a line.
std::string random_text_matcher(WordDice& dice) {
  std::string out = dice.one_in(4) ? random_regexes(dice) : random_phrases(dice);
  if (dice.one_in(6)) out += random_counts(dice);
  return out + random_excludes(dice);
}

std::string random_matcher(WordDice& dice) {
  if (dice.one_in(12)) return "any" + random_excludes(dice);
  if (dice.one_in(6)) return random_shape(dice) + (dice.one_in(4) ? random_counts(dice) : "") + random_excludes(dice);
  if (dice.one_in(8)) return random_counts(dice).substr(1) + random_excludes(dice);
  return random_text_matcher(dice);
}

std::string random_run(WordDice& dice) {
  return "run of " + (dice.one_in(10) ? number(dice, 6, 20) : number(dice, 2, 4)) + "+ lines " + random_matcher(dice);
}

std::string random_lines(WordDice& dice) {
  return dice.one_in(5) ? random_run(dice) : "line " + random_matcher(dice);
}

std::string random_place(WordDice& dice) {
  constexpr std::array kNeighbours = {"above "sv,          "below "sv,  "directly above "sv,
                                      "directly below "sv, "before "sv, "after "sv};
  switch (dice.below(6)) {
    case 0:
      return "top " + number(dice, 0, 5) + " lines";
    case 1:
      return "bottom " + number(dice, 0, 5) + " lines";
    case 2:
      return (dice.one_in(2) ? "top " : "bottom ") + number(dice, 1, 100) + "%";
    case 3:
      return "alone";
    default:
      return std::string(dice.pick(kNeighbours)) + random_lines(dice);
  }
}

std::string random_conditions(WordDice& dice) {
  std::string out;
  while (dice.one_in(3)) out += (dice.one_in(3) ? " not " : " ") + random_place(dice);
  return out;
}

std::string random_region(WordDice& dice) {
  const bool from_start = dice.one_in(4);
  std::string out = from_start ? "cut from start" : "cut from " + random_lines(dice);
  const std::size_t kind = dice.below(from_start ? 2 : 6);
  if (kind < 2) {
    out += kind == 0 ? " to " + random_lines(dice) : " through line " + random_matcher(dice);
    if (dice.one_in(4)) out += " or end";
  }
  if (kind == 2) out += " to end";
  if (kind == 3) out += " to blank";
  if (kind == 4) out += " to prose";
  if (kind == 5) out += " for " + number(dice, 1, 4) + " lines";
  return out;
}

std::string random_replace(WordDice& dice) {
  if (dice.one_in(2)) {
    return "replace text " + random_text_matcher(dice) + " with " + quoted(dice.pick(kReplacements));
  }
  return "replace text like " + std::string(dice.pick(kGrouped)) + " with " + quoted(dice.pick(kGroupReplacements));
}

std::string random_shortcode(WordDice& dice) {
  std::string out = "cut shortcode " + std::string(dice.pick(kShortcodes));
  while (dice.one_in(3)) out += " | " + std::string(dice.pick(kShortcodes));
  return out + (dice.one_in(2) ? " with text" : "");
}

std::string random_statement(WordDice& dice) {
  switch (dice.below(8)) {
    case 0:
    case 1:
      return "cut " + random_lines(dice);
    case 2:
    case 3:
      return random_region(dice);
    case 4:
      return "cut text " + random_text_matcher(dice);
    case 5:
      return random_shortcode(dice);
    case 6:
      return random_replace(dice);
    default:
      return "keep " + random_lines(dice);
  }
}

std::string random_limit(WordDice& dice) {
  switch (dice.below(8)) {
    case 0:
      return "  limit " + number(dice, 1, 5) + " lines\n";
    case 1:
      return "  limit " + number(dice, 1, 99) + "%\n";
    case 2:
      return "  limit " + number(dice, 1, 5) + " lines, " + number(dice, 10, 100) + "%\n";
    case 3:
      return "";
    default:
      return "  limit none\n  why any share will do\n";
  }
}

}  // namespace

std::string random_known_lines(WordDice& dice) {
  return (dice.one_in(4) ? random_run(dice) : random_matcher(dice)) + random_conditions(dice);
}

std::string random_risk(WordDice& dice) {
  constexpr std::array kRisks = {"none"sv, "some"sv, "high"sv};
  return "risk " + std::string(dice.pick(kRisks)) + "\n";
}

std::string random_rule(WordDice& dice, std::string_view id) {
  std::string out = random_statement(dice) + random_conditions(dice) + "\n" + random_limit(dice);
  if (!id.empty()) out += "  id " + std::string(id) + "\n";
  if (dice.one_in(10)) out += "  since " + std::string(dice.pick(kDays)) + "\n";
  if (dice.one_in(10)) out += "  until " + std::string(dice.pick(kDays)) + "\n";
  if (dice.one_in(16)) out += "  report-only\n";
  if (dice.one_in(8)) out += "  " + random_risk(dice);
  return out;
}

}  // namespace pith::oracle
