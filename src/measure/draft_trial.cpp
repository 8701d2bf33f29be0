#include "measure/draft_trial.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "measure/draft_proposal.h"

namespace pith {
namespace {

constexpr std::size_t kNone = ~std::size_t{0};
constexpr std::uint64_t kFewest = 3;

double share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

// Of the lines it takes; of a region, of the documents: a headline that is lost is one line of many.
double wrong_share(const DraftRule& rule) {
  const Evidence& evidence = rule.evidence;
  return rule.end == DraftEnd::line ? share(evidence.wrong, evidence.lines)
                                    : share(evidence.wrong_documents, evidence.documents);
}

double most_wrong(const DraftRule& rule) {
  return rule.end == DraftEnd::line ? kMostWrong : kMostWrongTexts;
}

}  // namespace

DraftTrial::DraftTrial(Draft& draft, const Program& program, std::string_view path)
    : draft_(draft), draft_rules_(program.rule_count(), kNone), seen_(draft.rules.size()) {
  std::unordered_map<std::string_view, std::size_t> by_id;
  for (std::size_t i = 0; i < draft.rules.size(); ++i) {
    by_id.emplace(draft.rules[i].id, i);
    draft.rules[i].evidence = {};
  }
  for (RuleIndex index = 0; index < program.rule_count(); ++index) {
    const RuleView rule = program.rule(index);
    if (rule.file != path) continue;
    const auto found = by_id.find(rule.name.substr(rule.name.rfind(':') + 1));
    if (found != by_id.end()) draft_rules_[index] = found->second;
  }
}

void DraftTrial::add(std::string_view text, std::span<const MinedLine> lines, const LineRange& article,
                     std::uint64_t host, const Outcome& outcome) {
  ++document_;
  auto edit = outcome.edits.begin();
  for (std::uint32_t i = 0; i < lines.size(); ++i) {
    const MinedLine& line = lines[i];
    if (!line.stays()) continue;
    draft_.characters += line.chars;
    while (edit != outcome.edits.end() && edit->span.end < line.text.end) ++edit;
    if (edit == outcome.edits.end()) continue;
    const std::size_t rule = draft_rules_[edit->rule];
    if (rule == kNone || edit->span.begin > line.text.begin) continue;
    add_line(rule, text, line, article, i, host);
  }
  for (const Notice& notice : outcome.notices) {
    if (notice.kind == NoticeKind::capped && draft_rules_[notice.rule] != kNone) {
      ++draft_.rules[draft_rules_[notice.rule]].evidence.capped;
    }
  }
}

void DraftTrial::add_line(std::size_t index, std::string_view text, const MinedLine& line, const LineRange& article,
                          std::uint32_t number, std::uint64_t host) {
  const DraftRule& rule = draft_.rules[index];
  Evidence& evidence = draft_.rules[index].evidence;
  Seen& seen = seen_[index];
  if (seen.last_document != document_) {
    ++evidence.documents;
    seen.hosts.add(host);
  }
  seen.last_document = document_;
  ++evidence.lines;
  evidence.characters += line.chars;
  if (article.has(number)) ++evidence.between;
  const bool is_known = line.in_gold != InGold::unknown;
  const bool is_wrong =
      is_known ? line.in_gold == InGold::yes
               : !line.recurs && (rule.unsure ? article.has_with_head(number) : line.prose && article.has(number));
  if (!is_wrong) return;
  ++evidence.wrong;
  if (std::exchange(seen.last_wrong, document_) != document_) ++evidence.wrong_documents;
  if (evidence.wrong_example.empty()) evidence.wrong_example = for_rule_file(line.of(text));
}

void DraftTrial::finish(std::size_t most) {
  for (std::size_t i = 0; i < seen_.size(); ++i) draft_.rules[i].evidence.hosts = seen_[i].hosts.count();
  std::vector<DraftRule> rules;
  for (DraftRule& rule : draft_.rules) {
    const Evidence& evidence = rule.evidence;
    if (evidence.documents < kFewest || (draft_.across_hosts && evidence.hosts < kFewest)) continue;
    if (wrong_share(rule) <= most_wrong(rule)) {
      rules.push_back(std::move(rule));
    } else if (wrong_share(rule) <= kNearlyRight) {
      draft_.near_misses.push_back(std::move(rule));
    } else {
      ++draft_.wrong;
    }
  }
  std::ranges::stable_sort(rules, std::ranges::greater(), [](const DraftRule& rule) { return rule.evidence.use(); });
  if (rules.size() > most) {
    draft_.left_out += rules.size() - most;
    rules.erase(rules.begin() + static_cast<std::ptrdiff_t>(most), rules.end());
  }
  draft_.rules = std::move(rules);
}

}  // namespace pith
