// MatchIndex::scan() held against matcher_matches(), matcher by matcher and line by line.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/line_table.h"
#include "engine/match_index.h"
#include "rules/program.h"

namespace pith::oracle {

// How often the matchers of each kind matched a line and how often not; by ast::Word, exact ones apart.
struct ScanTally {
  struct Kind {
    std::size_t matches = 0;
    std::size_t misses = 0;
  };
  static constexpr std::size_t kKinds = 12;
  std::array<Kind, kKinds> kinds;
  std::size_t lines = 0;

  static std::size_t kind_of(const ProgramData& program, MatcherId matcher);
};

struct ScanDifference {
  std::size_t rule = 0;  // into the statements
  LineIndex line = 0;
  bool matches = false;  // what matcher_matches() says; scan() says the other, or names a line twice or out of order
};

// Rules of one matcher each, compiled. Scans one document after the other, as a cleaner does.
class Scanner {
 public:
  // Nothing when a statement holds a mistake.
  static std::optional<Scanner> compile(const std::vector<std::string>& statements);

  std::optional<ScanDifference> first_difference(const std::vector<std::string>& lines, ScanTally& tally);

 private:
  struct RuleOfMatcher {
    std::size_t rule = 0;
    MatcherId matcher = kNoMatcher;
  };
  Scanner(ProgramData program, std::vector<RuleOfMatcher> rules);

  std::unique_ptr<const ProgramData> program_;
  std::vector<RuleOfMatcher> rules_;
  std::unique_ptr<const MatchIndex> index_;
  LineTable table_;
  Hits hits_;
};

// The statements without those that hold a mistake.
std::vector<std::string> without_mistakes(std::vector<std::string> statements);

// Takes away statements and lines as long as scan() and matcher_matches() differ; then says all there is to say.
// `lines` are of the document that showed a difference.
std::string described_difference(std::vector<std::string> statements, std::vector<std::string> lines);

}  // namespace pith::oracle
