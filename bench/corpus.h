// News texts and rule sets made from a seed: the same on every machine, of no outside data, with the answer beside
// them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rule_maker.h"

namespace pith::bench {

enum class Shape {
  news,         // headings, paragraphs of 20 to 80 words, blank lines; boilerplate next to paragraphs
  short_lines,  // lines of about 44 bytes, none blank; every sixth is boilerplate, whatever the rate says
  long_lines,   // paragraphs of 400 to 4,000 words
};

struct TextOptions {
  std::size_t bytes = 3000;
  double hit_rate = 0.05;  // the share of lines that are not blank which some rule takes
  Shape shape = Shape::news;
  double typographic = 0.8;                  // the share of documents with typographic quotes and dashes
  double odd = 0.03;                         // the share of documents that hold soft hyphens
  std::optional<std::size_t> language = {};  // of all documents; otherwise each draws one of the ten
};

// A document and what must be left of it.
struct Sample {
  std::string text;
  std::string kept;
  std::size_t lines = 0;
  std::size_t hits = 0;
};

// A rule file of pith, and for other tools one regex a rule in the same order: searched in a line, case ignored.
struct RuleTexts {
  std::string pith;
  std::vector<std::string> patterns;
};

class Corpus {
 public:
  static constexpr std::uint64_t kSeed = 20240229;
  static constexpr std::size_t kMostRules = 50000;

  explicit Corpus(std::uint64_t seed = kSeed);

  // The first `count` rules, at most kMostRules.
  RuleTexts rules(std::size_t count) const;

  // A document whose boilerplate lines the first `rules` rules take, and no other line. Its prose depends on the seed,
  // the options and `number` alone.
  Sample document(const TextOptions& options, std::size_t rules, std::uint64_t number = 0) const;

  // Documents of half to one and a half times options.bytes, `total` bytes or a little more in all.
  std::vector<Sample> documents(std::size_t total, const TextOptions& options, std::size_t rules) const;

  const RuleMaker& maker() const { return maker_; }

 private:
  std::uint64_t seed_;
  RuleMaker maker_;
};

}  // namespace pith::bench
