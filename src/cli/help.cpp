#include "cli/help.h"

#include <fmt/format.h>

#include <algorithm>

#include "pith.h"

namespace pith {
namespace {

constexpr std::size_t kDefaultColumn = 38;

std::string names_of(const Option& option) {
  std::string names = option.letter != 0 ? fmt::format("  -{}, --{}", option.letter, option.name)
                                         : fmt::format("      --{}", option.name);
  if (!option.argument.empty()) names += fmt::format(" {}", option.argument);
  return names;
}

template <class Wanted>
std::string option_list(Wanted wanted) {
  std::size_t width = 0;
  for (const Option& option : all_options()) {
    if (wanted(option)) width = std::max(width, names_of(option).size());
  }
  std::string list;
  for (const Option& option : all_options()) {
    if (!wanted(option)) continue;
    const std::string help =
        option.fallback.empty() ? std::string(option.help)
                                : fmt::format("{:<{}} [default: {}]", option.help, kDefaultColumn - 1, option.fallback);
    list += fmt::format("{:<{}}   {}\n", names_of(option), width, help);
  }
  return list;
}

std::string command_list() {
  std::string list;
  for (const Command* command : all_commands()) list += fmt::format("  {:<9} {}\n", command->name, command->summary);
  return list;
}

constexpr std::string_view kExitStatuses =
    "Exit status: 0 done; 1 finished, but something needs a look; 2 could not run, nothing written;\n"
    "             130 stopped by Ctrl-C\n";

}  // namespace

std::string main_page() {
  return fmt::format(
      "pith {} - takes the boilerplate out of web text, by rules for each site\n"
      "\n"
      "  pith clean dump/ -o clean/                a whole folder, all cores\n"
      "  curl -s URL | pith clean --site HOST      a filter: stdin to stdout\n"
      "  pith explain page.txt                     what goes, and which rule takes it\n"
      "\n"
      "Usage: pith COMMAND [OPTIONS] [PATH ...]\n"
      "\n"
      "Commands:\n"
      "{}"
      "\n"
      "Common options:\n"
      "{}"
      "\n"
      "{}",
      version(), command_list(), option_list(is_common), kExitStatuses);
}

std::string command_page(const Command& command) {
  const auto own = [&](const Option& option) { return (option.commands & command.bit) != 0 && !is_common(option); };
  const std::string options = option_list(own);
  std::string page = fmt::format("pith {} - {}\n\nUsage: pith {} {}\n\n{}\n", command.name, command.summary,
                                 command.name, command.usage, command.about);
  if (!options.empty()) page += fmt::format("Options:\n{}\n", options);
  page += fmt::format("Common options:\n{}\n", option_list(is_common));
  if (!command.remarks.empty()) page += fmt::format("{}\n", command.remarks);
  page += kExitStatuses;
  return page;
}

std::string version_line() {
#ifdef NDEBUG
  constexpr std::string_view kBuild = "release";
#else
  constexpr std::string_view kBuild = "debug";
#endif
  return fmt::format("pith {} ({} build, compiler {})\n", version(), kBuild, __VERSION__);
}

}  // namespace pith
