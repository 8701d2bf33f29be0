#include "engine/conditions.h"

#include <algorithm>

#include "engine/line_match.h"

namespace pith {
namespace {

using ast::Where;

bool in_first(std::uint64_t position, std::uint64_t percent, std::uint64_t size) {
  return position * 100 < percent * size;
}

bool neighbour_matches(Run& run, const CompiledCondition& condition, LineIndex neighbour) {
  if (neighbour == kNoLine) return false;
  // One line is asked about, so a matcher that can only be tried is tried on that line alone.
  if (run.program->matchers[condition.matcher].scan) {
    const Tried tried(run.hits.costs, condition.matcher);
    return matcher_matches(*run.program, condition.matcher, run.table, neighbour);
  }
  return run.hits.has(condition.matcher, neighbour);
}

// For a matcher that can only be tried: a small set of lines outside of which the rule cannot hold, by the condition
// that names one; all lines that are not blank without such a condition.
std::vector<LineIndex> lines_to_try(Run& run, const CompiledRule& rule) {
  const std::vector<LineIndex>& content = run.table.content();
  for (const CompiledCondition& condition : rule.conditions) {
    std::vector<LineIndex> lines;
    switch (condition.where) {
      case Where::above:
      case Where::directly_above:
        for (const LineIndex line : run.lines_of(condition.matcher)) lines.push_back(run.table.previous_content(line));
        std::erase(lines, kNoLine);
        return lines;
      case Where::below:
      case Where::directly_below:
        for (const LineIndex line : run.lines_of(condition.matcher)) lines.push_back(run.table.next_content(line));
        std::erase(lines, kNoLine);
        return lines;
      case Where::top_lines:
        return {content.begin(), std::ranges::lower_bound(content, condition.n)};
      case Where::bottom_lines:
        return {std::ranges::lower_bound(content, run.table.size() - std::min(condition.n, run.table.size())),
                content.end()};
      case Where::top_percent:
      case Where::bottom_percent:
      case Where::before:
      case Where::after:
      case Where::alone:
        break;
    }
  }
  return content;
}

}  // namespace

bool condition_holds(Run& run, const CompiledCondition& condition, LineIndex line) {
  LineTable& table = run.table;
  const LineIndex size = table.size();
  switch (condition.where) {
    case Where::top_lines:
      return line < condition.n;
    case Where::bottom_lines:
      return size - 1 - line < condition.n;
    case Where::top_percent:
      return in_first(line, condition.n, size);
    case Where::bottom_percent:
      return in_first(size - 1 - line, condition.n, size);
    case Where::above:
      return neighbour_matches(run, condition, table.next_content(line));
    case Where::directly_above:
      return table.next_content(line) == line + 1 && neighbour_matches(run, condition, line + 1);
    case Where::below:
      return neighbour_matches(run, condition, table.previous_content(line));
    case Where::directly_below:
      return line > 0 && table.previous_content(line) == line - 1 && neighbour_matches(run, condition, line - 1);
    case Where::before: {
      const auto& lines = run.lines_of(condition.matcher);
      return !lines.empty() && line < lines.back();
    }
    case Where::after: {
      const auto& lines = run.lines_of(condition.matcher);
      return !lines.empty() && line > lines.front();
    }
    case Where::alone:
      return (line == 0 || table[line - 1].blank) && (line + 1 == size || table[line + 1].blank);
  }
  return false;
}

bool conditions_hold(Run& run, const CompiledRule& rule, LineIndex line) {
  return std::ranges::all_of(rule.conditions,
                             [&](const CompiledCondition& c) { return condition_holds(run, c, line); });
}

std::vector<LineIndex>& candidate_lines(Run& run, const CompiledRule& rule) {
  std::vector<LineIndex>& lines = run.lines;
  if (run.program->matchers[rule.matcher].scan) {
    lines = lines_to_try(run, rule);
    std::erase_if(lines, [&](LineIndex line) {
      const Tried tried(run.hits.costs, rule.matcher);
      return !matcher_matches(*run.program, rule.matcher, run.table, line);
    });
  } else {
    lines = run.hits.of(rule.matcher);
  }
  if (!rule.conditions.empty()) {
    std::erase_if(lines, [&](LineIndex line) { return !conditions_hold(run, rule, line); });
  }
  return lines;
}

}  // namespace pith
