#include "measure/draft_parts.h"

#include <algorithm>
#include <array>
#include <optional>
#include <queue>
#include <unordered_map>

#include "measure/line_keys.h"
#include "text/unicode.h"

namespace pith {
namespace {

constexpr std::size_t kMostRules = 80;
constexpr std::size_t kMostMisses = 10;
constexpr std::size_t kFewestDifferent = 3;
constexpr std::size_t kShortestPhrase = 4;  // letters; a character of a script without spaces counts as two
constexpr std::size_t kLongestRegex = 300;
// A longer phrase that takes so large a share of what a shorter one takes is preferred to it.
constexpr double kAsGood = 0.9;
// Neighbours in the sorted list that are looked at for that.
constexpr std::size_t kMostNeighbours = 200;
// A regex is harder to read than a phrase.
constexpr double kRegex = 0.8;
// Words such as "If you" begin lines of many sites by chance: without a colon they must stand on twice as many.
constexpr std::size_t kTwiceAsOften = 2;
// `words <= N` is written for lines of so many words at most; longer ones are known by their phrase alone.
constexpr std::uint32_t kFewWords = 30;

struct Part {
  KeyKind kind = KeyKind::start;
  std::string form;     // of the phrase
  std::string pattern;  // as it is written in the rule
  bool is_marked = false;
  std::vector<DraftHit> hits;
};

bool holds_marker(std::string_view phrase) {
  return phrase.find_first_of(":|>()[]@") != std::string_view::npos ||
         phrase.find("\xC2\xA9") != std::string_view::npos;
}

std::size_t count_letters(std::string_view phrase) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < phrase.size();) {
    const Decoded d = decode(phrase, i);
    i += d.size;
    if (!d.valid || !is_word(d.code_point) || (d.code_point >= '0' && d.code_point <= '9')) continue;
    n += is_spaceless(d.code_point) ? 2 : 1;
  }
  return n;
}

bool has_spaceless(std::string_view phrase) {
  for (std::size_t i = 0; i < phrase.size();) {
    const Decoded d = decode(phrase, i);
    i += d.size;
    if (d.valid && is_spaceless(d.code_point)) return true;
  }
  return false;
}

DraftWord word_of(KeyKind kind) {
  switch (kind) {
    case KeyKind::start:
      return DraftWord::starts;
    case KeyKind::end:
      return DraftWord::ends;
    case KeyKind::shape:
      return DraftWord::like;
    case KeyKind::whole:
      break;
  }
  return DraftWord::is;
}

class PartProposer {
 public:
  PartProposer(std::span<SampledText> texts, const KeyCounts& counts, const RecurrenceBar& bar)
      : texts_(texts), counts_(counts), bar_(bar) {}

  PartProposals run() {
    collect();
    drop_short_for_long();
    choose();
    return std::move(out_);
  }

 private:
  // What a part would take, narrowed so that it takes no article's line, if that can be.
  struct Plan {
    double score = 0;
    std::uint32_t most_words = 0;
    double wrong_share = 0;
    std::vector<DraftHit> hits;
  };

  void collect() {
    LineKeys reader;
    std::vector<LineKey> keys;
    for (std::uint32_t t = 0; t < texts_.size(); ++t) {
      const SampledText& text = texts_[t];
      for (std::uint32_t i = 0; i < text.lines.size(); ++i) {
        const MinedLine& line = text.lines[i];
        if (!line.stays() || line.taken || line.whole == 0) continue;
        reader.read(text.line(i));
        keys.clear();
        reader.add_parts(keys);
        for (const LineKey& key : keys) {
          if (line.varies && key.kind != KeyKind::shape) continue;
          if (bar_.passes_part(counts_.of(key.key))) add(key, reader.form(), text.line(i), {t, i, i + 1});
        }
      }
    }
  }

  void add(const LineKey& key, std::string_view form, std::string_view line, const DraftHit& hit) {
    const auto [at, is_new] = index_.try_emplace(key.key, parts_.size());
    if (is_new) parts_.push_back(describe(key, form, line));
    Part& part = parts_[at->second];
    // A line that holds a shape in two ways counts once.
    if (!part.hits.empty() && part.hits.back().text == hit.text && part.hits.back().from == hit.from) return;
    part.hits.push_back(hit);
  }

  // A part without a pattern cannot be written.
  static Part describe(const LineKey& key, std::string_view form, std::string_view line) {
    Part part;
    part.kind = key.kind;
    if (key.kind == KeyKind::shape) {
      const std::string regex = shape_regex(line, key.begin, key.end);
      if (for_rule_file(regex, kLongestRegex) == regex) part.pattern = regex;
      part.is_marked = true;
      return part;
    }
    part.form = form.substr(key.begin, key.end - key.begin);
    if (count_letters(part.form) < kShortestPhrase && !holds_marker(part.form)) return part;
    part.pattern = for_rule_file(written_part(line, key.begin, key.end));
    part.is_marked = holds_marker(part.form);
    // A lone word without a colon, such as "Diet", begins titles as well. Of scripts without spaces it is a phrase.
    const bool is_lone_word = !part.is_marked && part.form.find(' ') == std::string::npos && !has_spaceless(part.form);
    if (is_lone_word) part.pattern.clear();
    return part;
  }

  // Empties the pattern of each part for which a longer one does nearly as well.
  void drop_short_for_long() {
    for (const KeyKind kind : {KeyKind::start, KeyKind::end}) {
      std::vector<std::pair<std::string, Part*>> sorted;
      for (Part& part : parts_) {
        if (part.kind != kind || part.pattern.empty()) continue;
        std::string form = part.form;
        if (kind == KeyKind::end) std::ranges::reverse(form);
        sorted.emplace_back(std::move(form), &part);
      }
      std::ranges::sort(sorted, {}, [](const auto& entry) { return std::string_view(entry.first); });
      for (std::size_t i = 0; i < sorted.size(); ++i) {
        const double enough = kAsGood * static_cast<double>(sorted[i].second->hits.size());
        const std::size_t last = std::min(sorted.size(), i + kMostNeighbours);
        for (std::size_t j = i + 1; j < last && sorted[j].first.starts_with(sorted[i].first); ++j) {
          if (static_cast<double>(sorted[j].second->hits.size()) < enough) continue;
          sorted[i].second->pattern.clear();
          break;
        }
      }
    }
  }

  const MinedLine& line_of(const DraftHit& hit) const { return texts_[hit.text].lines[hit.from]; }

  bool is_wrong(const Part& part, const DraftHit& hit) const {
    const MinedLine& line = line_of(hit);
    if (line.in_gold != InGold::unknown) return line.in_gold == InGold::yes;
    return line.prose || (!part.is_marked && texts_[hit.text].article.has_with_head(hit.from));
  }

  // Lines of no more words than the harmless ones have, or, if articles have such lines too, than most of them have.
  Plan plan_for(const Part& part) const {
    std::vector<DraftHit> left;
    std::vector<std::uint32_t> words;
    for (const DraftHit& hit : part.hits) {
      if (line_of(hit).taken) continue;
      left.push_back(hit);
      if (!is_wrong(part, hit)) words.push_back(line_of(hit).words);
    }
    std::ranges::sort(words);
    Plan best;
    for (const double share : {1.0, 0.9, 0.7}) {
      if (words.empty()) break;
      const std::uint32_t most = words[static_cast<std::size_t>(static_cast<double>(words.size() - 1) * share)];
      Plan plan = narrowed(part, left, most);
      if (best.score == 0 || plan.wrong_share < best.wrong_share) best = std::move(plan);
      if (best.wrong_share <= kMostWrong) break;
    }
    return best;
  }

  Plan narrowed(const Part& part, std::span<const DraftHit> left, std::uint32_t most_words) const {
    Plan plan;
    plan.most_words = part.kind == KeyKind::shape || most_words > kFewWords ? 0 : most_words;
    std::vector<std::uint64_t> different;
    std::size_t wrong = 0;
    for (const DraftHit& hit : left) {
      if (plan.most_words != 0 && line_of(hit).words > plan.most_words) continue;
      plan.hits.push_back(hit);
      different.push_back(line_of(hit).whole);
      wrong += is_wrong(part, hit) ? 1 : 0;
    }
    std::ranges::sort(different);
    different.erase(std::unique(different.begin(), different.end()), different.end());
    const HitSums sums = sum_hits(texts_, plan.hits);
    const std::size_t telling = bar_.across_hosts && !part.is_marked ? kTwiceAsOften : 1;
    if (different.size() < kFewestDifferent || !bar_.carries(sums.texts / telling, sums.hosts / telling)) return {};
    plan.wrong_share = static_cast<double>(wrong) / static_cast<double>(plan.hits.size());
    plan.score = static_cast<double>(sums.texts) * static_cast<double>(sums.characters) *
                 (part.kind == KeyKind::shape ? kRegex : 1);
    return plan;
  }

  // The best first; what it takes is not counted for the next ones.
  void choose() {
    using Entry = std::pair<double, std::size_t>;
    std::priority_queue<Entry> queue;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (parts_[i].pattern.empty()) continue;
      const Plan plan = plan_for(parts_[i]);
      if (plan.score > 0) queue.emplace(plan.score, parts_.size() - i);
    }
    while (!queue.empty() && out_.rules.size() < kMostRules) {
      const auto [score, rank] = queue.top();
      queue.pop();
      const Part& part = parts_[parts_.size() - rank];
      if (is_superfluous(part)) continue;
      Plan plan = plan_for(part);
      if (plan.score <= 0) continue;
      if (plan.score < score && !queue.empty() && Entry{plan.score, rank} < queue.top()) {
        queue.emplace(plan.score, rank);
        continue;
      }
      add_rule(part, std::move(plan));
    }
  }

  // What a phrase leaves to a longer one is an accident.
  bool is_superfluous(const Part& part) const {
    return part.kind != KeyKind::shape && std::ranges::any_of(chosen_, [&](const Part* other) {
             return other->kind == part.kind && is_edge(other->form, part.form, part.kind);
           });
  }

  static bool is_edge(std::string_view edge, std::string_view phrase, KeyKind kind) {
    return kind == KeyKind::start ? phrase.starts_with(edge) : phrase.ends_with(edge);
  }

  void add_rule(const Part& part, Plan plan) {
    chosen_.push_back(&part);
    Proposal proposal;
    proposal.rule.word = word_of(part.kind);
    proposal.rule.patterns = {part.pattern};
    proposal.rule.most_words = plan.most_words;
    proposal.rule.unsure = !part.is_marked;
    proposal.hits = std::move(plan.hits);
    if (plan.wrong_share <= kMostWrong) {
      take_hits(proposal.hits, texts_);
      out_.rules.push_back(std::move(proposal));
    } else if (plan.wrong_share <= kNearlyRight && out_.near_misses.size() < kMostMisses) {
      out_.near_misses.push_back(std::move(proposal));
    }
  }

  std::span<SampledText> texts_;
  const KeyCounts& counts_;
  const RecurrenceBar& bar_;
  std::unordered_map<std::uint64_t, std::size_t> index_;
  std::vector<Part> parts_;
  std::vector<const Part*> chosen_;
  PartProposals out_;
};

}  // namespace

PartProposals propose_parts(std::span<SampledText> texts, const KeyCounts& counts, const RecurrenceBar& bar) {
  return PartProposer(texts, counts, bar).run();
}

}  // namespace pith
