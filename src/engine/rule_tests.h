// Runs the tests that stand in rule files.
#pragma once

#include <vector>

#include "engine/select.h"
#include "rules/mistakes.h"
#include "rules/program.h"

namespace pith {

struct RuleTestResult {
  std::size_t test = 0;  // into ProgramData::tests
  bool passed = false;
};

struct RuleTestResults {
  std::vector<RuleTestResult> tests;
  std::vector<char> fired;           // per rule: some test made it take, change, keep or report something
  std::vector<Diagnostic> mistakes;  // failed tests
};

// Those of the files that are asked of; without a filter, of all.
RuleTestResults run_rule_tests(const ProgramData& program, const Selector& selector, const FileFilter& files);

}  // namespace pith
