#include "measure/draft_examples.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "measure/line_keys.h"

namespace pith {
namespace {

constexpr std::size_t kMostTaken = 3;
constexpr std::size_t kMostBehindHeading = 3;
// Texts in which a paragraph is looked for.
constexpr std::size_t kMostTexts = 20;
// A paragraph is shown whole, or not at all: a part of it may be no prose.
constexpr std::size_t kLongestProse = 320;
// A phrase of more bytes shows what it takes.
constexpr std::size_t kTellingPhrase = 40;
constexpr std::size_t kLeastLike = 6;    // bytes that a similar line shares
constexpr std::size_t kMostRivals = 16;  // phrases with one first word that a line is compared with

bool is_region(const DraftRule& rule) {
  return rule.end != DraftEnd::line;
}

DraftTestLine goes(std::string text) {
  return {true, true, std::move(text)};
}

DraftTestLine stays(std::string text) {
  return {false, false, std::move(text)};
}

class ExampleFinder {
 public:
  ExampleFinder(std::span<const SampledText> texts, std::span<Proposal> proposals)
      : texts_(texts), proposals_(proposals), similar_(proposals.size()) {}

  void run() {
    find_similar();
    for (std::size_t i = 0; i < proposals_.size(); ++i) {
      Proposal& proposal = proposals_[i];
      if (is_region(proposal.rule)) {
        show_region(proposal);
      } else {
        show_lines(proposal);
      }
      // Nothing stays behind a region to the end.
      if (proposal.rule.end == DraftEnd::to_end) continue;
      add_prose(proposal);
      if (!similar_[i].line.empty()) proposal.rule.test.push_back(stays(for_rule_file(similar_[i].line)));
    }
  }

 private:
  struct Similar {
    std::size_t shared = 0;
    std::string_view line;
  };
  struct Rival {
    std::size_t proposal = 0;
    std::string form;
  };
  using Rivals = std::unordered_map<std::string, std::vector<Rival>>;

  // Blank lines and those that other rules take are part of a region, but make no example.
  void show_region(Proposal& proposal) {
    if (proposal.rule.guard != DraftGuard::none) show_spared(proposal);
    const DraftHit& hit = *std::ranges::max_element(proposal.hits, {}, [&](const DraftHit& each) {
      std::size_t shown = 0;
      for (std::uint32_t i = each.from; i < each.to && shown < kMostBehindHeading; ++i) {
        shown += texts_[each.text].lines[i].stays() ? 1 : 0;
      }
      return shown;
    });
    const SampledText& text = texts_[hit.text];
    const std::uint32_t fixed = proposal.rule.for_lines;
    std::size_t shown = 0;
    for (std::uint32_t i = hit.from; i < hit.to; ++i) {
      const std::string line = for_rule_file(text.line(i));
      const bool is_telling = i == hit.from || (text.lines[i].stays() && !line.empty() && !text.lines[i].prose);
      if (fixed == 0 && !is_telling) continue;
      if (fixed == 0 && shown++ > kMostBehindHeading) break;
      proposal.rule.test.push_back(goes(line));
      if (i > hit.from && !line.empty() && proposal.rule.examples.size() < kMostBehindHeading) {
        proposal.rule.examples.push_back(line);
      }
    }
    if (proposal.rule.end == DraftEnd::to_blank) proposal.rule.test.push_back(stays(""));
    if (proposal.rule.end == DraftEnd::to_line) proposal.rule.test.push_back(stays(proposal.rule.end_phrase));
  }

  // A line where the rule looks for it, and, where that is beside another line, one that stands elsewhere.
  void show_shape(Proposal& proposal) const {
    DraftRule& rule = proposal.rule;
    for (const DraftHit& hit : proposal.hits) {
      std::string line = for_rule_file(texts_[hit.text].line(hit.from));
      if (std::ranges::find(rule.examples, line) != rule.examples.end()) continue;
      rule.examples.push_back(std::move(line));
      if (rule.examples.size() == kMostTaken) break;
    }
    const bool is_beside = rule.where == DraftWhere::below || rule.where == DraftWhere::above;
    if (is_beside && rule.examples.size() > 1) rule.test.push_back(stays(rule.examples[1]));
    if (rule.where == DraftWhere::below) rule.test.push_back(stays(rule.where_phrase));
    rule.test.push_back(goes(rule.examples[0]));
    if (rule.where == DraftWhere::above) rule.test.push_back(stays(rule.where_phrase));
  }

  // A heading above an article stays, and so does the article.
  void show_spared(Proposal& proposal) {
    const std::vector<std::string_view> paragraphs = find_prose(proposal, proposal.rule.guard_run);
    if (paragraphs.size() < proposal.rule.guard_run) return;
    proposal.rule.test.push_back(stays(proposal.rule.patterns.front()));
    for (const std::string_view each : paragraphs) {
      proposal.rule.test.push_back(stays(for_rule_file(each, kLongestProse)));
      shown_prose_.insert(each);
    }
  }

  // A paragraph that stands in another test is no news: every test runs all rules.
  void add_prose(Proposal& proposal) {
    for (const std::string_view paragraph : find_prose(proposal, 1)) {
      if (shown_prose_.insert(paragraph).second)
        proposal.rule.test.push_back(stays(for_rule_file(paragraph, kLongestProse)));
    }
  }

  // What a line begins with is example enough when the phrase is long.
  void show_lines(Proposal& proposal) const {
    DraftRule& rule = proposal.rule;
    if (rule.patterns.empty()) return show_shape(proposal);
    if (rule.word == DraftWord::is) {
      for (const std::string& phrase : rule.patterns) rule.test.push_back(goes(phrase));
      return;
    }
    std::vector<std::string>& shown = rule.examples;
    for (const DraftHit& hit : proposal.hits) {
      const std::string_view written = texts_[hit.text].line(hit.from);
      const std::string line = for_rule_file(written, written.size());
      const bool is_known = std::ranges::find(shown, line) != shown.end();
      // Of a long line only its beginning can be shown, and that is no example of an end.
      if (is_known || (line.size() > kLongestShown && rule.word != DraftWord::starts)) continue;
      shown.push_back(line.size() > kLongestShown ? for_rule_file(line) : line);
      rule.test.push_back(goes(shown.back()));
      if (shown.size() == kMostTaken) break;
    }
    if (rule.patterns.front().size() > kTellingPhrase) shown.clear();
  }

  // The shortest paragraphs of the first articles in which the rule takes something.
  std::vector<std::string_view> find_prose(const Proposal& proposal, std::size_t most) const {
    std::vector<std::string_view> best;
    std::size_t seen = 0;
    std::uint32_t last = ~std::uint32_t{0};
    for (const DraftHit& hit : proposal.hits) {
      if (hit.text == last) continue;
      last = hit.text;
      if (++seen > kMostTexts) break;
      const SampledText& text = texts_[hit.text];
      for (std::uint32_t i = text.article.begin; i < text.article.end; ++i) {
        const MinedLine& line = text.lines[i];
        if (!line.stays() || !line.prose || line.taken || line.recurs || line.in_gold == InGold::no) continue;
        if (line.text.size() > kLongestProse) continue;
        const auto at = std::ranges::upper_bound(best, line.text.size(), {}, &std::string_view::size);
        if (best.size() < most || at != best.end()) best.insert(at, text.line(i));
        if (best.size() > most) best.pop_back();
      }
    }
    return best;
  }

  static std::string_view edge_word(std::string_view form, bool last) {
    return last ? form.substr(form.rfind(' ') + 1) : form.substr(0, form.find(' '));
  }

  static std::size_t shared_bytes(std::string_view a, std::string_view b, bool last) {
    const std::size_t size = std::min(a.size(), b.size());
    std::size_t n = 0;
    while (n < size && (last ? a[a.size() - 1 - n] == b[b.size() - 1 - n] : a[n] == b[n])) ++n;
    return n;
  }

  void find_similar() {
    Rivals by_start;
    Rivals by_end;
    std::string form;
    for (std::size_t i = 0; i < proposals_.size(); ++i) {
      const DraftRule& rule = proposals_[i].rule;
      if (rule.word == DraftWord::like) continue;
      for (const std::string& phrase : rule.patterns) {
        form.clear();
        const MatchForm place = build_match_form(phrase, form);
        const std::string core = form.substr(place.first, place.last - place.first);
        const bool last = rule.word == DraftWord::ends;
        std::vector<Rival>& rivals = (last ? by_end : by_start)[std::string(edge_word(core, last))];
        if (rivals.size() < kMostRivals) rivals.push_back({i, core});
      }
    }
    LineKeys keys;
    for (const SampledText& text : texts_) {
      for (std::uint32_t i = 0; i < text.lines.size(); ++i) {
        const MinedLine& line = text.lines[i];
        if (!line.stays() || line.taken || line.in_gold == InGold::no) continue;
        keys.read(text.line(i));
        compare(keys.form(), text.line(i), by_start, false);
        if (line.text.size() <= kLongestShown) compare(keys.form(), text.line(i), by_end, true);
      }
    }
  }

  void compare(std::string_view form, std::string_view line, const Rivals& rivals, bool last) {
    const auto found = rivals.find(std::string(edge_word(form, last)));
    if (found == rivals.end()) return;
    for (const Rival& rival : found->second) {
      const std::size_t shared = shared_bytes(form, rival.form, last);
      Similar& similar = similar_[rival.proposal];
      const bool is_same = shared == form.size() && shared == rival.form.size();
      if (is_same || shared < kLeastLike || shared <= similar.shared) continue;
      similar = {shared, line};
    }
  }

  std::span<const SampledText> texts_;
  std::span<Proposal> proposals_;
  std::vector<Similar> similar_;
  std::set<std::string_view> shown_prose_;
};

}  // namespace

void add_examples(std::span<const SampledText> texts, std::span<Proposal> proposals) {
  ExampleFinder(texts, proposals).run();
}

}  // namespace pith
