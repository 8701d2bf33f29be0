#include "engine/random_matchers.h"

#include <array>
#include <string_view>
#include <utility>

#include "engine/near_hits.h"
#include "engine/regex_maker.h"

namespace pith::oracle {
namespace {

using namespace std::string_view_literals;

// Makes one rule after the other.
class RuleMaker {
 public:
  RuleMaker(Dice& dice, const Alphabet& alphabet, Spellings& spellings)
      : dice_(dice), alphabet_(alphabet), spellings_(spellings) {}

  MatcherRule rule() {
    rule_ = {};
    rule_.statement = "cut line ";
    matcher();
    while (dice_.one_in(8)) {
      rule_.statement += " but not ";
      matcher();
    }
    said_.insert(said_.end(), rule_.targets.begin(), rule_.targets.end());
    return rule_;
  }

 private:
  void matcher() {
    if (dice_.one_in(40)) {
      rule_.statement += dice_.one_in(2) ? "any" : "words <= 3";
      return;
    }
    dice_.one_in(3) ? regexes() : phrases();
    if (!dice_.one_in(10)) return;
    constexpr std::array kCounts = {" words <= 2"sv, " words >= 2"sv, " chars <= 12"sv, " chars >= 9"sv};
    rule_.statement += dice_.pick(kCounts);
  }

  void phrases() {
    constexpr std::array kWords = {"is "sv, "starts "sv, "ends "sv, "has "sv};
    rule_.statement += dice_.pick(kWords);
    if (dice_.one_in(6)) rule_.statement += "exact ";
    phrase();
    while (dice_.one_in(5)) {
      rule_.statement += " | ";
      phrase();
    }
  }

  void phrase() {
    constexpr std::array kEdges = {U"- "sv, U"»"sv, U" …"sv, U":"sv, U"©"sv, U"("sv,      U"\u0301"sv,
                                   U"•"sv,  U"{"sv, U"?"sv,  U"→"sv, U"“"sv, U"\u00AD"sv, U" |"sv};
    std::u32string text = said_.empty() || !dice_.one_in(3) ? alphabet_.words(dice_) : like_another();
    if (dice_.one_in(12)) text = odd_character(dice_);
    if (dice_.one_in(30)) text = std::u32string(dice_.pick(kEdges)) + std::u32string(dice_.pick(kEdges));
    if (dice_.one_in(8)) text = std::u32string(dice_.pick(kEdges)) + text;
    if (dice_.one_in(8)) text += dice_.pick(kEdges);
    const std::string written = dice_.one_in(3) ? spellings_.respell(dice_, text, 6) : utf8(text);
    rule_.targets.push_back(text);
    rule_.statement += '"';
    for (const char c : written) rule_.statement += c == '"' ? "\"\"" : std::string(1, c);
    rule_.statement += '"';
  }

  // Something that was said already but for its beginning, its end or a character.
  std::u32string like_another() {
    std::u32string text = dice_.pick(said_);
    switch (dice_.below(5)) {
      case 0:
        return text + gap(dice_) + alphabet_.word(dice_);
      case 1:
        return alphabet_.word(dice_) + gap(dice_) + text;
      case 2:
        return text.substr(0, dice_.below(text.size() + 1)) + alphabet_.word(dice_);
      case 3:
        return alphabet_.word(dice_) + text.substr(dice_.below(text.size() + 1));
      default:
        return alphabet_.changed(dice_, std::move(text));
    }
  }

  void regexes() {
    rule_.statement += "like ";
    regex();
    while (dice_.one_in(6)) {
      rule_.statement += " | ";
      regex();
    }
  }

  void regex() {
    const MadeRegex made = random_regex(dice_, alphabet_);
    rule_.statement += "/" + made.source + (made.ignore_case ? "/i" : "/");
    rule_.targets.insert(rule_.targets.end(), made.samples.begin(), made.samples.end());
  }

  Dice& dice_;
  const Alphabet& alphabet_;
  Spellings& spellings_;
  MatcherRule rule_;
  std::vector<std::u32string> said_;  // by the rules before
};

}  // namespace

std::vector<MatcherRule> random_matcher_rules(Dice& dice, const Alphabet& alphabet, Spellings& spellings,
                                              std::size_t count) {
  RuleMaker maker(dice, alphabet, spellings);
  std::vector<MatcherRule> rules;
  while (rules.size() < count) rules.push_back(maker.rule());
  return rules;
}

std::vector<std::string> random_lines(Dice& dice, const Alphabet& alphabet, Spellings& spellings,
                                      const std::vector<MatcherRule>& rules, std::size_t count) {
  NearHits near_hits(dice, alphabet, spellings);
  std::vector<std::string> lines;
  while (lines.size() < count) {
    const std::vector<std::u32string>& targets = dice.pick(rules).targets;
    const bool empty = targets.empty() || dice.one_in(16);
    lines.push_back(empty ? near_hits.empty_line() : near_hits.line(dice.pick(targets)));
    if (dice.one_in(20)) lines.push_back(lines.back());
  }
  if (!lines.empty() && dice.one_in(2)) {
    // A last line without an end.
    std::string& last = lines.back();
    while (last.ends_with('\n') || last.ends_with('\r')) last.pop_back();
    if (last.empty()) lines.pop_back();
  }
  return lines;
}

}  // namespace pith::oracle
