// The paths of the command line as a list of files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/clean_settings.h"
#include "cli/console.h"
#include "input/tree.h"

namespace pith {

constexpr std::string_view kStdinPath = "-";

// What an input is called in messages.
std::string_view shown_name(const InputFile& input);

struct Inputs {
  std::vector<InputFile> files;
  std::vector<std::string> folders;  // those that were named
  std::size_t named = 0;             // files that were named; stdin too
  std::uint64_t failed = 0;          // what could not be looked at; said on the console already

  bool is_stdin() const { return files.size() == 1 && files.front().path == kStdinPath; }
  // One text that can go to stdout without confusion.
  bool is_single() const { return folders.empty() && named == 1; }
};

// Leaves every `count`-th file, from the `index`-th on.
void take_shard(const Shard& shard, Inputs& inputs);

// Without a path: stdin. Named files come in their order, those of a folder by their names.
Inputs find_inputs(const std::vector<std::string>& paths, const TreeOptions& options, Console& console);

}  // namespace pith
