// Engine::why: what became of one rule on one document, and the first thing that stood in its way.
#include <fmt/format.h>
#include <algorithm>

#include "engine/conditions.h"
#include "engine/engine.h"
#include "engine/line_match.h"
#include "engine/text_finders.h"

namespace pith {
namespace {

using ast::Action;
using ast::Where;

constexpr std::size_t kMostLines = 10;

std::string place_of(const CompiledCondition& condition, std::uint32_t run) {
  const std::string line = run == 0 ? "line …" : fmt::format("run of {}+ lines …", run);
  switch (condition.where) {
    case Where::top_lines:
      return fmt::format("top {} lines", condition.n);
    case Where::bottom_lines:
      return fmt::format("bottom {} lines", condition.n);
    case Where::top_percent:
      return fmt::format("top {}%", condition.n);
    case Where::bottom_percent:
      return fmt::format("bottom {}%", condition.n);
    case Where::above:
      return "above " + line;
    case Where::directly_above:
      return "directly above " + line;
    case Where::below:
      return "below " + line;
    case Where::directly_below:
      return "directly below " + line;
    case Where::before:
      return "before " + line;
    case Where::after:
      return "after " + line;
    case Where::alone:
      return "alone";
  }
  return {};
}

std::string list_lines(const std::vector<LineIndex>& lines) {
  std::string out;
  for (std::size_t i = 0; i < lines.size() && i < kMostLines; ++i) {
    out += fmt::format("{}{}", i == 0 ? "" : ", ", lines[i] + 1);
  }
  if (lines.size() > kMostLines) out += fmt::format(" and {} more", lines.size() - kMostLines);
  return (lines.size() == 1 ? "line " : "lines ") + out;
}

// How far a line got on its way to being taken, and what stopped it.
struct Attempt {
  int stage = 0;
  LineIndex line = kNoLine;
  std::string stopped_by;
};

// Tries one rule's matcher and conditions on single lines.
class Tracer {
 public:
  Tracer(Run& run, const CompiledRule& rule)
      : run_(run), rule_(rule), whole_(run.program->matchers[rule.matcher]), matcher_(lines_of_run(run, whole_)) {}

  Attempt furthest() {
    Attempt best;
    for (const LineIndex line : run_.table.content()) {
      Attempt attempt = attempt_line(line);
      if (attempt.stage > best.stage) best = std::move(attempt);
    }
    return best;
  }

 private:
  std::string name_of(const CompiledCondition& condition) const {
    const std::uint32_t run = condition.matcher == kNoMatcher ? 0 : run_.program->matchers[condition.matcher].run;
    return (condition.negated ? "not " : "") + place_of(condition, run);
  }

  static const CompiledMatcher& lines_of_run(const Run& run, const CompiledMatcher& matcher) {
    return matcher.run == 0 ? matcher : run.program->matchers[matcher.of];
  }

  Attempt attempt_line(LineIndex line) {
    if (!base_matches(*run_.program, matcher_, run_.table, line)) return {0, line, ""};
    for (const ast::Count& count : matcher_.counts) {
      const bool words = count.unit == ast::Count::Unit::words;
      const std::uint32_t n = words ? run_.table.words(line) : run_.table.chars(line);
      if (count.at_most ? n <= count.n : n >= count.n) continue;
      return {1, line,
              fmt::format("it has {} {}, the rule asks for {} {} {}", n, words ? "words" : "chars",
                          words ? "words" : "chars", count.at_most ? "<=" : ">=", count.n)};
    }
    for (const MatcherId exclude : matcher_.excludes) {
      if (matcher_matches(*run_.program, exclude, run_.table, line)) return {2, line, "a `but not` excludes it"};
    }
    if (whole_.run != 0 && !std::ranges::binary_search(run_.lines_of(rule_.matcher), line)) {
      return {3, line, fmt::format("it does not stand in a run of {} such lines", whole_.run)};
    }
    int stage = 4;
    for (const CompiledCondition& condition : rule_.conditions) {
      if (!condition_holds(run_, condition, line))
        return {stage, line, fmt::format("`{}` does not hold there", name_of(condition))};
      ++stage;
    }
    return {stage, line, ""};
  }

  Run& run_;
  const CompiledRule& rule_;
  const CompiledMatcher& whole_;
  const CompiledMatcher& matcher_;  // of the lines, where the whole is a run
};

}  // namespace

std::vector<std::string> Engine::why(const Document& document, RuleIndex index) {
  clean(document);
  std::vector<std::string> out;
  const RuleInfo& info = program_.infos[index];
  const CompiledRule& rule = program_.rules[index];
  const FileInfo& file = program_.files[info.file];
  if (stack_ == nullptr) return {"the document was not cleaned: it is too large"};
  if (std::ranges::find(stack_->files, info.file) == stack_->files.end()) {
    return {fmt::format("{} does not apply to this document: its {} is not among the files chosen for it", file.path,
                        file.is_site ? "site" : "pack")};
  }
  if (std::ranges::find(stack_->rules, index) == stack_->rules.end())
    return {static_cast<std::uint8_t>(rule.risk) > static_cast<std::uint8_t>(keep_)
                ? "its risk is too high for how careful this is: see `--keep`"
                : "an `off` of another file switches it off"};
  if (!in_force(rule, document.date)) {
    return {fmt::format("it is not in force on {}: since {}, until {}", document.date,
                        rule.since.empty() ? "ever" : rule.since, rule.until_date.empty() ? "ever" : rule.until_date)};
  }
  if (rule.gated && !is_known(run_, file)) {
    return {fmt::format("{} is for documents that it knows by a line (`known by`), and none of these stands here",
                        file.path)};
  }
  for (const Notice& notice : run_.notices) {
    if (notice.kind == NoticeKind::refused) return {notice.detail};
    if (notice.rule != index || notice.kind == NoticeKind::site_tie || notice.kind == NoticeKind::no_site_file)
      continue;
    out.push_back(notice.line == 0 ? notice.detail : fmt::format("line {}: {}", notice.line, notice.detail));
  }

  std::vector<LineIndex> took;
  for (LineIndex line = 0; line < run_.table.size(); ++line) {
    if (run_.cut[line] == index) took.push_back(line);
  }
  for (const TextEdit& edit : text_edits_) {
    if (edit.rule == index && (took.empty() || took.back() != edit.line)) took.push_back(edit.line);
  }
  if (run_.keeps_used.contains(index)) out.emplace_back("it protects a line that another rule would take");
  if (!took.empty()) out.push_back("it takes or changes " + list_lines(took));
  if (!out.empty()) return out;

  if (rule.action == Action::cut_shortcode) return {"no line that is left holds a shortcode of that name"};
  if (rule.matcher == kNoMatcher)
    return {"the region from the start was not taken: its conditions do not hold, or nothing stands before its end"};
  const std::vector<LineIndex> lines = candidate_lines(run_, rule);
  if (lines.empty()) {
    const Attempt attempt = Tracer(run_, rule).furthest();
    if (attempt.stage == 0) return {"no line matches"};
    return {fmt::format("line {} comes nearest, but {}", attempt.line + 1, attempt.stopped_by)};
  }
  for (const LineIndex line : lines) {
    if (run_.is_protected(line, rule.level)) {
      out.push_back(fmt::format("line {} matches, but {} keeps it", line + 1, program_.infos[run_.kept_by[line]].name));
    } else if (run_.cut[line] != kNoRule) {
      out.push_back(fmt::format("line {} matches, but {} takes it and is named for it", line + 1,
                                program_.infos[run_.cut[line]].name));
    } else {
      out.push_back(fmt::format("line {} matches, but there was nothing to take", line + 1));
    }
    if (out.size() == kMostLines) break;
  }
  return out;
}

}  // namespace pith
