// `pith bench --gold`: what is left of the documents against the texts that a person would have left.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/bench_corpus.h"
#include "cli/console.h"
#include "measure/bench_run.h"
#include "pith.h"

namespace pith {

struct GoldTexts {
  std::vector<std::optional<std::string>> texts;  // of each document; some have none
  std::vector<std::string> missing;               // names of those
  std::uint64_t failed = 0;                       // could not be read; said on the console already
};

// Reads DIR/NAME for every document, NAME being its path inside the folder that was named.
GoldTexts read_gold(const std::string& folder, const Corpus& corpus, Console& console);

// A document that lost words of its gold text.
struct Loss {
  std::string name;
  double before = 0;  // recall of the document as it came
  double after = 0;
};

struct GoldReport {
  GoldScores scores;
  std::vector<Loss> losses;  // the worst first, not more than a few
};

GoldReport score_gold(const Program& program, const Corpus& corpus, const GoldTexts& gold);

}  // namespace pith
