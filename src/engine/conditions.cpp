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
  const CompiledMatcher& matcher = run.program->matchers[condition.matcher];
  if (matcher.scan) {
    const Tried tried(run.hits.costs, condition.matcher);
    return matcher_matches(*run.program, condition.matcher, run.table, neighbour);
  }
  if (matcher.run != 0) run.lines_of(condition.matcher);
  return run.hits.has(condition.matcher, neighbour);
}

// The first or the last line that matches; kNoLine without one. A matcher that can only be tried is tried from that
// side until one does.
LineIndex edge_line(Run& run, MatcherId matcher, bool first) {
  if (!run.program->matchers[matcher].scan || run.hits.is_known(matcher)) {
    const std::vector<LineIndex>& lines = run.lines_of(matcher);
    return lines.empty() ? kNoLine : first ? lines.front() : lines.back();
  }
  const auto known = std::ranges::lower_bound(run.edges, std::pair(matcher, first), {}, &Run::Edge::asked);
  if (known != run.edges.end() && known->asked == std::pair(matcher, first)) return known->line;
  const auto matches = [&](LineIndex line) {
    const Tried tried(run.hits.costs, matcher);
    return matcher_matches(*run.program, matcher, run.table, line);
  };
  const std::vector<LineIndex>& content = run.table.content();
  LineIndex line = kNoLine;
  if (first) {
    const auto found = std::ranges::find_if(content, matches);
    if (found != content.end()) line = *found;
  } else {
    const auto found = std::find_if(content.rbegin(), content.rend(), matches);
    if (found != content.rend()) line = *found;
  }
  run.edges.insert(known, {{matcher, first}, line});
  return line;
}

// For a matcher that can only be tried: a small set of lines outside of which the rule cannot hold, by the condition
// that names one; all lines that are not blank without such a condition.
std::vector<LineIndex> lines_to_try(Run& run, std::span<const CompiledCondition> conditions) {
  const std::vector<LineIndex>& content = run.table.content();
  for (const CompiledCondition& condition : conditions) {
    if (condition.negated) continue;
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

bool place_fits(Run& run, const CompiledCondition& condition, LineIndex line) {
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
      const LineIndex last = edge_line(run, condition.matcher, false);
      return last != kNoLine && line < last;
    }
    case Where::after: {
      const LineIndex first = edge_line(run, condition.matcher, true);
      return first != kNoLine && line > first;
    }
    case Where::alone:
      return (line == 0 || table[line - 1].blank) && (line + 1 == size || table[line + 1].blank);
  }
  return false;
}

}  // namespace

bool condition_holds(Run& run, const CompiledCondition& condition, LineIndex line) {
  return place_fits(run, condition, line) != condition.negated;
}

bool conditions_hold(Run& run, std::span<const CompiledCondition> conditions, LineIndex line) {
  return std::ranges::all_of(conditions, [&](const CompiledCondition& c) { return condition_holds(run, c, line); });
}

std::vector<LineIndex>& candidate_lines(Run& run, MatcherId matcher, std::span<const CompiledCondition> conditions) {
  std::vector<LineIndex>& lines = run.lines;
  if (run.program->matchers[matcher].scan && !run.hits.is_known(matcher)) {
    lines = lines_to_try(run, conditions);
    std::erase_if(lines, [&](LineIndex line) {
      const Tried tried(run.hits.costs, matcher);
      return !matcher_matches(*run.program, matcher, run.table, line);
    });
  } else {
    lines = run.lines_of(matcher);
  }
  if (!conditions.empty()) {
    std::erase_if(lines, [&](LineIndex line) { return !conditions_hold(run, conditions, line); });
  }
  return lines;
}

namespace {

// A line that matches and fulfils the conditions stands there. Nothing is kept, and no line behind it is looked at.
bool has_line(Run& run, MatcherId matcher, std::span<const CompiledCondition> conditions) {
  const CompiledMatcher& whole = run.program->matchers[matcher];
  const MatcherId single = whole.run == 0 ? matcher : whole.of;
  const auto fits = [&](LineIndex line) { return conditions_hold(run, conditions, line); };
  if (!run.program->matchers[single].scan || run.hits.is_known(single)) {
    return std::ranges::any_of(run.lines_of(matcher), fits);
  }
  const auto matches = [&](LineIndex line) {
    const Tried tried(run.hits.costs, single);
    return matcher_matches(*run.program, single, run.table, line);
  };
  if (whole.run == 0) {
    return std::ranges::any_of(lines_to_try(run, conditions),
                               [&](LineIndex line) { return matches(line) && fits(line); });
  }
  const std::vector<LineIndex>& content = run.table.content();
  std::size_t length = 0;  // of the run that the line ends
  for (std::size_t i = 0; i < content.size(); ++i) {
    length = matches(content[i]) ? length + 1 : 0;
    if (length < whole.run) continue;
    // The first lines of a run wait until it is long enough.
    const std::size_t waiting = length == whole.run ? length : 1;
    if (std::ranges::any_of(std::span(content).subspan(i + 1 - waiting, waiting), fits)) return true;
  }
  return false;
}

}  // namespace

bool is_known(Run& run, const FileInfo& pack) {
  for (std::size_t i = pack.known_by.first; i < pack.known_by.second; ++i) {
    const KnownBy& known = run.program->known_by[i];
    if (has_line(run, known.matcher, known.conditions)) return true;
  }
  return false;
}

}  // namespace pith
