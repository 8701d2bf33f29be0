#include "engine/scanner.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "engine/line_match.h"
#include "oracle/twins.h"
#include "rules/compile.h"
#include "rules/mistakes.h"
#include "rules/parser.h"

namespace pith::oracle {
namespace {

constexpr std::string_view kHeader = "format 1\n";
constexpr std::size_t kLinesOfRule = 2;

std::string rule_text(const std::vector<std::string>& statements) {
  std::string text(kHeader);
  for (std::size_t i = 0; i < statements.size(); ++i) text += statements[i] + "\n  id r" + std::to_string(i) + "\n";
  return text;
}

ProgramData compiled(const std::vector<std::string>& statements, Mistakes& mistakes) {
  std::vector<ast::File> files;
  files.push_back(parse_rules(rule_text(statements), "scan.rules", ast::Origin::user, mistakes));
  return compile_rules(std::move(files), {}, mistakes);
}

using Lines = std::vector<std::string>;

std::optional<ScanDifference> difference(const Lines& statements, const Lines& lines) {
  std::optional<Scanner> scanner = Scanner::compile(statements);
  ScanTally tally;
  return scanner ? scanner->first_difference(lines, tally) : std::nullopt;
}

// Takes away ever smaller runs of `items` that `differs` does without.
template <class Differs>
void drop(Lines& items, Differs differs) {
  for (std::size_t run = items.size(); run > 0; run /= 2) {
    for (std::size_t at = 0; at < items.size();) {
      Lines fewer(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(at));
      const std::size_t behind = std::min(items.size(), at + run);
      fewer.insert(fewer.end(), items.begin() + static_cast<std::ptrdiff_t>(behind), items.end());
      if (differs(fewer)) {
        items = std::move(fewer);
      } else {
        at += run;
      }
    }
  }
}

}  // namespace

std::size_t ScanTally::kind_of(const ProgramData& program, MatcherId id) {
  const CompiledMatcher& matcher = program.matchers[id];
  const bool phrase = matcher.word != ast::Word::like && !matcher.patterns.empty();
  const bool exact = phrase && program.phrases[matcher.patterns.front()].exact;
  return static_cast<std::size_t>(matcher.word) * 2 + (exact ? 1 : 0);
}

Scanner::Scanner(ProgramData program, std::vector<RuleOfMatcher> rules)
    : program_(std::make_unique<const ProgramData>(std::move(program))), rules_(std::move(rules)) {
  std::vector<MatcherId> matchers;
  for (const RuleOfMatcher& rule : rules_) matchers.push_back(rule.matcher);
  std::ranges::sort(matchers);
  matchers.erase(std::unique(matchers.begin(), matchers.end()), matchers.end());
  index_ = std::make_unique<const MatchIndex>(*program_, matchers);
}

std::optional<Scanner> Scanner::compile(const std::vector<std::string>& statements) {
  Mistakes mistakes;
  ProgramData program = compiled(statements, mistakes);
  if (mistakes.any_error()) return std::nullopt;
  std::vector<RuleOfMatcher> rules;
  for (std::size_t i = 0; i < program.rules.size(); ++i)
    rules.push_back({std::stoul(program.infos[i].id.substr(1)), program.rules[i].matcher});
  return Scanner(std::move(program), std::move(rules));
}

std::optional<ScanDifference> Scanner::first_difference(const std::vector<std::string>& lines, ScanTally& tally) {
  // Exactly as long as the document, so that a sanitizer sees whoever reads on behind its end.
  std::vector<char> document;
  for (const std::string& line : lines) document.insert(document.end(), line.begin(), line.end());
  document.shrink_to_fit();
  table_.load({document.data(), document.size()});
  hits_.reset(program_->matchers.size());
  index_->scan(table_, hits_);
  tally.lines += table_.size();
  for (const auto& [rule, matcher] : rules_) {
    ScanTally::Kind& kind = tally.kinds[ScanTally::kind_of(*program_, matcher)];
    const std::vector<LineIndex>& found = lines_of(*program_, matcher, table_, hits_);
    auto next = found.begin();
    for (LineIndex line = 0; line < table_.size(); ++line) {
      const bool matches = matcher_matches(*program_, matcher, table_, line);
      ++(matches ? kind.matches : kind.misses);
      const bool scanned = next != found.end() && *next == line;
      if (matches != scanned) return ScanDifference{rule, line, matches};
      if (scanned) ++next;
    }
    if (next != found.end()) return ScanDifference{rule, *next, false};
  }
  return std::nullopt;
}

std::vector<std::string> without_mistakes(std::vector<std::string> statements) {
  for (;;) {
    Mistakes mistakes;
    compiled(statements, mistakes);
    if (!mistakes.any_error()) return statements;
    std::set<std::size_t> wrong;
    for (const Diagnostic& mistake : mistakes.list()) {
      if (mistake.severity == Severity::error) wrong.insert((mistake.at.line - 2) / kLinesOfRule);
    }
    Lines good;
    for (std::size_t i = 0; i < statements.size(); ++i) {
      if (!wrong.contains(i)) good.push_back(std::move(statements[i]));
    }
    statements = std::move(good);
  }
}

std::string described_difference(std::vector<std::string> statements, std::vector<std::string> lines) {
  if (difference(statements, lines)) {
    drop(statements, [&](const Lines& fewer) { return difference(fewer, lines).has_value(); });
    drop(lines, [&](const Lines& fewer) { return difference(statements, fewer).has_value(); });
  }
  std::string out = rule_text(statements) + "--- document\n";
  for (const std::string& line : lines) out += "  |" + escaped(line) + "\n";
  const auto found = difference(statements, lines);
  if (!found) return out + "--- only with the documents that were scanned before this one\n";
  out += "--- " + statements[found->rule] + "\n    line " + std::to_string(found->line + 1) + ": scan() says ";
  out += found->matches ? "no or not in order, matcher_matches() says yes\n" : "yes, matcher_matches() says no\n";
  return out;
}

}  // namespace pith::oracle
