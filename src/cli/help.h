// Help pages, made of the tables of commands and flags.
#pragma once

#include <string>

#include "cli/command.h"

namespace pith {

// `pith --help`.
std::string main_page();
// `pith COMMAND --help`.
std::string command_page(const Command& command);
// `pith --version`.
std::string version_line();

}  // namespace pith
