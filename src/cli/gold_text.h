// The texts that a person would have left: `--gold DIR`.
#pragma once

#include <optional>
#include <string>

#include "input/tree.h"
#include "types.h"

namespace pith {

// Fails when `folder` is none.
Result<void> check_gold_folder(const std::string& folder);

// DIR/NAME for an input or a record of one, NAME being its path inside the folder that was named. Nothing when there is
// no such file; fails when it cannot be read or is binary.
Result<std::optional<std::string>> read_gold_text(const std::string& folder, const InputFile& input);

}  // namespace pith
