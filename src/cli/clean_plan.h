// Which document goes where, and whether that can be done without losing anything.
#pragma once

#include <span>
#include <string>

#include "cli/clean_settings.h"
#include "cli/inputs.h"
#include "types.h"

namespace pith {

// The file that a document is written to; empty for stdout or none.
std::string target_of(const CleanSettings& settings, const InputFile& input);

// Looks, before anything is written, for what would lose a text or mix two up: two inputs for one output, an output
// that is an input, an output folder among the inputs, several texts for stdout. Inputs that are the program's own
// output file on stdout are taken out.
Result<void> check_plan(const CleanSettings& settings, Inputs& inputs);

// The same for rule files in use: no report and no document may be written over them.
Result<void> check_rule_files(const CleanSettings& settings, const Inputs& inputs, std::span<const std::string> rules);

}  // namespace pith
