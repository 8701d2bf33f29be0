// Which lines of a text a person would have left: those that stand in the text's gold.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pith {

// The lines of one text are asked for in their order. Words are those of the match form. A line of three words or more
// stands in the gold when half or more of its runs of three words do; a shorter one when it is a whole line of it. What
// stands there once is found once: a headline that comes again, in a menu or above the comments, may go.
class GoldLines {
 public:
  explicit GoldLines(std::string_view gold);

  bool take(std::string_view line);

 private:
  using Left = std::unordered_map<std::uint64_t, std::uint32_t>;  // how often it can still be found

  Left runs_;
  Left short_lines_;
  std::vector<std::uint64_t> words_;
};

}  // namespace pith
