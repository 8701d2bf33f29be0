// Rules and a document in one input, a line `----` between them: the index finds the lines that every matcher, asked
// on every line, says it matches.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/line_match.h"
#include "engine/match_index.h"
#include "rules/compile.h"
#include "rules/parser.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view kSeparator = "\n----\n";
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t split = input.find(kSeparator);
  if (split == std::string_view::npos) return 0;
  pith::Mistakes mistakes;
  std::vector<pith::ast::File> files;
  files.push_back(pith::parse_rules(input.substr(0, split + 1), "fuzz.rules", pith::ast::Origin::user, mistakes));
  const pith::ProgramData program = pith::compile_rules(std::move(files), {}, mistakes);
  if (mistakes.any_error()) return 0;

  std::vector<pith::MatcherId> matchers(program.matchers.size());
  for (pith::MatcherId id = 0; id < matchers.size(); ++id) matchers[id] = id;
  const pith::MatchIndex index(program, matchers);
  pith::LineTable table;
  pith::Hits hits;
  table.load(input.substr(split + kSeparator.size()));
  hits.reset(program.matchers.size());
  index.scan(table, hits);
  for (const pith::MatcherId id : matchers) {
    std::vector<pith::LineIndex> expected;
    for (pith::LineIndex line = 0; line < table.size(); ++line) {
      if (pith::matcher_matches(program, id, table, line)) expected.push_back(line);
    }
    if (expected != pith::lines_of(program, id, table, hits)) std::abort();
  }
  return 0;
}
