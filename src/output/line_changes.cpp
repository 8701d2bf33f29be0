#include "output/line_changes.h"

#include <algorithm>

namespace pith {
namespace {

LineFate fate_of(const LineChange& change) {
  if (change.edits.empty()) return LineFate::kept;
  std::uint32_t gone = 0;
  for (const Edit& edit : change.edits) {
    if (!edit.with.empty()) return LineFate::changed;
    gone += std::min(edit.span.end, change.line.next) - std::max(edit.span.begin, change.line.begin);
  }
  return gone == change.line.next - change.line.begin ? LineFate::cut : LineFate::changed;
}

}  // namespace

std::vector<LineChange> line_changes(std::string_view text, std::span<const Edit> edits) {
  std::vector<Line> lines;
  split_lines(text, lines);
  std::vector<LineChange> changes;
  changes.reserve(lines.size());
  std::size_t first = 0;
  for (const Line& line : lines) {
    while (first < edits.size() && edits[first].span.end <= line.begin) ++first;
    std::size_t last = first;
    while (last < edits.size() && edits[last].span.begin < line.next) ++last;
    LineChange change{line, LineFate::kept, edits.subspan(first, last - first)};
    change.fate = fate_of(change);
    changes.push_back(change);
  }
  return changes;
}

void append_changed_line(std::string_view text, const LineChange& change, std::string& out) {
  std::uint32_t at = change.line.begin;
  for (const Edit& edit : change.edits) {
    if (edit.span.begin > at) out += text.substr(at, edit.span.begin - at);
    if (edit.span.begin >= change.line.begin) out += edit.with;
    at = edit.span.end;
  }
  if (at < change.line.end) out += text.substr(at, change.line.end - at);
}

}  // namespace pith
