#include <algorithm>
#include <array>
#include <vector>

#include "cli/command.h"
#include "text/edit_distance.h"

namespace pith {
namespace {

constexpr std::array<const Command*, 6> kCommands = {&kCleanCommand, &kExplainCommand, &kCheckCommand,
                                                     &kTuneCommand,  &kBenchCommand,   &kHelpCommand};

}  // namespace

std::span<const Command* const> all_commands() {
  return kCommands;
}

const Command* find_command(std::string_view name) {
  const auto* const found = std::ranges::find(kCommands, name, &Command::name);
  return found == kCommands.end() ? nullptr : *found;
}

std::string_view nearest_command(std::string_view name) {
  std::vector<std::string_view> names;
  names.reserve(kCommands.size());
  for (const Command* command : kCommands) names.push_back(command->name);
  return nearest(name, names);
}

}  // namespace pith
