// A cleaner that has seen documents like this one asks for no memory.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <string>

#include "pith.h"

namespace {
std::atomic<std::size_t> allocations = 0;
}

[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace pith {
namespace {

constexpr const char* kRules = R"rules(format 1

cut line is "Share this page"
cut line starts "Read also:"
cut line has "our newsletter" words <= 12
cut line ends "(Advertisement)"
cut line like /^Photo: .*\/(Harbour|Pier)$/
keep line has "Pier news"
)rules";

TEST(Allocation, NoneForAnotherDocumentOfAKind) {
  RuleSet rules;
  rules.add(kRules, "own.rules");
  const Compiled program = std::move(rules).compile();
  ASSERT_TRUE(program.has_value());
  std::string text;
  for (int i = 0; i < 20; ++i) {
    text += "The ferry left at noon and came back at six with the evening papers and a man who said “nothing”.\n\n";
    if (i % 4 == 0) text += "Read also: the lighthouse is for sale\n\nPhoto: Ana Lund/Pier\n\n";
  }
  text += "Share this page\nThe pier is open. (Advertisement)\nGet our newsletter\n";
  Document document;
  document.text = text;
  document.lang = "en";

  Cleaner cleaner(*program);
  std::string kept;
  const auto clean = [&] {
    const Outcome outcome = cleaner.clean(document);
    kept.clear();
    apply(document.text, outcome.edits, kept);
    return outcome.edits.size();
  };
  ASSERT_GT(clean(), 5U);
  clean();
  const std::size_t before = allocations;
  clean();
  EXPECT_EQ(allocations - before, 0U);
}

}  // namespace
}  // namespace pith
