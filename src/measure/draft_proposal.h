// What the makers of proposals share: when something recurs, and what a proposal takes in the sample.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "measure/draft.h"
#include "measure/key_counts.h"
#include "measure/text_sample.h"

namespace pith {

// Lines [from, to) of a text of the sample.
struct DraftHit {
  std::uint32_t text = 0;
  std::uint32_t from = 0;
  std::uint32_t to = 0;
};

struct Proposal {
  DraftRule rule;
  std::vector<DraftHit> hits;  // sorted, disjoint
};

// What the texts are like, and from when on something recurs in them.
struct RecurrenceBar {
  std::uint64_t documents = 0;  // all of them, not only those of the sample
  bool across_hosts = false;    // on three hosts or more; else in a share of the documents
  std::uint32_t slack = 0;      // of the counts

  bool is_shared(const KeyCount& count) const;
  // Of a whole line of so many words. A line of many words may be a headline that stands on several pages for a day, so
  // it must be more frequent than a short one, the more so in a small sample.
  bool passes(const KeyCount& count, std::uint32_t words) const;
  // Of part of a line.
  bool passes_part(const KeyCount& count) const { return passes(count, 1); }
  // So many documents and hosts of the sample carry a rule.
  bool carries(std::size_t texts, std::size_t hosts) const;
};

// How many documents and hosts of the sample the hits are in, and what they take.
struct HitSums {
  std::size_t texts = 0;
  std::size_t hosts = 0;
  std::size_t lines = 0;  // that stay, and no proposal took
  std::uint64_t characters = 0;
  std::size_t wrong = 0;  // lines in the gold; without one, lines inside the article
  bool repeats = false;   // in some text twice, and no article repeats a line

  double wrong_share() const { return lines == 0 ? 0 : static_cast<double>(wrong) / static_cast<double>(lines); }
};
HitSums sum_hits(std::span<const SampledText> texts, std::span<const DraftHit> hits);

// Marks the lines that the hits take.
void take_hits(std::span<const DraftHit> hits, std::span<SampledText> texts);

// The share of wrong lines up to which a rule is proposed, and up to which it is shown as a near miss.
constexpr double kMostWrong = 0.02;
constexpr double kNearlyRight = 0.2;
// The same of a region, as a share of the texts in which it takes such a line.
constexpr double kMostWrongTexts = 0.05;

// A line, or a part of one, as it may stand in a rule file: without control characters and what turns the direction of
// writing, valid UTF-8, without white space at its edges, and no longer than `most` bytes (cut between words where that
// is possible). Empty when nothing is left.
constexpr std::size_t kLongestShown = 160;
std::string for_rule_file(std::string_view written, std::size_t most = kLongestShown);

// The line holds a letter.
bool has_letters(std::string_view line);

}  // namespace pith
