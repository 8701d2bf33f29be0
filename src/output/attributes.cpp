#include "output/attributes.h"

#include <fmt/format.h>

#include <map>
#include <vector>

#include "text/json.h"
#include "text/unicode.h"

namespace pith {
namespace {

// In code points.
struct Range {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

void write_key(std::string& out, std::string_view name, std::string_view what) {
  append_json_string(out, fmt::format("{}__pith__{}", name, what));
  out += ':';
}

void write_ranges(std::string& out, const std::vector<Range>& ranges) {
  out += '[';
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (i > 0) out += ',';
    out += fmt::format("[{},{},1.0]", ranges[i].begin, ranges[i].end);
  }
  out += ']';
}

}  // namespace

std::string attribute_row(std::string_view id, std::string_view source, std::string_view name, std::string_view text,
                          const Outcome& outcome, const Program& program) {
  std::vector<Range> all;
  std::map<std::string_view, std::vector<Range>> by_rule;
  std::uint64_t points = 0;  // up to `at`
  std::size_t at = 0;
  for (const Edit& edit : outcome.edits) {
    if (!edit.with.empty()) continue;
    const std::uint64_t begin = points + count_code_points(text.substr(at, edit.span.begin - at));
    points = begin + count_code_points(text.substr(edit.span.begin, edit.span.size()));
    at = edit.span.end;
    by_rule[program.rule(edit.rule).name].push_back({begin, points});
    if (!all.empty() && all.back().end == begin) {
      all.back().end = points;
    } else {
      all.push_back({begin, points});
    }
  }
  std::string out = "{";
  if (!id.empty()) out += fmt::format(R"("id":{},)", id);
  if (!source.empty()) out += fmt::format(R"("source":{},)", source);
  out += R"("attributes":{)";
  if (!all.empty()) {
    write_key(out, name, "remove");
    write_ranges(out, all);
    for (const auto& [rule, ranges] : by_rule) {
      out += ',';
      write_key(out, name, rule);
      write_ranges(out, ranges);
    }
  }
  out += "}}\n";
  return out;
}

}  // namespace pith
