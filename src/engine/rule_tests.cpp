#include "engine/rule_tests.h"

#include <fmt/format.h>
#include <algorithm>

#include "engine/engine.h"

namespace pith {
namespace {

using ast::Mark;
using ast::Test;
using ast::TestLine;

// What became of one line of a test's text.
struct Fate {
  bool gone = false;
  bool changed = false;
  std::string now;  // of a line that is not gone
  std::vector<RuleIndex> rules;
};

// The marked lines that are part of the text, with what is expected of each.
struct Expected {
  const TestLine* line = nullptr;
  const TestLine* becomes = nullptr;  // of `~`
};

std::vector<Expected> text_lines(const Test& test) {
  std::vector<Expected> lines;
  for (const TestLine& line : test.lines) {
    if (line.mark == Mark::becomes) {
      lines.back().becomes = &line;
    } else {
      lines.push_back({&line, nullptr});
    }
  }
  return lines;
}

// Goes over the lines of `text` and the edits in step.
std::vector<Fate> fates_of(std::string_view text, std::span<const Edit> edits, std::size_t lines) {
  std::vector<Fate> fates(lines);
  std::size_t begin = 0;
  auto edit = edits.begin();
  for (Fate& fate : fates) {
    const std::size_t end = text.find('\n', begin);
    std::size_t at = begin;
    for (auto e = edit; e != edits.end() && e->span.begin <= end; ++e) {
      fate.changed = true;
      fate.rules.push_back(e->rule);
      if (e->span.begin > at) fate.now += text.substr(at, e->span.begin - at);
      if (e->span.begin >= begin) fate.now += e->with;
      at = e->span.end;
      if (e->span.end > end) break;
    }
    fate.gone = at > end;
    if (!fate.gone) fate.now += text.substr(at, end - at);
    while (edit != edits.end() && edit->span.end <= end + 1) ++edit;
    begin = end + 1;
  }
  return fates;
}

class TestRunner {
 public:
  TestRunner(const ProgramData& program, const Selector& selector)
      : program_(program), engine_(program, selector, Keep::balanced) {
    results_.fired.assign(program.rules.size(), 0);
  }

  RuleTestResults run(const FileFilter& files) {
    for (std::size_t i = 0; i < program_.tests.size(); ++i) {
      if (files && !files(program_.files[program_.tests[i].first].path)) continue;
      const std::size_t mistakes = results_.mistakes.size();
      run_test(program_.tests[i].first, program_.tests[i].second);
      results_.tests.push_back({i, results_.mistakes.size() == mistakes});
    }
    return std::move(results_);
  }

 private:
  void run_test(FileIndex file, const Test& test) {
    const std::vector<Expected> lines = text_lines(test);
    std::string text;
    for (const Expected& expected : lines) text += expected.line->text + "\n";
    Document document;
    document.text = text;
    document.site = test.host;
    document.title = test.document_title;
    const Outcome outcome = test.host.empty() ? engine_.clean_for_test(document, file, test.keep, test.with_caps)
                                              : engine_.clean_for_test(document, test.keep, test.with_caps);
    note_fired(outcome);
    const std::vector<Fate> fates = fates_of(text, outcome.edits, lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) compare(file, test, lines[i], fates[i], outcome);
  }

  void note_fired(const Outcome& outcome) {
    for (const Edit& edit : outcome.edits) results_.fired[edit.rule] = 1;
    for (const RuleIndex keep : engine_.keeps_used()) results_.fired[keep] = 1;
    for (const Notice& notice : outcome.notices) {
      if (notice.kind == NoticeKind::report_only) results_.fired[notice.rule] = 1;
    }
  }

  void compare(FileIndex file, const Test& test, const Expected& expected, const Fate& fate, const Outcome& outcome) {
    const TestLine& line = *expected.line;
    std::string problem;
    switch (line.mark) {
      case Mark::stays:
        if (fate.gone)
          problem = "this line should stay, but " + names(fate.rules) + " takes it";
        else if (fate.changed)
          problem = fmt::format("this line should stay, but {} makes it \"{}\"", names(fate.rules), fate.now);
        break;
      case Mark::goes:
        if (!fate.gone)
          problem = fate.changed
                        ? fmt::format("this line should go, but {} makes it \"{}\"", names(fate.rules), fate.now)
                        : "this line should go, but it stays";
        break;
      case Mark::changes:
        if (fate.gone)
          problem = "this line should change, but " + names(fate.rules) + " takes it whole";
        else if (!fate.changed)
          problem = "this line should change, but it stays as it is";
        else if (fate.now != expected.becomes->text)
          problem = fmt::format("this line becomes \"{}\"", fate.now);
        break;
      case Mark::becomes:
        break;
    }
    if (problem.empty()) problem = wrong_rule(line, fate);
    if (!problem.empty()) add_mistake(file, test, line, std::move(problem), outcome);
  }

  std::string wrong_rule(const TestLine& line, const Fate& fate) const {
    for (const ast::RuleName& name : line.rules) {
      const bool done = std::ranges::any_of(fate.rules, [&](RuleIndex rule) {
        return program_.infos[rule].id == name.id && program_.files[program_.infos[rule].file].name == name.file;
      });
      if (!done) return fmt::format("{}:{} should do this, but {} does", name.file, name.id, names(fate.rules));
    }
    return {};
  }

  std::string names(std::span<const RuleIndex> rules) const {
    std::string out;
    for (const RuleIndex rule : rules) out += (out.empty() ? "" : ", ") + program_.infos[rule].name;
    return out.empty() ? "nothing" : out;
  }

  void add_mistake(FileIndex file, const Test& test, const TestLine& line, std::string problem,
                   const Outcome& outcome) {
    Diagnostic mistake;
    mistake.code = codes::kTestFailed.id;
    mistake.file = program_.files[file].path;
    mistake.at = line.at;
    mistake.source_line = line.written;
    mistake.message = fmt::format("test \"{}\" failed: {}", test.title, problem);
    for (const Notice& notice : outcome.notices) {
      if (notice.kind == NoticeKind::capped || notice.kind == NoticeKind::no_end) {
        mistake.help = program_.infos[notice.rule].name + " " + notice.detail;
      } else if (notice.kind != NoticeKind::report_only) {
        mistake.help = notice.detail;
      }
    }
    results_.mistakes.push_back(std::move(mistake));
  }

  const ProgramData& program_;
  Engine engine_;
  RuleTestResults results_;
};

}  // namespace

RuleTestResults run_rule_tests(const ProgramData& program, const Selector& selector, const FileFilter& files) {
  return TestRunner(program, selector).run(files);
}

}  // namespace pith
