#include "oracle/lines.h"

#include <algorithm>

#include "oracle/match.h"

namespace pith::oracle {
namespace {

using ast::Action;
using ast::Until;
using LineNumbers = std::vector<std::size_t>;

bool keeps(const Active& keep, const Text& text, std::size_t line) {
  return matches(keep.rule->matcher, text, line) && hold(keep.rule->conditions, text, line);
}

LineNumbers unprotected(const LineNumbers& lines, const std::vector<Active>& rules, const Active& rule,
                        const Text& text) {
  LineNumbers left;
  for (const std::size_t line : lines) {
    if (!is_protected(rules, rule, text, line)) left.push_back(line);
  }
  return left;
}

Taken measure(const LineNumbers& lines, const Text& text) {
  Taken taken;
  for (const std::size_t line : lines) {
    taken.visible += text.visible(line);
    taken.lines += 1;
    taken.prose += text.is_prose(line);
  }
  return taken;
}

LineNumbers lines_of_line_rule(const std::vector<Active>& rules, const Active& rule, const Text& text,
                               Notices& notices) {
  LineNumbers lines;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (matches(rule.rule->matcher, text, i) && hold(rule.rule->conditions, text, i)) lines.push_back(i);
  }
  lines = unprotected(lines, rules, rule, text);
  if (is_within(measure(lines, text), bounds_of(*rule.rule), text)) return lines;
  notices.emplace(NoticeKind::capped, rule.name);
  return {};
}

bool is_first_line(const Active& rule, const Text& text, std::size_t line) {
  if (!rule.rule->region.from_start) {
    return matches(rule.rule->matcher, text, line) && hold(rule.rule->conditions, text, line);
  }
  if (line != 0) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!text.blank(i)) return hold(rule.rule->conditions, text, i);
  }
  return false;
}

// The line behind the region that starts at `first`; nothing when its end is not there.
std::optional<std::size_t> region_end(const ast::Region& region, const Text& text, std::size_t first) {
  const std::size_t from = region.from_start ? first : first + 1;
  if (region.until == Until::lines) return std::min<std::size_t>(first + region.n, text.size());
  for (std::size_t i = from; i < text.size(); ++i) {
    switch (region.until) {
      case Until::to_line:
        if (matches(region.last, text, i)) return i;
        break;
      case Until::through_line:
        if (matches(region.last, text, i)) return i + 1;
        break;
      case Until::blank:
        if (text.blank(i)) return i;
        break;
      case Until::prose:
        if (!text.blank(i) && text.is_prose(i)) return i;
        break;
      case Until::end:
      case Until::lines:
        break;
    }
  }
  const bool may_reach_end = region.until == Until::end || region.until == Until::blank || region.or_end;
  if (may_reach_end) return text.size();
  return std::nullopt;
}

// Walks the first lines in order; each region starts behind the one taken before it.
LineNumbers lines_of_region_rule(const std::vector<Active>& rules, const Active& rule, const Text& text,
                                 Notices& notices) {
  LineNumbers taken;
  std::size_t behind = 0;
  for (std::size_t first = 0; first < text.size(); ++first) {
    if (first < behind || !is_first_line(rule, text, first)) continue;
    const auto end = region_end(rule.rule->region, text, first);
    if (!end) {
      notices.emplace(NoticeKind::no_end, rule.name);
      continue;
    }
    LineNumbers region;
    for (std::size_t i = first; i < *end; ++i) region.push_back(i);
    LineNumbers with_region = taken;
    for (const std::size_t line : unprotected(region, rules, rule, text)) with_region.push_back(line);
    if (!is_within(measure(with_region, text), bounds_of(*rule.rule), text)) {
      notices.emplace(NoticeKind::capped, rule.name);
      continue;
    }
    taken = with_region;
    behind = *end;
  }
  return taken;
}

}  // namespace

bool is_protected(const std::vector<Active>& rules, const Active& rule, const Text& text, std::size_t line) {
  return std::ranges::any_of(rules, [&](const Active& keep) {
    return keep.rule->action == Action::keep_line && !keep.rule->report_only && keep.level >= rule.level &&
           keeps(keep, text, line);
  });
}

void report_keeps(const std::vector<Active>& rules, const Text& text, Notices& notices) {
  for (const Active& rule : rules) {
    if (rule.rule->action != Action::keep_line || !rule.rule->report_only) continue;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (keeps(rule, text, i)) notices.emplace(NoticeKind::report_only, rule.name);
    }
  }
}

void take_line(Verdicts& verdicts, std::size_t line, const Active& rule) {
  const Active*& verdict = verdicts[line];
  if (verdict == nullptr || outranks(rule, *verdict)) verdict = &rule;
}

Verdicts cut_lines(const std::vector<Active>& rules, const Text& text, Notices& notices) {
  Verdicts verdicts(text.size(), nullptr);
  for (const Active& rule : rules) {
    LineNumbers lines;
    if (rule.rule->action == Action::cut_line) lines = lines_of_line_rule(rules, rule, text, notices);
    if (rule.rule->action == Action::cut_region) lines = lines_of_region_rule(rules, rule, text, notices);
    if (lines.empty()) continue;
    if (rule.rule->report_only) {
      notices.emplace(NoticeKind::report_only, rule.name);
      continue;
    }
    for (const std::size_t line : lines) take_line(verdicts, line, rule);
  }
  return verdicts;
}

Bounds bounds_of(const ast::Rule& rule) {
  if (rule.limit) return {rule.limit->percent, rule.limit->lines, std::nullopt};
  const bool may_run_away = rule.action == Action::cut_region || rule.with_text;
  return {40, std::nullopt, may_run_away ? std::optional<std::uint32_t>(2) : std::nullopt};
}

bool is_within(const Taken& taken, const Bounds& bounds, const Text& text) {
  if (bounds.percent && taken.visible * 100 > *bounds.percent * text.visible()) return false;
  if (bounds.lines && taken.lines > *bounds.lines) return false;
  return !bounds.prose || taken.prose <= *bounds.prose;
}

}  // namespace pith::oracle
