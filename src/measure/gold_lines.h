// Which lines of a text a person would have left: those that stand in the text's gold.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace pith {

// Words are those of the match form. A line of three words or more stands in the gold when half or more of its runs of
// three words do; a shorter one when it is a whole line of it.
class GoldLines {
 public:
  explicit GoldLines(std::string_view gold);

  bool has(std::string_view line) const;

 private:
  std::unordered_set<std::uint64_t> runs_;
  std::unordered_set<std::uint64_t> short_lines_;
};

}  // namespace pith
