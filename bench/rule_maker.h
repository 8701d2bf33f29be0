// Rules in a realistic mix, each as a statement of pith's language, as a plain regex, and as a maker of lines that it
// takes.
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "language.h"
#include "phrase.h"
#include "random.h"

namespace pith::bench {

enum class RuleKind { is, starts, ends, has, like };

// The shapes of `like` rules.
enum class LikeKind { count, credit, date, page, section };

struct MadeRule {
  RuleKind kind = RuleKind::is;
  LikeKind like = LikeKind::count;
  std::size_t language = 0;
  std::vector<Phrase> phrases;  // the alternatives; for `like` the parts that the shape names
};

class RuleMaker {
 public:
  explicit RuleMaker(std::uint64_t seed);

  const Language& language(std::size_t index) const { return languages_[index]; }
  const MadeRule& rule(std::size_t index) const { return rules_[index]; }

  // Makes sure that there are rules under `count`. The first rules are the same, whatever comes behind them.
  void make(std::size_t count);

  std::string statement(const MadeRule& rule) const;
  std::string pattern(const MadeRule& rule) const;

  // A line that the rule takes, without its end.
  std::string hit(const MadeRule& rule, bool typographic, Random& random) const;

  // So many words of a language, in lower case, that no rule takes.
  std::string words(std::size_t language, std::size_t count, Random& random) const;

  // Texts must not hold the two words next to each other, nor be one of the lines (lower case, words joined as the
  // language joins them): some rule would take them.
  bool is_reserved_pair(std::size_t language, WordIndex first, WordIndex second) const;
  bool is_reserved_line(const std::string& lower) const { return lines_.contains(lower); }

 private:
  MadeRule make_rule();
  Phrase is_phrase(const Language& language);
  Phrase starts_phrase(const Language& language);
  Phrase ends_phrase(const Language& language);
  Phrase has_phrase(std::size_t language);
  void make_like(MadeRule& rule);
  std::string like_source(const MadeRule& rule, bool for_pith) const;
  std::string like_hit(const MadeRule& rule, Random& random) const;

  Random random_;
  std::vector<Language> languages_;
  std::vector<MadeRule> rules_;
  std::unordered_set<std::uint64_t> pairs_;
  std::unordered_set<std::string> lines_;
  std::unordered_set<std::string> statements_;
};

}  // namespace pith::bench
