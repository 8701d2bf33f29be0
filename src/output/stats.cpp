#include "output/stats.h"

#include <fmt/format.h>

#include <algorithm>

#include "output/numbers.h"
#include "output/table.h"
#include "output/terminal.h"
#include "text/json.h"
#include "text/unicode.h"

namespace pith {
namespace {

constexpr std::string_view kNoSite = "(none)";
// Together: a corpus may be of millions of hosts.
constexpr std::string_view kNoSiteFile = "(no rule file)";
// By SiteFrom: in JSON, and for people.
constexpr std::array<std::string_view, kSiteFroms> kSiteFromNames = {"option", "address", "folder", "known_by",
                                                                     "unknown"};
constexpr std::array<std::string_view, kSiteFroms> kSiteFromWords = {"--site", "address", "folder", "known lines",
                                                                     "nothing"};
// Rows that a table shows unless all are asked for.
constexpr std::size_t kMostRows = 40;

void write_more(std::size_t rows, std::size_t shown, std::string& out) {
  if (rows > shown) out += fmt::format("and {} more, with --verbose\n", with_commas(rows - shown));
}

}  // namespace

const std::array<std::pair<std::string_view, std::uint64_t Stats::*>, 12> Stats::kTotals = {{
    {"documents", &Stats::documents_},
    {"changed", &Stats::changed_},
    {"failed", &Stats::failed_},
    {"skipped", &Stats::skipped_},
    {"others", &Stats::others_},
    {"damaged", &Stats::damaged_},
    {"refused", &Stats::refused_},
    {"with_capped_rules", &Stats::capped_},
    {"site_ties", &Stats::site_ties_},
    {"bytes_in", &Stats::bytes_in_},
    {"bytes_out", &Stats::bytes_out_},
    {"characters", &Stats::characters_},
}};

const std::array<std::pair<std::string_view, std::uint64_t Stats::RuleSums::*>, 7> Stats::kRuleSums = {{
    {"documents", &RuleSums::documents},
    {"hits", &RuleSums::hits},
    {"characters", &RuleSums::characters},
    {"capped", &RuleSums::capped},
    {"report_only", &RuleSums::report_only},
    {"no_end", &RuleSums::no_end},
    {"gave_up", &RuleSums::gave_up},
}};

void Stats::RuleSums::add(const RuleSums& other) {
  for (const auto& [name, sum] : kRuleSums) this->*sum += other.*sum;
}

Stats::RuleSums& Stats::touch(RuleIndex rule) {
  RuleSums& sums = rules_[rule];
  if (!sums.touched) touched_.push_back(rule);
  sums.touched = true;
  return sums;
}

void Stats::add(const Counted& counted) {
  const Outcome& outcome = counted.outcome;
  ++documents_;
  bytes_in_ += counted.text.size();
  bytes_out_ += counted.bytes_out;
  const std::uint64_t characters = add_edits(counted.text, outcome);
  add_notices(outcome);
  const bool is_changed = !outcome.edits.empty();
  changed_ += is_changed ? 1 : 0;
  characters_ += characters;
  const Choice& choice = *outcome.choice;
  const std::string_view host = choice.site.empty() ? kNoSite : choice.has_site_file ? choice.site : kNoSiteFile;
  auto site = sites_.find(host);
  if (site == sites_.end()) site = sites_.try_emplace(std::string(host)).first;
  ++site->second.documents;
  site->second.changed += is_changed ? 1 : 0;
  site->second.characters += characters;
  ++site_from_[static_cast<std::size_t>(site_from(choice.source, counted.by_folder))];
  if (!counted.encoding.empty()) ++encodings_[std::string(counted.encoding)];
}

std::uint64_t Stats::add_edits(std::string_view text, const Outcome& outcome) {
  std::uint64_t characters = 0;
  for (const Edit& edit : outcome.edits) {
    RuleSums& rule = touch(edit.rule);
    const std::uint32_t size = count_code_points(text.substr(edit.span.begin, edit.span.size()));
    ++rule.hits;
    rule.characters += size;
    characters += size;
    if (rule.last_document != documents_) ++rule.documents;
    rule.last_document = documents_;
  }
  return characters;
}

void Stats::add_notices(const Outcome& outcome) {
  bool any_capped = false;
  for (const Notice& notice : outcome.notices) {
    switch (notice.kind) {
      case NoticeKind::capped:
        ++touch(notice.rule).capped;
        any_capped = true;
        break;
      case NoticeKind::no_end:
        ++touch(notice.rule).no_end;
        break;
      case NoticeKind::gave_up:
        ++touch(notice.rule).gave_up;
        break;
      case NoticeKind::report_only:
        ++touch(notice.rule).report_only;
        break;
      case NoticeKind::refused:
        ++refused_;
        break;
      case NoticeKind::site_tie:
        ++site_ties_;
        break;
      case NoticeKind::no_site_file:
      case NoticeKind::too_large:
        break;
    }
  }
  capped_ += any_capped ? 1 : 0;
}

void Stats::merge(const Stats& other) {
  for (const RuleIndex rule : other.touched_) touch(rule).add(other.rules_[rule]);
  for (const auto& [host, sums] : other.sites_) {
    SiteSums& site = sites_[host];
    site.documents += sums.documents;
    site.changed += sums.changed;
    site.characters += sums.characters;
  }
  for (std::size_t i = 0; i < kSiteFroms; ++i) site_from_[i] += other.site_from_[i];
  for (const auto& [encoding, documents] : other.encodings_) encodings_[encoding] += documents;
  for (const auto& [name, sum] : kTotals) this->*sum += other.*sum;
}

void Stats::merge(const Sums& sums) {
  for (const auto& [name, sum] : kTotals) this->*sum += sums.number(name);
  for (std::size_t i = 0; i < kSiteFroms; ++i) site_from_[i] += sums.group("site_from").number(kSiteFromNames[i]);
  for (const auto& [encoding, documents] : sums.group("encodings").numbers) encodings_[encoding] += documents;
  for (const auto& [host, each] : sums.group("sites").groups) {
    SiteSums& site = sites_[host];
    site.documents += each.number("documents");
    site.changed += each.number("changed");
    site.characters += each.number("characters");
  }
  for (const auto& [name, each] : sums.group("rules").groups) {
    const std::vector<RuleIndex> found = program_.find_rules(name);
    if (found.empty()) continue;
    RuleSums& rule = touch(found.front());
    for (const auto& [key, sum] : kRuleSums) rule.*sum += each.number(key);
  }
}

void Stats::clear() {
  for (const RuleIndex rule : touched_) rules_[rule] = RuleSums();
  touched_.clear();
  sites_.clear();
  site_from_ = {};
  encodings_.clear();
  for (const auto& [name, sum] : kTotals) this->*sum = 0;
}

std::size_t Stats::site_count() const {
  return sites_.size() - sites_.count(kNoSite) - sites_.count(kNoSiteFile);
}

SiteFrom Stats::site_from(SiteSource source, bool by_folder) {
  switch (source) {
    case SiteSource::none:
      return SiteFrom::unknown;
    case SiteSource::named:
      return by_folder ? SiteFrom::folder : SiteFrom::option;
    case SiteSource::address:
      return SiteFrom::address;
    case SiteSource::known_by:
      return SiteFrom::known_by;
  }
  return SiteFrom::unknown;
}

std::map<std::string_view, Stats::RuleSums> Stats::rules_by_name() const {
  std::map<std::string_view, RuleSums> by_name;
  for (const RuleIndex rule : touched_) by_name[program_.rule(rule).name].add(rules_[rule]);
  return by_name;
}

std::string Stats::to_json() const {
  JsonWriter json;
  json.begin_object();
  for (const auto& [name, sum] : kTotals) json.member(name, this->*sum);
  json.key("site_from").begin_object();
  for (std::size_t i = 0; i < kSiteFroms; ++i) json.member(kSiteFromNames[i], site_from_[i]);
  json.end_object().key("encodings").begin_object();
  for (const auto& [encoding, documents] : encodings_) json.member(encoding, documents);
  json.end_object().key("sites").begin_object();
  for (const auto& [host, site] : sites_) {
    json.key(host).begin_object().member("documents", site.documents).member("changed", site.changed);
    json.member("characters", site.characters).end_object();
  }
  json.end_object().key("rules").begin_object();
  for (const auto& [name, rule] : rules_by_name()) {
    json.key(name).begin_object();
    for (const auto& [key, sum] : kRuleSums) json.member(key, rule.*sum);
    json.end_object();
  }
  json.end_object().end_object();
  return json.take() + '\n';
}

void Stats::write_table(bool all, std::string& out) const {
  out += fmt::format("documents {}, changed {}, refused {}, skipped {}, failed {}; characters removed {}\n",
                     with_commas(documents_), with_commas(changed_), with_commas(refused_), with_commas(skipped_),
                     with_commas(failed_), with_commas(characters_));
  out += "site by ";
  for (std::size_t i = 0; i < kSiteFroms; ++i) {
    out += fmt::format("{} {}{}", kSiteFromWords[i], with_commas(site_from_[i]), i + 1 < kSiteFroms ? ", " : "\n");
  }
  for (const auto& [encoding, documents] : encodings_) {
    out += fmt::format("decoded from {} {}\n", printable(encoding), with_commas(documents));
  }
  write_site_table(all, out);
  write_rule_table(all, out);
}

void Stats::write_site_table(bool all, std::string& out) const {
  std::vector<std::pair<std::string_view, SiteSums>> rows(sites_.begin(), sites_.end());
  std::ranges::stable_sort(rows, std::ranges::greater(), [](const auto& row) { return row.second.documents; });
  const std::size_t shown = all ? rows.size() : std::min(rows.size(), kMostRows);
  Table table;
  table.add({"site", "documents", "changed", "characters"});
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& [host, site] = rows[i];
    table.add({printable(host), with_commas(site.documents), with_commas(site.changed), with_commas(site.characters)});
  }
  out += '\n';
  table.write(out);
  write_more(rows.size(), shown, out);
}

void Stats::write_rule_table(bool all, std::string& out) const {
  const auto by_name = rules_by_name();
  std::vector<std::pair<std::string_view, RuleSums>> rows(by_name.begin(), by_name.end());
  std::ranges::stable_sort(rows, std::ranges::greater(), [](const auto& row) { return row.second.characters; });
  const std::size_t shown = all ? rows.size() : std::min(rows.size(), kMostRows);
  Table table;
  table.add({"rule", "documents", "hits", "characters", "capped", "report-only", "no end", "gave up"});
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& [name, rule] = rows[i];
    table.add({printable(name), with_commas(rule.documents), with_commas(rule.hits), with_commas(rule.characters),
               with_commas(rule.capped), with_commas(rule.report_only), with_commas(rule.no_end),
               with_commas(rule.gave_up)});
  }
  out += '\n';
  table.write(out);
  write_more(rows.size(), shown, out);
}

}  // namespace pith
