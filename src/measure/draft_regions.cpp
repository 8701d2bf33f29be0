#include "measure/draft_regions.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>

#include "measure/line_keys.h"

namespace pith {
namespace {

constexpr std::size_t kMostRules = 12;
// The headings that are tried: those that stand on most texts.
constexpr std::size_t kMostHeadings = 300;
constexpr std::uint32_t kHeadingWords = 8;
constexpr std::uint32_t kMostLines = 12;  // of `for N lines`
// A region whose end is searched for does not run on for longer.
constexpr std::uint32_t kLongestSearch = 400;
// An end is good enough when it gets so large a share of what the best one gets.
constexpr double kAsGood = 0.75;
// In so large a share of its texts a heading must be followed by a line that differs.
constexpr double kUsually = 0.6;
// So large a share of a region's characters must be of lines that differ: the others are better named one by one.
constexpr double kMostlyNew = 0.3;
// A line that ends a region stands behind so large a share of its headings.
constexpr double kNearlyAlways = 0.9;
// The caps that hold without `limit` (rule-language, section 6).
constexpr std::uint32_t kCapPercent = 40;
constexpr std::uint32_t kCapProse = 2;
constexpr std::uint32_t kMostPercent = 70;
// `to end` is held back above a run of paragraphs, which could be an article: by the first of these guards that leaves
// nearly all that the region would get without one. If none does, `to end` is too bold.
struct Guard {
  DraftGuard guard = DraftGuard::none;
  std::uint32_t run = 0;
};
constexpr std::array<Guard, 6> kGuards = {{{DraftGuard::not_before, 2},
                                           {DraftGuard::not_before, 3},
                                           {DraftGuard::not_before, 4},
                                           {DraftGuard::not_before, 6},
                                           {DraftGuard::after, 3},
                                           {DraftGuard::after, 2}}};
constexpr double kNearlyAllGain = 0.9;

struct Heading {
  std::string phrase;
  bool is_one = false;  // without a full stop, which "More..." has
  std::vector<DraftHit> places;
};

// One end for one heading, tried on the sample.
struct Trial {
  DraftRule rule;
  std::vector<DraftHit> hits;
  std::uint64_t gain = 0;        // characters of lines that differ, which no rule for lines could take
  std::uint64_t characters = 0;  // of all lines that stay
  std::size_t texts = 0;         // with such lines
  std::size_t wrong = 0;         // places where it would take a line of the article
  std::size_t held_back = 0;     // places where it would take more than any limit allows
};

class RegionProposer {
 public:
  RegionProposer(std::span<SampledText> texts, const RecurrenceBar& bar) : texts_(texts), bar_(bar) {}

  std::vector<Proposal> run() {
    for (const SampledText& text : texts_) {
      std::uint64_t sum = 0;
      for (const MinedLine& line : text.lines) sum += line.chars;
      characters_.push_back(std::max<std::uint64_t>(sum, 1));
      runs_above_.push_back(longest_runs(text.lines.begin(), text.lines.end()));
      runs_below_.push_back(longest_runs(text.lines.rbegin(), text.lines.rend()));
    }
    collect();
    while (out_.size() < kMostRules) {
      Trial best;
      std::size_t from = 0;
      for (std::size_t i = 0; i < headings_.size(); ++i) {
        if (headings_[i].places.empty()) continue;
        Trial trial = best_end(headings_[i]);
        if (trial.gain == 0) headings_[i].places.clear();  // it gets no better when others take lines
        if (trial.gain * trial.texts > best.gain * best.texts) {
          best = std::move(trial);
          from = i;
        }
      }
      if (best.gain == 0) break;
      headings_[from].places.clear();
      set_limit(best);
      take_hits(best.hits, texts_);
      out_.push_back({std::move(best.rule), std::move(best.hits)});
    }
    return std::move(out_);
  }

 private:
  void collect() {
    std::unordered_map<std::uint64_t, std::size_t> index;
    for (std::uint32_t t = 0; t < texts_.size(); ++t) {
      const SampledText& text = texts_[t];
      for (std::uint32_t i = 0; i < text.lines.size(); ++i) {
        const MinedLine& line = text.lines[i];
        // Also where another rule takes it: a region begins there as well.
        if (!line.recurs || line.title || line.whole == 0 || line.words > kHeadingWords) continue;
        const auto [at, is_new] = index.try_emplace(line.whole, headings_.size());
        if (is_new) headings_.push_back({for_rule_file(without_edge_junk(text.line(i))), false, {}});
        headings_[at->second].places.push_back({t, i, i + 1});
        if (!line.sentence) headings_[at->second].is_one = true;
      }
    }
    std::erase_if(headings_, [&](const Heading& heading) { return !heading.is_one || !has_letters(heading.phrase); });
    std::ranges::stable_sort(headings_, std::ranges::greater(),
                             [](const Heading& heading) { return heading.places.size(); });
    if (headings_.size() > kMostHeadings) headings_.resize(kMostHeadings);
  }

  // The longest run of paragraphs that each line stands in or behind, read from either end.
  template <typename Iterator>
  static std::vector<std::uint32_t> longest_runs(Iterator at, Iterator end) {
    std::vector<std::uint32_t> longest;
    std::uint32_t most = 0;
    std::uint32_t run = 0;
    for (; at != end; ++at) {
      if (!at->blank) run = at->prose ? run + 1 : 0;
      most = std::max(most, run);
      longest.push_back(most);
    }
    return longest;
  }

  bool is_held(const DraftHit& place, const Guard& guard) const {
    const std::vector<std::uint32_t>& below = runs_below_[place.text];
    switch (guard.guard) {
      case DraftGuard::none:
        return false;
      case DraftGuard::not_before:
        return below[below.size() - 1 - place.from] >= guard.run;
      case DraftGuard::after:
        return runs_above_[place.text][place.from] < guard.run;
    }
    return false;
  }

  static bool differs(const MinedLine& line) { return line.stays() && !line.recurs; }
  static bool is_new(const MinedLine& line) { return differs(line) && !line.taken; }

  // A line that no region may take. Without a gold these are also those close above the article.
  static bool is_article(const SampledText& text, std::uint32_t i) {
    const MinedLine& line = text.lines[i];
    if (line.in_gold != InGold::unknown) return line.in_gold == InGold::yes;
    if (!differs(line)) return false;
    return text.article.has_with_head(i);
  }

  Trial best_end(const Heading& heading) const {
    std::vector<Trial> trials;
    for (const DraftEnd end :
         {DraftEnd::for_lines, DraftEnd::to_blank, DraftEnd::to_line, DraftEnd::to_prose, DraftEnd::to_end}) {
      Trial trial = end == DraftEnd::to_end ? try_to_end(heading) : try_end(heading, end, {});
      if (trial.gain > 0) trials.push_back(std::move(trial));
    }
    std::uint64_t most = 0;
    for (const Trial& trial : trials) most = std::max(most, trial.gain);
    const auto found = std::ranges::find_if(trials, [&](const Trial& trial) {
      return static_cast<double>(trial.gain) >= kAsGood * static_cast<double>(most);
    });
    return found == trials.end() ? Trial{} : std::move(*found);
  }

  Trial try_to_end(const Heading& heading) const {
    const Trial bold = try_end(heading, DraftEnd::to_end, {});
    if (bold.gain == 0) return {};
    for (const Guard& guard : kGuards) {
      Trial trial = try_end(heading, DraftEnd::to_end, guard);
      if (static_cast<double>(trial.gain) >= kNearlyAllGain * static_cast<double>(bold.gain)) return trial;
    }
    return {};
  }

  Trial try_end(const Heading& heading, DraftEnd end, const Guard& guard) const {
    Trial trial;
    trial.rule.word = DraftWord::is;
    trial.rule.patterns = {heading.phrase};
    trial.rule.end = end;
    trial.rule.guard = guard.guard;
    trial.rule.guard_run = guard.run;
    trial.rule.unsure = true;
    std::uint64_t end_key = 0;
    if (end == DraftEnd::for_lines && !count_lines(heading, trial.rule.for_lines)) return {};
    if (end == DraftEnd::to_line && !find_end_line(heading, end_key, trial.rule.end_phrase)) return {};
    std::uint32_t last_text = ~std::uint32_t{0};
    std::uint32_t behind = 0;
    for (const DraftHit& place : heading.places) {
      if (place.text == last_text && place.from < behind) continue;
      if (is_held(place, guard)) continue;
      const std::uint32_t to = end_of(place, trial.rule, end_key);
      if (to <= place.from) continue;
      last_text = place.text;
      behind = to;
      add_hit({place.text, place.from, to}, trial);
    }
    return is_good(trial, heading) ? std::move(trial) : Trial{};
  }

  void add_hit(const DraftHit& hit, Trial& trial) const {
    const SampledText& text = texts_[hit.text];
    if (percent_of(hit) > kMostPercent) {
      ++trial.held_back;
      return;
    }
    std::uint64_t gain = 0;
    bool is_wrong = false;
    for (std::uint32_t i = hit.from; i < hit.to; ++i) {
      const MinedLine& line = text.lines[i];
      if (!line.stays()) continue;
      trial.characters += line.chars;
      if (is_article(text, i)) is_wrong = true;
      if (is_new(line)) gain += line.chars;
    }
    if (gain > 0 && (trial.hits.empty() || trial.hits.back().text != hit.text)) ++trial.texts;
    trial.gain += gain;
    if (is_wrong) ++trial.wrong;
    trial.hits.push_back(hit);
  }

  // Of different sites, menus are alike in words only: what stands above the article is left to rules for lines.
  bool is_menu(const Trial& trial) const {
    const auto above = std::ranges::count_if(
        trial.hits, [&](const DraftHit& hit) { return hit.from < texts_[hit.text].article.begin; });
    return bar_.across_hosts && static_cast<double>(above) > kMostWrong * static_cast<double>(trial.hits.size());
  }

  // Of the text's characters.
  std::uint32_t percent_of(const DraftHit& hit) const {
    std::uint64_t taken = 0;
    for (std::uint32_t i = hit.from; i < hit.to; ++i) taken += texts_[hit.text].lines[i].chars;
    return static_cast<std::uint32_t>(taken * 100 / characters_[hit.text]);
  }

  bool is_good(const Trial& trial, const Heading& heading) const {
    std::set<std::uint32_t> texts;
    std::set<std::uint64_t> hosts;
    for (const DraftHit& place : heading.places) {
      texts.insert(place.text);
      hosts.insert(texts_[place.text].host);
    }
    return bar_.carries(trial.texts, hosts.size()) && !is_menu(trial) &&
           static_cast<double>(trial.texts) >= kUsually * static_cast<double>(texts.size()) &&
           static_cast<double>(trial.gain) >= kMostlyNew * static_cast<double>(trial.characters) &&
           static_cast<double>(trial.held_back) <= kMostWrongTexts * static_cast<double>(texts.size()) &&
           static_cast<double>(trial.wrong) <= kMostWrongTexts * static_cast<double>(texts.size());
  }

  // The line behind the region; no more than the first when the rule would do nothing.
  std::uint32_t end_of(const DraftHit& place, const DraftRule& rule, std::uint64_t end_key) const {
    const std::vector<MinedLine>& lines = texts_[place.text].lines;
    const auto size = static_cast<std::uint32_t>(lines.size());
    switch (rule.end) {
      case DraftEnd::for_lines:
        return std::min(size, place.from + rule.for_lines);
      case DraftEnd::to_end:
        return size;
      case DraftEnd::to_blank:
      case DraftEnd::to_line:
      case DraftEnd::to_prose:
      case DraftEnd::line:
        break;
    }
    const std::uint32_t stop = std::min(size, place.from + kLongestSearch);
    for (std::uint32_t i = place.from + 1; i < stop; ++i) {
      if (rule.end == DraftEnd::to_blank   ? lines[i].blank
          : rule.end == DraftEnd::to_prose ? lines[i].prose
                                           : lines[i].whole == end_key && end_key != 0) {
        return i;
      }
    }
    return place.from;
  }

  // The fewest lines that stand behind (nearly) all places of the heading before what recurs or is of an article.
  bool count_lines(const Heading& heading, std::uint32_t& lines) const {
    std::vector<std::uint32_t> runs;
    for (const DraftHit& place : heading.places) {
      const SampledText& text = texts_[place.text];
      std::uint32_t run = 0;
      for (std::uint32_t i = place.to; i < text.lines.size() && i - place.from <= kMostLines; ++i) {
        if (text.lines[i].blank || text.lines[i].gone) continue;
        if (!differs(text.lines[i]) || is_article(text, i)) break;
        run = i - place.from;
      }
      if (run > 0) runs.push_back(run);
    }
    if (runs.size() < heading.places.size() / 2 || runs.empty()) return false;
    std::ranges::sort(runs);
    const std::uint32_t least = runs[runs.size() / 20];
    lines = least + 1;
    return least < kMostLines;
  }

  // The line that recurs, behind a line that differs, next to (nearly) all places of the heading.
  bool find_end_line(const Heading& heading, std::uint64_t& key, std::string& phrase) const {
    struct Seen {
      std::size_t places = 0;
      std::string_view line;
    };
    std::map<std::uint64_t, Seen> seen;
    for (const DraftHit& place : heading.places) {
      const SampledText& text = texts_[place.text];
      bool differed = false;
      const std::size_t stop = std::min<std::size_t>(text.lines.size(), place.from + kLongestSearch / 4);
      std::set<std::uint64_t> here;
      for (auto i = place.to; i < stop && here.size() < 8; ++i) {
        const MinedLine& line = text.lines[i];
        if (is_new(line)) differed = true;
        if (!differed || !line.stays() || !line.recurs || line.whole == 0 || !here.insert(line.whole).second) continue;
        Seen& end = seen[line.whole];
        if (++end.places == 1) end.line = text.line(i);
      }
    }
    std::size_t most = 0;
    for (const auto& [whole, end] : seen) {
      if (end.places <= most || whole == texts_[heading.places.front().text].lines[heading.places.front().from].whole) {
        continue;
      }
      const std::string written = for_rule_file(without_edge_junk(end.line));
      if (!has_letters(written)) continue;
      most = end.places;
      key = whole;
      phrase = written;
    }
    return static_cast<double>(most) >= kNearlyAlways * static_cast<double>(heading.places.size());
  }

  // What the largest region of the sample needs, and a bit more; nothing where the usual caps do.
  void set_limit(Trial& trial) const {
    std::uint32_t most_lines = 0;
    std::uint32_t most_percent = 0;
    std::uint32_t most_prose = 0;
    for (const DraftHit& hit : trial.hits) {
      const SampledText& text = texts_[hit.text];
      most_lines = std::max(most_lines, hit.to - hit.from);
      std::uint32_t prose = 0;
      for (std::uint32_t i = hit.from; i < hit.to; ++i) prose += text.lines[i].prose ? 1 : 0;
      most_prose = std::max(most_prose, prose);
      most_percent = std::max(most_percent, percent_of(hit));
    }
    if (most_prose <= kCapProse && most_percent < kCapPercent) return;
    trial.rule.limit_lines = (most_lines + most_lines / 4 + 9) / 10 * 10;
    trial.rule.limit_percent = std::min(kMostPercent, std::max(kCapPercent, (most_percent + 14) / 10 * 10));
  }

  std::span<SampledText> texts_;
  const RecurrenceBar& bar_;
  std::vector<std::uint64_t> characters_;               // by text
  std::vector<std::vector<std::uint32_t>> runs_above_;  // by text and line
  std::vector<std::vector<std::uint32_t>> runs_below_;  // by text and line, the last line first
  std::vector<Heading> headings_;
  std::vector<Proposal> out_;
};

}  // namespace

std::vector<Proposal> propose_regions(std::span<SampledText> texts, const RecurrenceBar& bar) {
  return RegionProposer(texts, bar).run();
}

}  // namespace pith
