// The list of inputs that a long run has finished, so that the next one can go on behind them.
//
// A file of JSON lines: first {"pith":…,"key":…}, which says under what rules and settings, then a line an input. Lines
// are only ever added, each with one write; a last line that was cut is as if it were not there.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "input/sums.h"
#include "types.h"

namespace pith {

// An input that was finished, and what came of it.
struct Finished {
  std::string input;          // its name as the manifest's writer knows it
  std::uint64_t size = 0;     // of the input file, in bytes
  std::int64_t modified = 0;  // its time of change, in nanoseconds since 1970
  std::uint64_t written = 0;  // the size of the output: of the input's own file, or of the one file up to here
  Sums sums;                  // what Stats::to_json() said of it
  std::uint64_t end = 0;      // of its line in the manifest
};

// As Finished::written: the input is in the one output file when a later input is that has a size.
constexpr std::uint64_t kWaiting = std::numeric_limits<std::uint64_t>::max();

struct ManifestText {
  std::string key;
  std::vector<Finished> inputs;
  std::uint64_t size = 0;  // in bytes, of the lines that are whole
};

// Reads a manifest. What cannot be read ends it: the inputs before that count. Fails only when the file is there and
// cannot be opened; one that is not there is an empty manifest.
Result<ManifestText> read_manifest(const std::string& path);

// Lines of a manifest, with their ends.
std::string manifest_head(std::string_view key);
// `sums` is one JSON object.
std::string manifest_line(const Finished& input, std::string_view sums);

}  // namespace pith
