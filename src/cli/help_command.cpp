// `pith help`: pages about the program, its commands and the codes of mistakes.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "cli/command.h"
#include "cli/help.h"
#include "pith.h"
#include "text/edit_distance.h"

namespace pith {
namespace {

constexpr std::string_view kAbout =
    "TOPIC is a command; the code of a mistake in a rule file, like E012; or 'codes' for a list of\n"
    "all codes. Without a topic: the main page.\n";

std::string list_of_codes() {
  std::string list;
  for (const CodeHelp& code : all_code_help()) list += fmt::format("{}  {}\n", code.code, code.title);
  return list;
}

std::string near_topic(std::string_view topic) {
  std::vector<CodeHelp> codes = all_code_help();
  std::vector<std::string_view> names = {"codes"};
  for (const Command* command : all_commands()) names.push_back(command->name);
  for (const CodeHelp& code : codes) names.push_back(code.code);
  const std::string_view near = nearest(topic, names);
  return near.empty() ? "" : fmt::format("; did you mean '{}'?", near);
}

int run(const Arguments& arguments, Console& console) {
  if (arguments.paths().size() > 1) {
    console.usage_error(kHelpCommand.name, "one topic at a time");
    return status(Exit::unable);
  }
  std::string page;
  const std::string topic = arguments.paths().empty() ? "" : arguments.paths().front();
  if (topic.empty()) {
    page = main_page();
  } else if (const Command* command = find_command(topic); command != nullptr) {
    page = command_page(*command);
  } else if (topic == "codes") {
    page = list_of_codes();
  } else if (const auto help = explain_code(topic)) {
    page = fmt::format("{}\n\n{}", console.out().paint(Ink::strong, fmt::format("{}: {}", help->code, help->title)),
                       help->explanation);
    if (!page.ends_with('\n')) page += '\n';
  } else {
    console.error(fmt::format("there is no help on '{}'{}", topic, near_topic(topic)));
    console.write_err("'pith help' lists the commands, 'pith help codes' the codes.\n");
    return status(Exit::unable);
  }
  return status(console.print(page) ? Exit::done : Exit::look);
}

}  // namespace

const Command kHelpCommand{
    kInHelp, "help", "explain a command, or a mistake in a rule file by its code", "[TOPIC]", kAbout, "", run};

}  // namespace pith
