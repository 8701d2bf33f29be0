#include "engine/line_cuts.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/conditions.h"

namespace pith {
namespace {

using ast::Action;
using ast::Until;

void keep_lines(Run& run, RuleIndex index) {
  const CompiledRule& rule = run.program->rules[index];
  const std::vector<LineIndex>& lines = candidate_lines(run, rule);
  if (rule.report_only) {
    if (!lines.empty())
      run.notice(NoticeKind::report_only, index, lines.front(),
                 fmt::format("would keep {} {}", lines.size(), lines.size() == 1 ? "line" : "lines"));
    return;
  }
  const auto level = static_cast<std::uint8_t>(static_cast<std::uint8_t>(rule.level) + 1);
  for (const LineIndex line : lines) {
    run.kept[line] = std::max(run.kept[line], level);
    run.kept_by[line] = run.better(run.kept_by[line], index);
  }
}

// Report-only rules are counted, the others take their lines.
void take(Run& run, RuleIndex index, const std::vector<LineIndex>& lines) {
  if (lines.empty()) return;
  if (run.program->rules[index].report_only) {
    run.notice(NoticeKind::report_only, index, lines.front(),
               fmt::format("would take {} {}", lines.size(), lines.size() == 1 ? "line" : "lines"));
    return;
  }
  for (const LineIndex line : lines) run.cut[line] = run.better(run.cut[line], index);
}

void cut_lines(Run& run, RuleIndex index) {
  const CompiledRule& rule = run.program->rules[index];
  std::vector<LineIndex>& lines = candidate_lines(run, rule);
  std::erase_if(lines, [&](LineIndex line) { return run.is_saved(line, rule.level); });
  Taken taken;
  for (const LineIndex line : lines) taken.add({run.shares.visible(line), 1, 0});
  if (std::string why = run.passes_bound(rule.bounds, taken); !why.empty()) {
    run.notice(NoticeKind::capped, index, lines.front(), std::move(why));
    return;
  }
  take(run, index, lines);
}

// One region rule on one document. First lines are tried in order, so every search for an end goes on where the last
// one stopped and the whole takes linear time.
class RegionCutter {
 public:
  RegionCutter(Run& run, RuleIndex index) : run_(run), index_(index), rule_(run.program->rules[index]) {}

  void cut() {
    const std::vector<LineIndex> firsts = first_lines();
    if (firsts.empty()) return;
    LineIndex behind = 0;  // the first line that no region took yet
    for (const LineIndex first : firsts) {
      if (first < behind) continue;
      const LineIndex end = find_end(first);
      if (end == kNoLine) {
        if (no_end_ == kNoLine) no_end_ = first;
        continue;
      }
      if (end <= first) continue;  // `to line` right at the start: nothing to take
      if (take_region(first, end)) behind = end;
    }
    if (capped_ != kNoLine) run_.notice(NoticeKind::capped, index_, capped_, std::move(why_capped_));
    if (no_end_ != kNoLine) run_.notice(NoticeKind::no_end, index_, no_end_, missing_end());
    take(run_, index_, lines_);
  }

 private:
  std::vector<LineIndex> first_lines() {
    if (!rule_.from_start) return candidate_lines(run_, rule_);
    // From the very top; conditions are asked of the first line that is not blank.
    const auto& content = run_.table.content();
    if (content.empty() || !conditions_hold(run_, rule_.conditions, content.front())) return {};
    return {0};
  }

  LineIndex search_from(LineIndex first) const { return rule_.from_start ? first : first + 1; }

  // One behind the region's last line, or kNoLine.
  LineIndex find_end(LineIndex first) {
    const LineIndex size = run_.table.size();
    switch (rule_.until) {
      case Until::end:
        return size;
      case Until::lines:
        return first + std::min(rule_.lines, size - first);
      case Until::to_line:
      case Until::through_line: {
        const std::vector<LineIndex>& lasts = run_.lines_of(rule_.last);
        while (next_last_ < lasts.size() && lasts[next_last_] < search_from(first)) ++next_last_;
        if (next_last_ == lasts.size()) return rule_.or_end ? size : kNoLine;
        return lasts[next_last_] + (rule_.until == Until::through_line ? 1 : 0);
      }
      case Until::blank:
        seek(first, [&](LineIndex line) { return run_.table[line].blank; });
        return seek_;
      case Until::prose:
        seek(first, [&](LineIndex line) { return run_.table.is_prose(line); });
        return seek_ < size ? seek_ : kNoLine;
    }
    return kNoLine;
  }

  template <class Found>
  void seek(LineIndex first, Found found) {
    seek_ = std::max(seek_, search_from(first));
    while (seek_ < run_.table.size() && !found(seek_)) ++seek_;
  }

  bool take_region(LineIndex first, LineIndex end) {
    // Sums, so that a region that is refused costs no walk over its lines.
    const std::vector<Taken>& sums = run_.sums(rule_.level);
    const Taken& before = sums[first];
    const Taken& behind = sums[end];
    Taken taken = taken_;
    taken.add({behind.visible - before.visible, behind.lines - before.lines, behind.prose - before.prose});
    if (std::string why = run_.passes_bound(rule_.bounds, taken); !why.empty()) {
      if (capped_ == kNoLine) {
        capped_ = first;
        why_capped_ = std::move(why);
      }
      return false;
    }
    taken_ = taken;
    for (LineIndex line = first; line < end; ++line) {
      if (!run_.is_saved(line, rule_.level)) lines_.push_back(line);
    }
    return true;
  }

  std::string missing_end() const {
    return rule_.until == Until::prose ? "no prose paragraph follows" : "the line that ends the region was not found";
  }

  Run& run_;
  RuleIndex index_;
  const CompiledRule& rule_;
  Taken taken_;
  std::vector<LineIndex> lines_;
  std::size_t next_last_ = 0;
  LineIndex seek_ = 0;
  LineIndex capped_ = kNoLine;
  LineIndex no_end_ = kNoLine;
  std::string why_capped_;
};

}  // namespace

void decide_lines(Run& run) {
  for (const RuleIndex index : run.rules) {
    if (run.program->rules[index].action != Action::keep_line) continue;
    const Decided decided(run.hits.costs, index);
    keep_lines(run, index);
  }
  for (const RuleIndex index : run.rules) {
    const Decided decided(run.hits.costs, index);
    switch (run.program->rules[index].action) {
      case Action::cut_line:
        cut_lines(run, index);
        break;
      case Action::cut_region:
        RegionCutter(run, index).cut();
        break;
      case Action::cut_text:
      case Action::cut_shortcode:
      case Action::replace_text:
      case Action::keep_line:
        break;
    }
  }
}

}  // namespace pith
