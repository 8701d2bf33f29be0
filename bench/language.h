// Ten made-up languages: words from invented syllables in real scripts, with each script's punctuation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "random.h"

namespace pith::bench {

using WordIndex = std::uint32_t;

struct Word {
  std::string lower;
  std::string title;  // first letter upper case; equal to `lower` where there is no case
  std::string upper;  // equal to `title` where tools fold it in different ways
  bool edge = false;  // no other word ends with it, and none starts with it
};

// How sentences look.
struct Punctuation {
  std::string_view open_quote;
  std::string_view close_quote;
  std::string_view dash;  // with its spaces
  std::string_view space = " ";
  std::string_view comma = ", ";
  std::string_view stop = ".";
  std::string_view between_sentences = " ";
  std::string_view elision = {};  // a word that joins the next by an apostrophe; empty in most languages
  bool space_before_colon = false;
};

class Language {
 public:
  static constexpr std::size_t kCount = 10;
  static constexpr std::size_t kWords = 10000;
  static constexpr std::size_t kRuleWords = 5000;  // what rules are made of: the more frequent half

  // `index` under kCount.
  Language(std::size_t index, std::uint64_t seed);

  std::string_view name() const { return name_; }
  bool has_case() const { return has_case_; }
  const Punctuation& punctuation() const { return punctuation_; }
  const Word& word(WordIndex index) const { return words_[index]; }

  // The k-th word comes about 1/k as often as the first.
  WordIndex frequent_word(Random& random) const;
  // Of the words for rules, each as often; one with Word::edge.
  WordIndex rule_word(Random& random) const { return static_cast<WordIndex>(random.below(kRuleWords)); }
  WordIndex edge_word(Random& random) const;

 private:
  void make_words(Random& random, std::size_t index);
  void mark_edges();

  std::string_view name_;
  bool has_case_;
  Punctuation punctuation_;
  std::vector<Word> words_;
};

}  // namespace pith::bench
