// Tries proposed rules on all texts, and keeps those that do what they should.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "measure/draft.h"
#include "measure/key_counts.h"
#include "measure/mined_text.h"
#include "pith.h"

namespace pith {

class DraftTrial {
 public:
  // `program` holds the rules in use and those of the draft, these in the file called `path`.
  DraftTrial(Draft& draft, const Program& program, std::string_view path);

  // A text, its lines with what the rules in use take (mined_text.h), and what `program` does.
  void add(std::string_view text, std::span<const MinedLine> lines, const LineRange& article, std::uint64_t host,
           const Outcome& outcome);

  // Gives the draft's rules their evidence; takes out those that hardly do anything, and those that are too often
  // wrong. The most used come first, no more than `most`.
  void finish(std::size_t most);

 private:
  struct Seen {
    HostCount hosts;
    std::uint64_t last_document = 0;
    std::uint64_t last_wrong = 0;
  };

  void add_line(std::size_t rule, std::string_view text, const MinedLine& line, const LineRange& article,
                std::uint32_t number, std::uint64_t host);

  Draft& draft_;
  std::vector<std::size_t> draft_rules_;  // by RuleIndex
  std::vector<Seen> seen_;                // by rule of the draft
  std::uint64_t document_ = 0;
};

}  // namespace pith
