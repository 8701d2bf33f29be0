#include "measure/rule_use.h"

#include <algorithm>
#include <string>

#include "measure/stopwatch.h"
#include "text/unicode.h"

namespace pith {
namespace {

// Passes are repeated so often at least, and for so long, in nanoseconds.
constexpr unsigned kFewestPasses = 3;
constexpr double kLongEnough = 300e6;

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

// The pass with the least time is the one that other programs disturbed least.
void add_cost(const RuleCost& cost, bool is_first, RuleRow& row) {
  row.tries = cost.tries;
  row.nanoseconds = is_first ? cost.nanoseconds : std::min(row.nanoseconds, cost.nanoseconds);
  row.sharers = cost.sharers;
  row.tries_every_line = cost.tries_every_line;
}

}  // namespace

std::vector<RuleRow> use_of_rules(const Program& program, std::span<const Document> documents) {
  std::vector<RuleRow> rows(program.rule_count());
  std::vector<std::uint64_t> last_document(rows.size(), 0);
  for (RuleIndex index = 0; index < rows.size(); ++index) {
    const RuleView rule = program.rule(index);
    rows[index].name = rule.name;
    rows[index].file = rule.file;
    rows[index].line = rule.line;
  }
  RuleRow known_by;
  known_by.name = "known by";
  Cleaner cleaner(program);
  const Stopwatch watch;
  for (unsigned pass = 0; pass < kFewestPasses || watch.elapsed().real < kLongEnough; ++pass) {
    std::uint64_t number = 0;
    cleaner.book_costs();
    for (const Document& document : documents) {
      const Outcome outcome = cleaner.clean(document);
      ++number;
      if (pass == 0) count_edits(document, outcome, rows, last_document, number);
    }
    const RuleCosts costs = cleaner.take_costs();
    for (RuleIndex index = 0; index < rows.size(); ++index) add_cost(costs.rules[index], pass == 0, rows[index]);
    add_cost(costs.known_by, pass == 0, known_by);
  }
  rows.push_back(std::move(known_by));
  std::erase_if(rows, [](const RuleRow& row) { return row.tries == 0 && row.documents == 0; });
  std::ranges::stable_sort(rows, std::ranges::greater(), &RuleRow::nanoseconds);
  return rows;
}

}  // namespace pith
