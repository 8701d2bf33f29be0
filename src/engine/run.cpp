#include "engine/run.h"

#include <fmt/format.h>

#include <limits>

#include "text/unicode.h"

namespace pith {

std::uint64_t Shares::total() {
  count(std::numeric_limits<std::uint64_t>::max());
  return counted_;
}

bool Shares::is_within(std::uint64_t part, std::uint32_t percent) {
  if (part == 0 || percent == 0) return part == 0;
  const std::uint64_t wanted = (part * 100 + percent - 1) / percent;
  count(wanted);
  return counted_ >= wanted;
}

void Shares::count(std::uint64_t wanted) {
  constexpr std::uint32_t kBlock = 512;  // bytes; short lines are counted together
  while (counted_ < wanted && lines_ < table_->size()) {
    const std::uint32_t begin = (*table_)[lines_].begin;
    std::uint32_t end = begin;
    while (lines_ < table_->size() && end - begin < kBlock) end = (*table_)[lines_++].next;
    counted_ += count_visible(table_->document().substr(begin, end - begin));
  }
}

std::uint32_t Shares::visible(LineIndex line) const {
  return count_visible((*table_)[line].text(table_->document()));
}

void Taken::add(const Taken& more) {
  visible += more.visible;
  lines += more.lines;
  prose += more.prose;
}

std::string Run::passes_bound(const Bounds& bounds, const Taken& taken) {
  if (!caps) return {};
  if (bounds.percent != Bounds::kNoBound && !shares.is_within(taken.visible, bounds.percent)) {
    const std::uint64_t total = shares.total();
    return fmt::format("would take {}% of the text, the limit is {}%", (taken.visible * 100 + total - 1) / total,
                       bounds.percent);
  }
  if (taken.lines > bounds.lines) {
    return fmt::format("would take {} {}, the limit is {}", taken.lines, taken.lines == 1 ? "line" : "lines",
                       bounds.lines);
  }
  if (taken.prose > bounds.prose) {
    return fmt::format("would take {} prose paragraphs, the limit is {}", taken.prose, bounds.prose);
  }
  return {};
}

RuleIndex Run::better(RuleIndex a, RuleIndex b) const {
  if (a == kNoRule || b == kNoRule) return a == kNoRule ? b : a;
  return program->rules[a].rank < program->rules[b].rank ? a : b;
}

void Run::notice(NoticeKind kind, RuleIndex rule, LineIndex line, std::string detail) {
  notices.push_back({kind, rule, line == kNoLine ? 0 : line + 1, std::move(detail)});
}

const std::vector<Taken>& Run::sums(Level level) {
  std::vector<Taken>& sums = sums_of_levels[static_cast<std::size_t>(level)];
  if (!sums.empty()) return sums;
  sums.reserve(table.size() + 1);
  sums.emplace_back();
  for (LineIndex line = 0; line < table.size(); ++line) {
    Taken sum = sums.back();
    if (!is_protected(line, level)) sum.add({shares.visible(line), 1, table.is_prose(line) ? 1U : 0U});
    sums.push_back(sum);
  }
  return sums;
}

void Run::clear_verdicts() {
  for (std::vector<Taken>& sums : sums_of_levels) sums.clear();
  kept.assign(table.size(), 0);
  kept_by.assign(table.size(), kNoRule);
  keeps_used.clear();
  cut.assign(table.size(), kNoRule);
}

bool Run::is_saved(LineIndex line, Level level) {
  if (!is_protected(line, level)) return false;
  keeps_used.insert(kept_by[line]);
  return true;
}

}  // namespace pith
