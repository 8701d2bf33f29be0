#include "measure/draft_lines.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "measure/line_keys.h"
#include "text/unicode.h"

namespace pith {
namespace {

// Of one rule.
constexpr std::size_t kMostPhrases = 16;
constexpr std::size_t kLongestStatement = 320;  // code points
// A longer line is known by its beginning.
constexpr std::size_t kLongestPhrase = 120;
constexpr std::size_t kFewestInBlock = 4;
// Two lines belong together when one follows the other in so large a share of their places.
constexpr double kTogether = 0.8;
constexpr std::uint32_t kHeadingWords = 8;
// What stands in so large a share of the texts is no heading of articles.
constexpr double kOnMost = 0.3;

constexpr std::size_t kNone = ~std::size_t{0};

enum class Place : std::uint8_t { above, inside, below };

struct Phrase {
  std::string text;
  bool is_beginning = false;
  std::vector<DraftHit> hits;
  HitSums sums;
  std::array<std::size_t, 3> places{};
  std::size_t next = kNone;      // that stands below it in most texts
  std::size_t previous = kNone;  // and whose next is this one
  bool is_grouped = false;

  Place place() const { return static_cast<Place>(std::ranges::max_element(places) - places.begin()); }
};

class LineProposer {
 public:
  LineProposer(std::span<const SampledText> texts, const RecurrenceBar& bar) : texts_(texts), bar_(bar) {}

  LineProposals run() {
    collect();
    judge();
    link();
    group_blocks();
    group_rest();
    return std::move(out_);
  }

 private:
  void collect() {
    for (std::uint32_t t = 0; t < texts_.size(); ++t) {
      const SampledText& text = texts_[t];
      for (std::uint32_t i = 0; i < text.lines.size(); ++i) {
        const MinedLine& line = text.lines[i];
        if (!line.stays() || line.taken || !line.recurs || line.varies || line.title || line.whole == 0) continue;
        const auto [at, is_new] = index_.try_emplace(line.whole, phrases_.size());
        if (is_new) phrases_.emplace_back();
        Phrase& phrase = phrases_[at->second];
        if (is_new) name(text.line(i), phrase);
        phrase.hits.push_back({t, i, i + 1});
        const LineRange& article = text.article;
        const Place place = i < article.begin ? Place::above : article.has(i) ? Place::inside : Place::below;
        ++phrase.places[static_cast<std::size_t>(place)];
      }
    }
  }

  static void name(std::string_view line, Phrase& phrase) {
    const std::string_view core = without_edge_junk(line);
    phrase.text = for_rule_file(core, kLongestPhrase);
    phrase.is_beginning = core.size() > kLongestPhrase;
    if (!has_letters(phrase.text)) phrase.text.clear();
  }

  // Empties the phrases that are no boilerplate, or too rare in the sample.
  void judge() {
    for (Phrase& phrase : phrases_) {
      phrase.sums = sum_hits(texts_, phrase.hits);
      if (phrase.text.empty() || !bar_.carries(phrase.sums.texts, phrase.sums.hosts)) {
        phrase.text.clear();
      } else if (const double wrong = wrong_share(phrase); wrong > kMostWrong) {
        if (wrong <= kNearlyRight || !has_gold(phrase)) {
          Proposal miss{to_rule({&phrase, 1}), phrase.hits};
          miss.rule.unsure = true;
          out_.near_misses.push_back(std::move(miss));
        }
        phrase.text.clear();
      }
    }
  }

  bool has_gold(const Phrase& phrase) const {
    const DraftHit& hit = phrase.hits.front();
    return texts_[hit.text].lines[hit.from].in_gold != InGold::unknown;
  }

  // Without a gold: a short line inside articles may be a heading of theirs, such as "Background". It is none when it
  // stands in a text twice, or in a good part of all texts.
  double wrong_share(const Phrase& phrase) const {
    if (has_gold(phrase)) return phrase.sums.wrong_share();
    const DraftHit& hit = phrase.hits.front();
    const MinedLine& line = texts_[hit.text].lines[hit.from];
    const bool is_heading = line.words <= kHeadingWords && !line.sentence;
    const bool is_frequent = static_cast<double>(phrase.sums.texts) >= kOnMost * static_cast<double>(texts_.size());
    if (!is_heading || phrase.sums.repeats || is_frequent) return 0;
    return phrase.sums.wrong_share() < 0.5 ? 0 : phrase.sums.wrong_share();
  }

  // The phrase that the next line that stays, and is not taken, is; kNone when it is no phrase.
  std::size_t phrase_below(const DraftHit& hit) const {
    const SampledText& text = texts_[hit.text];
    for (std::uint32_t i = hit.to; i < text.lines.size(); ++i) {
      const MinedLine& line = text.lines[i];
      if (!line.stays()) continue;
      const auto found = line.taken ? index_.end() : index_.find(line.whole);
      return found == index_.end() || phrases_[found->second].text.empty() ? kNone : found->second;
    }
    return kNone;
  }

  // The phrase that stands below most of the hits (majority vote of Boyer and Moore, then counted).
  std::size_t usual_next(const Phrase& phrase) const {
    std::size_t candidate = kNone;
    std::size_t votes = 0;
    for (const DraftHit& hit : phrase.hits) {
      const std::size_t below = phrase_below(hit);
      if (votes == 0) candidate = below;
      below == candidate ? ++votes : --votes;
    }
    if (candidate == kNone) return kNone;
    const auto together =
        std::ranges::count_if(phrase.hits, [&](const DraftHit& hit) { return phrase_below(hit) == candidate; });
    const auto enough = [&](const std::vector<DraftHit>& hits) {
      return static_cast<double>(together) >= kTogether * static_cast<double>(hits.size());
    };
    return enough(phrase.hits) && enough(phrases_[candidate].hits) ? candidate : kNone;
  }

  void link() {
    for (std::size_t i = 0; i < phrases_.size(); ++i) {
      if (phrases_[i].text.empty()) continue;
      const std::size_t next = usual_next(phrases_[i]);
      if (next == kNone || next == i || phrases_[next].previous != kNone) continue;
      phrases_[i].next = next;
      phrases_[next].previous = i;
    }
  }

  void group_blocks() {
    for (std::size_t i = 0; i < phrases_.size(); ++i) {
      if (phrases_[i].text.empty() || phrases_[i].previous != kNone) continue;
      std::vector<std::size_t> chain;
      for (std::size_t at = i; at != kNone; at = phrases_[at].next) chain.push_back(at);
      if (chain.size() >= kFewestInBlock) add_groups(chain);
    }
  }

  // Phrases on most texts first, and apart from the others.
  void group_rest() {
    for (const Place place : {Place::above, Place::inside, Place::below}) {
      for (const bool on_most : {true, false}) {
        std::vector<std::size_t> rest;
        for (std::size_t i = 0; i < phrases_.size(); ++i) {
          const Phrase& phrase = phrases_[i];
          const bool is_frequent =
              static_cast<double>(phrase.sums.texts) >= kOnMost * static_cast<double>(texts_.size());
          if (!phrase.text.empty() && !phrase.is_grouped && phrase.place() == place && is_frequent == on_most) {
            rest.push_back(i);
          }
        }
        std::ranges::stable_sort(rest, std::ranges::greater(), [&](std::size_t i) { return phrases_[i].sums.texts; });
        add_groups(rest);
      }
    }
  }

  // One rule, or several when one would be too long to read; those of beginnings are apart.
  void add_groups(std::span<const std::size_t> members) {
    for (const bool beginnings : {false, true}) {
      std::vector<Phrase> group;
      std::size_t size = 0;
      const auto end_group = [&] {
        if (!group.empty()) add_rule(group);
        group.clear();
        size = 0;
      };
      for (const std::size_t i : members) {
        Phrase& phrase = phrases_[i];
        phrase.is_grouped = true;
        if (phrase.is_beginning != beginnings) continue;
        if (group.size() == kMostPhrases || size + count_code_points(phrase.text) > kLongestStatement) end_group();
        group.push_back(phrase);
        size += count_code_points(phrase.text) + 5;
      }
      end_group();
    }
  }

  static DraftRule to_rule(std::span<const Phrase> phrases) {
    DraftRule rule;
    rule.word = phrases.front().is_beginning ? DraftWord::starts : DraftWord::is;
    for (const Phrase& phrase : phrases) rule.patterns.push_back(phrase.text);
    return rule;
  }

  void add_rule(std::span<const Phrase> phrases) {
    Proposal proposal{to_rule(phrases), {}};
    for (const Phrase& phrase : phrases) {
      proposal.hits.insert(proposal.hits.end(), phrase.hits.begin(), phrase.hits.end());
    }
    std::ranges::sort(proposal.hits, {}, [](const DraftHit& hit) { return std::pair(hit.text, hit.from); });
    out_.rules.push_back(std::move(proposal));
  }

  std::span<const SampledText> texts_;
  const RecurrenceBar& bar_;
  std::unordered_map<std::uint64_t, std::size_t> index_;  // whole line to phrase
  std::vector<Phrase> phrases_;
  LineProposals out_;
};

}  // namespace

LineProposals propose_lines(std::span<const SampledText> texts, const RecurrenceBar& bar) {
  return LineProposer(texts, bar).run();
}

}  // namespace pith
