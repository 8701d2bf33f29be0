// Any bytes as a rule file: no crash, and every mistake has a place inside the file.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "pith.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  pith::RuleSet rules;
  rules.add(text, "fuzz.rules");
  check(!rules.to_json().empty());
  rules.lint("2026-11-20");
  const auto program = std::move(rules).compile();
  if (program) {
    program->run_tests();
    return 0;
  }
  check(!program.error().empty());
  for (const pith::Diagnostic& mistake : program.error()) {
    check(mistake.at.line >= 1 && mistake.at.column >= 1 && mistake.at.width >= 1);
    check(!mistake.message.empty() && !mistake.code.empty());
  }
  return 0;
}
