// The files that `pith bench` writes and reads beside its inputs.
#pragma once

#include <span>
#include <string>

#include "cli/arguments.h"
#include "cli/inputs.h"
#include "types.h"

namespace pith {

// Takes the files of --save and --compare out of what was found in folders: they are no texts, and the next run would
// have one more.
void leave_out_runs(const Arguments& arguments, Inputs& inputs);

// Fails when --save would write over an input or over one of the rule files.
Result<void> check_save(const Arguments& arguments, const Inputs& inputs, std::span<const std::string> rules);

}  // namespace pith
