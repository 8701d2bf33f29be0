#include "measure/rule_use.h"

#include <algorithm>
#include <string>

#include "measure/stopwatch.h"
#include "text/unicode.h"

namespace pith {
namespace {

// Passes are repeated for so long, in nanoseconds.
constexpr double kLongEnough = 200e6;

// Line ends, and a last line without one.
std::uint64_t count_lines(std::string_view text) {
  const auto ends = static_cast<std::uint64_t>(std::ranges::count(text, '\n'));
  return ends + (text.ends_with('\n') ? 0 : 1);
}

void count_edits(const Document& document, const Outcome& outcome, std::vector<RuleRow>& rows,
                 std::vector<std::uint64_t>& last_document, std::uint64_t number) {
  for (const Edit& edit : outcome.edits) {
    RuleRow& row = rows[edit.rule];
    const std::string_view taken = document.text.substr(edit.span.begin, edit.span.size());
    row.lines += count_lines(taken);
    row.characters += count_code_points(taken);
    if (last_document[edit.rule] != number) ++row.documents;
    last_document[edit.rule] = number;
  }
}

void add_cost(const RuleCost& cost, double passes, RuleRow& row) {
  row.tries = static_cast<double>(cost.tries) / passes;
  row.nanoseconds = cost.nanoseconds / passes;
  row.sharers = cost.sharers;
  row.tries_every_line = cost.tries_every_line;
}

}  // namespace

std::vector<RuleRow> use_of_rules(const Program& program, std::span<const Document> documents) {
  std::vector<RuleRow> rows(program.rule_count());
  std::vector<std::uint64_t> last_document(rows.size(), 0);
  Cleaner cleaner(program);
  cleaner.book_costs();
  double passes = 0;
  for (const Stopwatch watch; passes == 0 || watch.elapsed().real < kLongEnough; ++passes) {
    std::uint64_t number = 0;
    for (const Document& document : documents) {
      const Outcome outcome = cleaner.clean(document);
      ++number;
      if (passes == 0) count_edits(document, outcome, rows, last_document, number);
    }
  }
  const RuleCosts costs = cleaner.take_costs();
  for (RuleIndex index = 0; index < rows.size(); ++index) {
    RuleRow& row = rows[index];
    const RuleView rule = program.rule(index);
    row.name = rule.name;
    row.file = rule.file;
    row.line = rule.line;
    add_cost(costs.rules[index], passes, row);
  }
  RuleRow& known_by = rows.emplace_back();
  known_by.name = "known by";
  add_cost(costs.known_by, passes, known_by);
  std::erase_if(rows, [](const RuleRow& row) { return row.tries == 0 && row.documents == 0; });
  std::ranges::stable_sort(rows, std::ranges::greater(), &RuleRow::nanoseconds);
  return rows;
}

}  // namespace pith
