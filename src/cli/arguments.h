// What stood on the command line.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/option.h"
#include "types.h"

namespace pith {

// The options and paths of one command, checked against the table of flags. Of an option given twice the last value
// holds, unless its command asks for all.
class Arguments {
 public:
  bool has(Flag flag) const { return values_.contains(flag); }
  // The value, or the table's default; empty when there is neither.
  std::string_view value(Flag flag) const;
  // All values, in order.
  std::vector<std::string> values(Flag flag) const;
  // Of an option that takes a number.
  std::optional<unsigned> number(Flag flag) const;

  const std::vector<std::string>& paths() const { return paths_; }

  void add(Flag flag, std::string value) { values_[flag].push_back(std::move(value)); }
  void add_path(std::string path) { paths_.push_back(std::move(path)); }

 private:
  std::map<Flag, std::vector<std::string>> values_;
  std::vector<std::string> paths_;
};

// Reads the words behind the command's name. The error says what to write instead.
Result<Arguments> parse_arguments(CommandSet command, std::span<const std::string> words);

}  // namespace pith
