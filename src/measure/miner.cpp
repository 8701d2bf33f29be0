#include "measure/miner.h"

#include <xxhash.h>

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "measure/draft_examples.h"
#include "measure/draft_ids.h"
#include "measure/draft_lines.h"
#include "measure/draft_parts.h"
#include "measure/draft_regions.h"
#include "measure/draft_shapes.h"
#include "text/language.h"
#include "text/lines.h"
#include "text/unicode.h"

namespace pith {
namespace {

// Texts that are remembered, to know a copy.
constexpr std::size_t kRecent = std::size_t{1} << 16;
// Turns a key into that of the same line in a text of another site.
constexpr std::uint64_t kElsewhere = 0x9E3779B97F4A7C15;
// Rules for whole lines that are tried on all texts.
constexpr std::size_t kMostTried = 120;
constexpr std::size_t kMostMisses = 10;
// Paragraphs that recur in a smaller share of the texts are those of an article that was printed twice.
constexpr double kFewTexts = 0.2;
// Shorter titles are those of sections, and so are those of more texts.
constexpr std::uint32_t kTitleWords = 3;
constexpr std::size_t kMostOfTitle = 4;
constexpr std::size_t kLongestTitle = 400;  // bytes
// Lines with a shape have no more words, and a shape that so many lines have is one.
constexpr std::uint32_t kShapeWords = 12;
constexpr std::size_t kFewestKinds = 3;
// A line that the site can be known by stands on so many of its texts.
constexpr double kNearlyAll = 0.9;
constexpr std::size_t kMostKnownBy = 2;
constexpr std::size_t kLongestKnownBy = 120;
// Without the site's name in it, a line tells the site when it is long and stands on none of so many texts of others.
constexpr std::uint32_t kTellingWords = 4;
constexpr std::uint64_t kEnoughElsewhere = 20;
constexpr std::size_t kTellingLabel = 3;

std::uint64_t hash_of(std::string_view text) {
  return XXH3_64bits(text.data(), text.size());
}

void make_distinct(std::vector<std::uint64_t>& keys) {
  std::ranges::sort(keys);
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

// The part of a host that names the site: "example" of "news.example.co.uk" is the longest but the last.
std::string_view label_of(std::string_view host) {
  std::string_view best;
  while (host.find('.') != std::string_view::npos) {
    const std::string_view label = host.substr(0, host.find('.'));
    if (label.size() >= best.size()) best = label;
    host.remove_prefix(label.size() + 1);
  }
  return best;
}

// "Daily Courier" and "daily-courier" are one name.
std::string letters_of(std::string_view name) {
  std::string letters(name);
  std::erase_if(letters, [](char c) { return c == ' ' || c == '-' || c == '\'' || c == '.'; });
  return letters;
}

// Calls see() for what stands between the signs that part a title from the names of section and site.
void for_parts_of(std::string_view title, const std::function<void(std::string_view)>& see) {
  title = title.substr(0, kLongestTitle);
  for (std::size_t begin = 0; begin < title.size();) {
    std::size_t end = title.size();
    std::size_t next = end;
    for (const std::string_view sign : {" | ", " - ", " – ", " · ", " » ", " • "}) {
      const std::size_t at = title.find(sign, begin);
      if (at < end) next = (end = at) + sign.size();
    }
    see(title.substr(begin, end - begin));
    begin = next;
  }
}

Evidence sample_evidence(std::span<const SampledText> texts, std::span<const DraftHit> hits) {
  Evidence evidence;
  const HitSums sums = sum_hits(texts, hits);
  evidence.documents = sums.texts;
  evidence.hosts = sums.hosts;
  evidence.lines = sums.lines;
  evidence.characters = sums.characters;
  evidence.wrong = sums.wrong;
  for (const DraftHit& hit : hits) {
    const MinedLine& line = texts[hit.text].lines[hit.from];
    if (line.in_gold != InGold::no && evidence.wrong_example.empty()) {
      evidence.wrong_example = for_rule_file(texts[hit.text].line(hit.from));
    }
  }
  return evidence;
}

void keep_most_used(std::vector<Proposal>& proposals, std::size_t most, std::uint64_t& left_out) {
  std::ranges::stable_sort(proposals, std::ranges::greater(),
                           [](const Proposal& proposal) { return proposal.rule.evidence.use(); });
  if (proposals.size() <= most) return;
  left_out += proposals.size() - most;
  proposals.resize(most);
}

}  // namespace

void Miner::add(const Document& document, std::span<const Edit> edits, std::string_view host, GoldLines* gold) {
  if (recent_.has_seen(document.text)) {
    ++copies_;
    return;
  }
  const std::uint64_t host_hash = hash_of(host);
  if (documents_ == 0) first_host_ = host;
  hosts_.add(host_hash);
  note_lang(document.lang);
  mine_lines(document.text, edits, gold, keys_, lines_);
  count_keys(document.text, host_hash);
  sample_.add(document, documents_, host_hash, lines_);
  ++documents_;
  if (gold != nullptr) ++gold_documents_;
}

void Miner::add_elsewhere(std::string_view text) {
  std::vector<Line> lines;
  split_lines(text, lines);
  document_keys_.clear();
  for (const Line& line : lines) {
    if (line.blank) continue;
    keys_.read(line.text(text));
    if (!keys_.is_empty()) document_keys_.push_back(keys_.whole() ^ kElsewhere);
  }
  make_distinct(document_keys_);
  for (const std::uint64_t key : document_keys_) counts_.add(key, 0);
  ++elsewhere_;
}

RecentTexts::RecentTexts() : hashes_(kRecent) {}

bool RecentTexts::has_seen(std::string_view text) {
  const std::uint64_t hash = hash_of(text);
  return std::exchange(hashes_[hash % kRecent], hash) == hash;
}

// Each key once a document. Whole lines that go count too: the site may be known by them.
void Miner::count_keys(std::string_view text, std::uint64_t host) {
  document_keys_.clear();
  for (const MinedLine& line : lines_) {
    if (line.whole == 0) continue;
    document_keys_.push_back(line.whole);
    if (line.gone) continue;
    keys_.read(line.of(text));
    parts_.clear();
    keys_.add_parts(parts_);
    for (const LineKey& part : parts_) document_keys_.push_back(part.key);
  }
  make_distinct(document_keys_);
  for (const std::uint64_t key : document_keys_) counts_.add(key, host);
}

void Miner::note_lang(std::string_view lang) {
  const std::string code = lang.empty() ? std::string() : bcp47_language(lang.substr(0, lang.find('-')));
  if (documents_ == 0) lang_ = code;
  if (code != lang_) lang_is_mixed_ = true;
}

void Miner::mark_recurring(std::vector<MinedLine>& lines) const {
  for (MinedLine& line : lines) {
    if (line.whole == 0) continue;
    const KeyCount count = counts_.of(line.whole);
    line.shared = bar_.is_shared(count);
    line.recurs = bar_.passes(count, line.words);
  }
}

// An article that several texts hold would make rules of its paragraphs: the first of them stays.
void Miner::drop_copies() {
  const double few = kFewTexts * static_cast<double>(documents_);
  const std::size_t before = texts_.size();
  std::unordered_set<std::uint64_t> seen;  // paragraphs of texts that stay and that others hold
  std::erase_if(texts_, [&](const SampledText& text) {
    std::uint64_t own = 0;
    std::uint64_t shared = 0;
    std::vector<std::uint64_t> paragraphs;
    for (const MinedLine& line : text.lines) {
      if (!line.stays() || !line.prose) continue;
      const std::uint32_t documents = counts_.of(line.whole).documents;
      if (documents > 1 + counts_.slack() && documents >= few) continue;
      if (documents > 1 + counts_.slack()) paragraphs.push_back(line.whole);
      (seen.contains(line.whole) ? shared : own) += line.words;
    }
    if (shared > own) return true;
    seen.insert(paragraphs.begin(), paragraphs.end());
    return false;
  });
  copies_ += before - texts_.size();
}

// A headline that leads to another text of the sample is news, or one article of many, however many texts show it.
void Miner::mark_titles() {
  std::unordered_map<std::uint64_t, std::size_t> titles;
  for (const SampledText& text : texts_) {
    const auto first = std::ranges::find(text.lines, false, &MinedLine::blank);
    if (text.title.empty() && first == text.lines.end()) continue;
    for_parts_of(text.title.empty() ? first->of(text.text) : std::string_view(text.title), [&](std::string_view part) {
      keys_.read(part);
      if (keys_.words() >= kTitleWords) ++titles[keys_.whole()];
    });
  }
  for (SampledText& text : texts_) {
    for (MinedLine& line : text.lines) {
      const auto found = line.whole == 0 ? titles.end() : titles.find(line.whole);
      line.title = found != titles.end() && found->second <= kMostOfTitle;
    }
  }
}

// Lines that differ in a day or a count are one kind, although each of them may recur.
void Miner::mark_varying() {
  std::unordered_map<std::uint64_t, std::vector<std::uint64_t>> kinds;  // lines by shape, a few of each
  const auto see = [&](auto act) {
    for (SampledText& text : texts_) {
      for (std::uint32_t i = 0; i < text.lines.size(); ++i) {
        MinedLine& line = text.lines[i];
        if (!line.stays() || line.whole == 0 || line.words > kShapeWords) continue;
        keys_.read(text.line(i));
        parts_.clear();
        keys_.add_parts(parts_);
        for (const LineKey& part : parts_) {
          if (part.kind == KeyKind::shape && bar_.passes_part(counts_.of(part.key))) act(line, part.key);
        }
      }
    }
  };
  see([&](const MinedLine& line, std::uint64_t key) {
    std::vector<std::uint64_t>& lines = kinds[key];
    if (lines.size() < kFewestKinds && std::ranges::find(lines, line.whole) == lines.end()) lines.push_back(line.whole);
  });
  see([&](MinedLine& line, std::uint64_t key) { line.varies = line.varies || kinds[key].size() == kFewestKinds; });
}

std::vector<std::string> Miner::known_by(std::string_view site) const {
  const std::string label = letters_of(label_of(site));
  std::unordered_map<std::uint64_t, bool> seen;
  std::vector<std::string> named;
  std::vector<std::string> others;
  std::string form;
  for (const SampledText& text : texts_) {
    for (std::uint32_t i = 0; i < text.lines.size(); ++i) {
      const MinedLine& line = text.lines[i];
      if (line.whole == 0 || !seen.emplace(line.whole, true).second) continue;
      if (static_cast<double>(counts_.of(line.whole).documents) < kNearlyAll * static_cast<double>(documents_))
        continue;
      if (counts_.of(line.whole ^ kElsewhere).documents > counts_.slack() || line.in_gold == InGold::yes) continue;
      const std::string phrase = for_rule_file(without_edge_junk(text.line(i)), kLongestKnownBy + 1);
      if (phrase.size() > kLongestKnownBy || line.words < 2 || !has_letters(phrase)) continue;
      form.clear();
      build_match_form(phrase, form);
      if (label.size() >= kTellingLabel && letters_of(form).find(label) != std::string::npos) {
        named.push_back(phrase);
      } else if (line.words >= kTellingWords) {
        others.push_back(phrase);
      }
    }
  }
  if (named.empty() && elsewhere_ >= kEnoughElsewhere) named = std::move(others);
  if (named.size() > kMostKnownBy) named.resize(kMostKnownBy);
  return named;
}

Draft Miner::propose(const MineRequest& request) {
  Draft draft;
  draft.documents = documents_;
  draft.gold_documents = gold_documents_;
  draft.hosts = first_host_.empty() && hosts_.count() == 1 ? 0 : hosts_.count();
  draft.pack = request.pack;
  draft.across_hosts = request.site.empty() && (hosts_.count() > 1 || !request.pack.empty());
  if (!draft.across_hosts) draft.site = request.site.empty() ? first_host_ : request.site;
  if (!lang_is_mixed_) draft.lang = lang_;
  bar_ = {documents_, draft.across_hosts, counts_.slack()};

  texts_ = sample_.take();
  drop_copies();
  draft.copies = copies_;
  if (sample_.is_whole()) draft.documents = texts_.size();
  for (SampledText& text : texts_) {
    mark_recurring(text.lines);
    text.article = find_article(text.lines);
  }
  mark_titles();
  mark_varying();
  if (!draft.site.empty()) draft.known_by = known_by(draft.site);

  std::vector<Proposal> proposals;
  std::vector<Proposal> misses;
  const auto add = [&](std::vector<Proposal> from, std::vector<Proposal>& to) {
    std::ranges::move(from, std::back_inserter(to));
  };
  // Evidence counts lines that are free, so it is taken before a rule's lines are marked.
  std::vector<Proposal> regions = propose_regions(texts_, bar_);
  LineProposals lines = propose_lines(texts_, bar_);
  for (Proposal& proposal : lines.rules) {
    proposal.rule.evidence = sample_evidence(texts_, proposal.hits);
  }
  keep_most_used(lines.rules, kMostTried, draft.left_out);
  for (Proposal& proposal : lines.near_misses) proposal.rule.evidence = sample_evidence(texts_, proposal.hits);
  for (const Proposal& proposal : lines.rules) take_hits(proposal.hits, texts_);
  PartProposals parts = propose_parts(texts_, counts_, bar_);
  std::vector<Proposal> shapes = propose_shapes(texts_, bar_, parts.rules);
  std::erase_if(lines.near_misses, [&](const Proposal& miss) {
    return std::ranges::all_of(miss.hits, [&](const DraftHit& hit) { return texts_[hit.text].lines[hit.from].taken; });
  });
  for (Proposal& proposal : parts.near_misses) proposal.rule.evidence = sample_evidence(texts_, proposal.hits);
  add(std::move(regions), proposals);
  add(std::move(lines.rules), proposals);
  add(std::move(parts.rules), proposals);
  add(std::move(shapes), proposals);
  add(std::move(lines.near_misses), misses);
  add(std::move(parts.near_misses), misses);
  keep_most_used(misses, kMostMisses, draft.left_out);

  add_examples(texts_, proposals);
  for (Proposal& proposal : proposals) draft.rules.push_back(std::move(proposal.rule));
  for (Proposal& proposal : misses) draft.near_misses.push_back(std::move(proposal.rule));
  make_draft_ids(draft.rules);
  return draft;
}

}  // namespace pith
