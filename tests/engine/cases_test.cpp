// Every rule file under tests/cases/engine holds its own tests; all must pass.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "pith.h"

namespace pith {
namespace {

std::string read(const std::filesystem::path& path) {
  std::stringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

std::vector<std::string> case_files() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(PITH_CASES)) files.push_back(entry.path().filename());
  std::ranges::sort(files);
  return files;
}

class EngineCase : public testing::TestWithParam<std::string> {};

TEST_P(EngineCase, PassesItsTests) {
  RuleSet rules;
  rules.add(read(std::filesystem::path(PITH_CASES) / GetParam()), GetParam());
  const auto program = std::move(rules).compile();
  ASSERT_TRUE(program) << program.error()[0].file << ":" << program.error()[0].at.line << ": "
                       << program.error()[0].message;
  const TestReports reports = program->run_tests();
  EXPECT_GT(reports.tests.size(), 2U);
  for (const Diagnostic& mistake : reports.mistakes) {
    ADD_FAILURE() << mistake.file << ":" << mistake.at.line << ": " << mistake.message << "\n" << mistake.source_line;
  }
}

INSTANTIATE_TEST_SUITE_P(All, EngineCase, testing::ValuesIn(case_files()), [](const auto& param) {
  std::string name = param.param;
  std::ranges::replace_if(
      name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

}  // namespace
}  // namespace pith
