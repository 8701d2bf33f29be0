#include "output/stats.h"

#include <fmt/format.h>

#include <algorithm>

#include "output/numbers.h"
#include "output/table.h"
#include "text/json.h"
#include "text/unicode.h"

namespace pith {
namespace {

constexpr std::string_view kNoSite = "(none)";
// Rows that a table shows unless all are asked for.
constexpr std::size_t kMostRows = 40;

void write_more(std::size_t rows, std::size_t shown, std::string& out) {
  if (rows > shown) out += fmt::format("and {} more, with --verbose\n", with_commas(rows - shown));
}

}  // namespace

void Stats::RuleSums::add(const RuleSums& other) {
  documents += other.documents;
  hits += other.hits;
  characters += other.characters;
  capped += other.capped;
  report_only += other.report_only;
  no_end += other.no_end;
  gave_up += other.gave_up;
}

void Stats::add(std::string_view text, const Outcome& outcome, std::uint64_t bytes_out) {
  ++documents_;
  bytes_in_ += text.size();
  bytes_out_ += bytes_out;
  const std::uint64_t characters = add_edits(text, outcome);
  add_notices(outcome);
  const bool is_changed = !outcome.edits.empty();
  changed_ += is_changed ? 1 : 0;
  characters_ += characters;
  const Choice& choice = *outcome.choice;
  SiteSums& site = sites_[choice.site.empty() ? std::string(kNoSite) : choice.site];
  ++site.documents;
  site.changed += is_changed ? 1 : 0;
  site.characters += characters;
  site.has_file = site.has_file ||
                  (choice.source != SiteSource::none && std::ranges::none_of(outcome.notices, [](const Notice& notice) {
                     return notice.kind == NoticeKind::no_site_file;
                   }));
}

std::uint64_t Stats::add_edits(std::string_view text, const Outcome& outcome) {
  std::uint64_t characters = 0;
  for (const Edit& edit : outcome.edits) {
    RuleSums& rule = rules_[edit.rule];
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
        ++rules_[notice.rule].capped;
        any_capped = true;
        break;
      case NoticeKind::no_end:
        ++rules_[notice.rule].no_end;
        break;
      case NoticeKind::gave_up:
        ++rules_[notice.rule].gave_up;
        break;
      case NoticeKind::report_only:
        ++rules_[notice.rule].report_only;
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
  for (std::size_t i = 0; i < rules_.size(); ++i) rules_[i].add(other.rules_[i]);
  for (const auto& [host, sums] : other.sites_) {
    SiteSums& site = sites_[host];
    site.documents += sums.documents;
    site.changed += sums.changed;
    site.characters += sums.characters;
    site.has_file = site.has_file || sums.has_file;
  }
  documents_ += other.documents_;
  changed_ += other.changed_;
  failed_ += other.failed_;
  skipped_ += other.skipped_;
  refused_ += other.refused_;
  capped_ += other.capped_;
  site_ties_ += other.site_ties_;
  bytes_in_ += other.bytes_in_;
  bytes_out_ += other.bytes_out_;
  characters_ += other.characters_;
}

std::size_t Stats::site_count() const {
  return static_cast<std::size_t>(std::ranges::count_if(sites_, [](const auto& site) { return site.second.has_file; }));
}

std::map<std::string_view, Stats::RuleSums> Stats::rules_by_name() const {
  std::map<std::string_view, RuleSums> by_name;
  for (RuleIndex i = 0; i < rules_.size(); ++i) {
    if (!rules_[i].is_zero()) by_name[program_.rule(i).name].add(rules_[i]);
  }
  return by_name;
}

std::string Stats::to_json() const {
  JsonWriter json;
  json.begin_object()
      .member("documents", documents_)
      .member("changed", changed_)
      .member("failed", failed_)
      .member("skipped", skipped_)
      .member("refused", refused_)
      .member("bytes_in", bytes_in_)
      .member("bytes_out", bytes_out_)
      .member("characters", characters_);
  json.key("sites").begin_object();
  for (const auto& [host, site] : sites_) {
    json.key(host).begin_object().member("documents", site.documents).member("changed", site.changed);
    json.member("characters", site.characters).end_object();
  }
  json.end_object().key("rules").begin_object();
  for (const auto& [name, rule] : rules_by_name()) {
    json.key(name).begin_object().member("documents", rule.documents).member("hits", rule.hits);
    json.member("characters", rule.characters).member("capped", rule.capped);
    json.member("report_only", rule.report_only).member("no_end", rule.no_end).member("gave_up", rule.gave_up);
    json.end_object();
  }
  json.end_object().end_object();
  return json.take() + '\n';
}

void Stats::write_table(bool all, std::string& out) const {
  out += fmt::format("documents {}, changed {}, refused {}, skipped {}, failed {}; characters removed {}\n",
                     with_commas(documents_), with_commas(changed_), with_commas(refused_), with_commas(skipped_),
                     with_commas(failed_), with_commas(characters_));
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
