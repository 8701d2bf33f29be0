// `pith check`: finds mistakes in rule files and runs their tests.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "cli/command.h"
#include "cli/rules.h"
#include "output/diagnostics.h"
#include "output/numbers.h"
#include "output/table.h"

namespace pith {
namespace {

constexpr std::string_view kAbout =
    "Without PATH: all rules that 'pith clean' would use. With PATH, rule files or folders of them:\n"
    "these on top, and only they are reported on.\n";

constexpr std::string_view kRemarks =
    "To check the built-in rules themselves while they are edited: --no-builtin and their folder.\n"
    "Mistakes go to stdout, the summary to stderr; --json is --message-format json. Errors and\n"
    "warnings make the exit status 1, notes do not. 'pith help CODE' explains a mistake.\n";

// So many mistakes, over all files, end the reading of rules.
constexpr std::size_t kMostMistakes = 1000;

std::string today() {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

// Which files are reported on: all, or those named.
class Scope {
 public:
  explicit Scope(const std::vector<std::string>& named) : named_(named.begin(), named.end()) {}
  bool has(std::string_view file) const { return named_.empty() || named_.contains(file); }

 private:
  std::set<std::string, std::less<>> named_;
};

// A file as the list shows it; without a name when there are no rules in it.
struct FileSums {
  std::string_view name;
  std::string_view level;
  std::vector<RuleIndex> rules;
  std::size_t tests = 0;
};

std::map<std::string_view, FileSums> files_of(const Program& program, const TestReports& reports, const Scope& scope,
                                              const std::vector<std::string>& read) {
  std::map<std::string_view, FileSums> files;
  for (const std::string& path : read) {
    if (scope.has(path)) files[path];
  }
  for (RuleIndex i = 0; i < program.rule_count(); ++i) {
    const RuleView rule = program.rule(i);
    if (!scope.has(rule.file)) continue;
    FileSums& file = files[rule.file];
    file.name = rule.name.substr(0, rule.name.rfind(':'));
    file.level = rule.level;
    file.rules.push_back(i);
  }
  for (const TestReport& test : reports.tests) {
    if (scope.has(test.file)) ++files[test.file].tests;
  }
  return files;
}

struct Findings {
  std::vector<Diagnostic> mistakes;
  std::array<std::size_t, 3> by_severity{};
  std::string extent;  // "12 files, 340 rules, 410 tests"

  std::size_t count(Severity severity) const { return by_severity.at(static_cast<std::size_t>(severity)); }
};

void settle(Findings& findings) {
  std::ranges::stable_sort(findings.mistakes, {}, [](const Diagnostic& mistake) {
    return std::tuple(std::string_view(mistake.file), mistake.at.line, mistake.at.column, mistake.code);
  });
  for (const Diagnostic& mistake : findings.mistakes) {
    ++findings.by_severity.at(static_cast<std::size_t>(mistake.severity));
  }
}

// Errors anywhere keep the rules from running, so those outside the scope are shown too.
void add(std::vector<Diagnostic> mistakes, const Scope& scope, Findings& findings) {
  for (Diagnostic& mistake : mistakes) {
    const bool breaks = mistake.severity == Severity::error;
    if (scope.has(mistake.file) || breaks) findings.mistakes.push_back(std::move(mistake));
  }
}

Findings check_rules(LoadedRules rules) {
  const Scope scope(rules.looked_at);
  Findings findings;
  const FileFilter in_scope = [&](std::string_view file) { return scope.has(file); };
  add(rules.set.lint(today(), in_scope), scope, findings);
  Compiled program = std::move(rules.set).compile();
  if (!program) {
    const std::size_t all = program.error().size();
    add(std::move(program).error(), scope, findings);
    findings.extent = "the rules are broken, so no test was run";
    if (all >= kMostMistakes) findings.extent += "; reading stopped at 1,000 mistakes, there may be more";
  } else {
    TestReports reports = program->run_tests(in_scope);
    std::ranges::move(reports.mistakes, std::back_inserter(findings.mistakes));
    const auto files = files_of(*program, reports, scope, rules.paths);
    std::size_t rule_count = 0;
    std::size_t tests = 0;
    for (const auto& [path, file] : files) {
      rule_count += file.rules.size();
      tests += file.tests;
    }
    findings.extent = fmt::format("{}, {}, {}", counted(files.size(), "file", "files"),
                                  counted(rule_count, "rule", "rules"), counted(tests, "test", "tests"));
  }
  settle(findings);
  return findings;
}

int report(const Findings& findings, const MessageFormat& format, Console& console) {
  std::string out;
  format.write(findings.mistakes, console.out(), out);
  if (!console.print(out)) return status(Exit::look);
  const std::size_t errors = findings.count(Severity::error);
  const std::size_t warnings = findings.count(Severity::warning);
  const std::size_t notes = findings.count(Severity::note);
  std::string summary = fmt::format("{}: {}, {}", findings.extent, counted(errors, "error", "errors"),
                                    counted(warnings, "warning", "warnings"));
  if (notes > 0) summary += fmt::format(", {}", counted(notes, "note", "notes"));
  console.summary(summary);
  return status(errors + warnings > 0 ? Exit::look : Exit::done);
}

int list(LoadedRules rules, Console& console) {
  const Scope scope(rules.looked_at);
  const Compiled program = std::move(rules.set).compile();
  if (!program) {
    Findings findings;
    add(program.error(), scope, findings);
    findings.extent = "the rules are broken and cannot be listed";
    settle(findings);
    return report(findings, kHumanMessages, console);
  }
  std::string out;
  for (const auto& [path, file] : files_of(
           *program, program->run_tests([&](std::string_view file) { return scope.has(file); }), scope, rules.paths)) {
    const std::string what = file.rules.empty() ? "" : fmt::format("{} {}, ", file.level, printable(file.name));
    out += fmt::format("{}: {}{}, {}\n", printable(path), what, counted(file.rules.size(), "rule", "rules"),
                       counted(file.tests, "test", "tests"));
    if (!console.verbose()) continue;
    for (const RuleIndex index : file.rules) {
      const RuleView rule = program->rule(index);
      out +=
          fmt::format("{}:{}: {}: {}\n", printable(path), rule.line, printable(rule.name), printable(rule.statement));
    }
  }
  return console.print(out) ? status(Exit::done) : status(Exit::look);
}

int run(const Arguments& arguments, Console& console) {
  if (arguments.has(Flag::list) && arguments.has(Flag::dump)) {
    console.usage_error(kCheckCommand.name, "'--list' and '--dump' exclude each other");
    return status(Exit::unable);
  }
  if (arguments.has(Flag::json) && arguments.has(Flag::message_format) &&
      arguments.value(Flag::message_format) != "json") {
    console.usage_error(kCheckCommand.name, "'--json' is '--message-format json': give one of them");
    return status(Exit::unable);
  }
  const bool dump = arguments.has(Flag::dump);
  std::optional<LoadedRules> rules = dump && !arguments.paths().empty()
                                         ? load_only(arguments.paths(), console)
                                         : load_rules(arguments, arguments.paths(), console);
  if (!rules) return status(Exit::unable);
  if (dump) {
    std::string json = rules->set.to_json();
    if (!json.ends_with('\n')) json += '\n';
    return console.print(json) ? status(Exit::done) : status(Exit::look);
  }
  if (arguments.has(Flag::list)) return list(*std::move(rules), console);
  const std::string_view format = arguments.has(Flag::json) ? "json" : arguments.value(Flag::message_format);
  return report(check_rules(*std::move(rules)), *find_message_format(format), console);
}

}  // namespace

const Command kCheckCommand{
    kInCheck, "check", "find mistakes in rule files and run their tests", "[OPTIONS] [PATH ...]", kAbout,
    kRemarks, run};

}  // namespace pith
