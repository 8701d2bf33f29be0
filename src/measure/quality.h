// How near a text comes to the one a person would have left: precision, recall and F1 over runs of four words.
//
// The definition of scrapinghub's article-extraction-benchmark (evaluate.py), so that figures can be compared: a word
// is a run of letters, digits and underscores (Python's \w: marks are none of these), case counts, nothing is
// normalised; a text of less than four words is one run. Of each document the shares are taken, then their means over
// the documents; F1 is that of the two means.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace pith {

// Of one text against the right one, as shares of all runs of both: found in both, only in the text, only in the right
// one. All zero when neither holds a word.
struct Overlap {
  double both = 0;
  double surplus = 0;
  double missing = 0;

  double precision() const;
  double recall() const;
};

// The runs of four words of a text, sorted, as hashes.
using Shingles = std::vector<std::uint64_t>;
Shingles shingles_of(std::string_view text);

Overlap overlap_of(std::span<const std::uint64_t> text, std::span<const std::uint64_t> right);

struct Quality {
  double precision = 0;
  double recall = 0;
  double f1 = 0;
};

// The means. Texts without a word have no precision, right texts without one no recall.
Quality quality_of(std::span<const Overlap> overlaps);

}  // namespace pith
