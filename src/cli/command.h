// A command is a constant descriptor in a file of its own, named in the list in commands.cpp.
#pragma once

#include <span>
#include <string_view>

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/option.h"

namespace pith {

// Exit statuses that scripts can rely on.
enum class Exit : int {
  done = 0,
  look = 1,          // finished, but something needs a look
  unable = 2,        // could not run; nothing was written
  interrupted = 130  // SIGINT; other signals: 128 + their number
};

struct Command {
  CommandSet bit;
  std::string_view name;
  std::string_view summary;  // for the list of commands
  std::string_view usage;    // behind "pith NAME "
  std::string_view about;    // what its help page says before the options
  std::string_view remarks;  // and behind them
  int (*run)(const Arguments& arguments, Console& console);
};

extern const Command kCleanCommand;
extern const Command kExplainCommand;
extern const Command kCheckCommand;
extern const Command kTuneCommand;
extern const Command kBenchCommand;
extern const Command kHelpCommand;

// In the order of the help page.
std::span<const Command* const> all_commands();

// The command called `name`, or nullptr.
const Command* find_command(std::string_view name);
// The name of a command near to `name`; empty when there is none.
std::string_view nearest_command(std::string_view name);

constexpr int status(Exit exit) {
  return static_cast<int>(exit);
}

}  // namespace pith
