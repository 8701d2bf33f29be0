#include "measure/draft_shapes.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "measure/line_keys.h"
#include "text/line_shape.h"

namespace pith {
namespace {

constexpr std::size_t kMostRules = 8;
// A longer line is no landmark.
constexpr std::size_t kLongestLandmark = 80;
// What stands further down is not called the top, and no fewer lines are.
constexpr std::uint32_t kMostTop = 12;
constexpr std::uint32_t kLeastTop = 4;
// Fewer than one text in so many are no habit.
constexpr std::size_t kShare = 10;

// Where a line stands: below or above the line with that key, or among the first so many.
struct Spot {
  DraftWhere where = DraftWhere::anywhere;
  std::uint64_t landmark = 0;
  std::uint32_t lines = 0;

  auto operator<=>(const Spot&) const = default;
};

struct ShapedLine {
  DraftHit hit;
  DraftWord word = DraftWord::date;
  std::uint64_t above = 0;  // keys of the lines next to it; 0: none, or no landmark
  std::uint64_t below = 0;

  bool is_at(const Spot& spot) const {
    switch (spot.where) {
      case DraftWhere::anywhere:
        return true;
      case DraftWhere::below:
        return above == spot.landmark;
      case DraftWhere::above:
        return below == spot.landmark;
      case DraftWhere::top:
        return hit.from < spot.lines;
    }
    return false;
  }
};

class ShapeProposer {
 public:
  ShapeProposer(std::span<SampledText> texts, const RecurrenceBar& bar) : texts_(texts), bar_(bar) {}

  std::vector<Proposal> run(std::vector<Proposal>& rules) {
    collect();
    std::erase_if(rules, [&](Proposal& rule) { return rule.rule.word == DraftWord::like && is_rewritten(rule); });
    while (out_.size() < kMostRules && add_best()) {
    }
    return std::move(out_);
  }

 private:
  void collect() {
    for (std::uint32_t t = 0; t < texts_.size(); ++t) {
      const SampledText& text = texts_[t];
      std::uint64_t above = 0;
      std::size_t open = lines_.size();  // behind it, lines that do not know yet what stands below
      for (std::uint32_t i = 0; i < text.lines.size(); ++i) {
        const MinedLine& line = text.lines[i];
        if (line.blank) continue;
        const bool is_date = is_date_line(text.line(i));
        const bool is_number = !is_date && is_number_line(text.line(i));
        const std::uint64_t landmark = is_date || is_number ? 0 : landmark_at(text, i);
        for (; open < lines_.size(); ++open) lines_[open].below = landmark;
        if (line.stays() && (is_date || is_number)) {
          lines_.push_back({{t, i, i + 1}, is_date ? DraftWord::date : DraftWord::number, above, 0});
        }
        above = landmark;
      }
    }
  }

  std::uint64_t landmark_at(const SampledText& text, std::uint32_t i) {
    const MinedLine& line = text.lines[i];
    if (!line.recurs || line.whole == 0 || line.text.size() > kLongestLandmark) return 0;
    const auto [at, is_new] = landmarks_.try_emplace(line.whole);
    if (is_new) at->second = for_rule_file(without_edge_junk(text.line(i)));
    return has_letters(at->second) ? line.whole : 0;
  }

  static std::pair<std::uint32_t, std::uint32_t> place_of(const ShapedLine& line) {
    return {line.hit.text, line.hit.from};
  }

  bool is_free(const ShapedLine& line) const { return !texts_[line.hit.text].lines[line.hit.from].taken; }

  // The spots where all of these lines stand.
  static std::vector<Spot> spots_of(std::span<const ShapedLine> lines) {
    std::vector<Spot> spots;
    if (lines.front().above != 0) spots.push_back({DraftWhere::below, lines.front().above, 0});
    if (lines.front().below != 0) spots.push_back({DraftWhere::above, lines.front().below, 0});
    std::uint32_t top = kLeastTop;
    for (const ShapedLine& line : lines) top = std::max(top, line.hit.to);
    if (top <= kMostTop) spots.push_back({DraftWhere::top, 0, top});
    std::erase_if(spots, [&](const Spot& spot) { return !are_at(lines, spot); });
    return spots;
  }

  static bool are_at(std::span<const ShapedLine> lines, const Spot& spot) {
    return std::ranges::all_of(lines, [&](const ShapedLine& line) { return line.is_at(spot); });
  }

  Proposal proposal_for(DraftWord word, const Spot& spot, std::span<const ShapedLine> lines) const {
    Proposal proposal;
    proposal.rule.word = word;
    proposal.rule.where = spot.where;
    if (spot.landmark != 0) proposal.rule.where_phrase = landmarks_.at(spot.landmark);
    proposal.rule.where_lines = spot.lines;
    for (const ShapedLine& line : lines) {
      if (line.word == word && line.is_at(spot)) proposal.hits.push_back(line.hit);
    }
    return proposal;
  }

  // True when other words stand for the rule now.
  bool is_rewritten(Proposal& rule) {
    std::vector<ShapedLine> own;
    for (const DraftHit& hit : rule.hits) {
      const auto at = std::ranges::lower_bound(lines_, std::pair(hit.text, hit.from), {}, place_of);
      if (at == lines_.end() || at->hit.text != hit.text || at->hit.from != hit.from) return false;
      if (at->word != DraftWord::date) return false;
      own.push_back(*at);
    }
    if (std::ranges::any_of(said_, [&](const Spot& spot) { return are_at(own, spot); })) return true;
    for (const Spot& spot : spots_of(own)) {
      std::vector<ShapedLine> lines = own;
      std::ranges::copy_if(lines_, std::back_inserter(lines), [&](const ShapedLine& line) { return is_free(line); });
      std::ranges::sort(lines, {}, place_of);
      Proposal said = proposal_for(DraftWord::date, spot, lines);
      const auto more = said.hits.size() - rule.hits.size();
      if (static_cast<double>(sum_hits(texts_, said.hits).wrong) > kMostWrong * static_cast<double>(more)) continue;
      take_hits(said.hits, texts_);
      out_.push_back(std::move(said));
      said_.push_back(spot);
      return true;
    }
    return false;
  }

  bool add_best() {
    std::map<std::pair<DraftWord, Spot>, std::vector<DraftHit>> found;
    std::vector<ShapedLine> free;
    std::ranges::copy_if(lines_, std::back_inserter(free), [&](const ShapedLine& line) { return is_free(line); });
    for (const ShapedLine& line : free) {
      if (line.above != 0) found[{line.word, {DraftWhere::below, line.above, 0}}].push_back(line.hit);
      if (line.below != 0) found[{line.word, {DraftWhere::above, line.below, 0}}].push_back(line.hit);
      if (line.word == DraftWord::date && line.hit.from < kMostTop) {
        found[{line.word, {DraftWhere::top, 0, kMostTop}}].push_back(line.hit);
      }
    }
    std::optional<std::pair<DraftWord, Spot>> best;
    std::uint64_t most = 0;
    for (const auto& [spot, hits] : found) {
      const HitSums sums = sum_hits(texts_, hits);
      if (!bar_.carries(sums.texts, sums.hosts) || sums.texts * kShare < texts_.size()) continue;
      if (sums.wrong_share() > kMostWrong || sums.texts * sums.characters <= most) continue;
      most = sums.texts * sums.characters;
      best = spot;
    }
    if (!best) return false;
    Spot spot = best->second;
    if (spot.where == DraftWhere::top) {
      spot.lines = kLeastTop;
      for (const DraftHit& hit : found[*best]) spot.lines = std::max(spot.lines, hit.to);
    }
    Proposal proposal = proposal_for(best->first, spot, free);
    take_hits(proposal.hits, texts_);
    out_.push_back(std::move(proposal));
    return true;
  }

  std::span<SampledText> texts_;
  const RecurrenceBar& bar_;
  std::vector<ShapedLine> lines_;  // in the order of the texts
  std::map<std::uint64_t, std::string> landmarks_;
  std::vector<Spot> said_;  // of the rewritten rules
  std::vector<Proposal> out_;
};

}  // namespace

std::vector<Proposal> propose_shapes(std::span<SampledText> texts, const RecurrenceBar& bar,
                                     std::vector<Proposal>& rules) {
  return ShapeProposer(texts, bar).run(rules);
}

}  // namespace pith
