// The program: finds the command, reads its options, runs it.
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): SIGPIPE is POSIX
#include <unistd.h>

#include <exception>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/help.h"

namespace pith {
namespace {

// A closed stdin, stdout or stderr must not be the number that the next opened file gets.
void fill_standard_descriptors() {
  while (true) {
    const int fd = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (fd < 0) return;
    if (fd > STDERR_FILENO) {
      ::close(fd);
      return;
    }
  }
}

ColorWhen color_of(std::string_view when) {
  if (when == "always") return ColorWhen::always;
  return when == "never" ? ColorWhen::never : ColorWhen::automatic;
}

int print(std::string_view page, Console& console) {
  return status(console.print(page) ? Exit::done : Exit::look);
}

int no_command(std::string_view word, Console& console) {
  if (word.starts_with('-') && word.size() > 1) {
    console.usage_error("", fmt::format("'{}': options stand behind the command: pith clean {}", word, word));
    return status(Exit::unable);
  }
  const std::string_view near = nearest_command(word);
  const bool is_path = word == "-" || ::access(std::string(word).c_str(), F_OK) == 0;
  const std::string hint = !near.empty() ? fmt::format("; did you mean 'pith {}'?", near)
                           : is_path     ? fmt::format("; did you mean 'pith clean {}'?", word)
                                         : "";
  console.usage_error("", fmt::format("'{}' is not a command{}", word, hint));
  return status(Exit::unable);
}

int run_command(const Command& command, std::span<const std::string> words) {
  const auto arguments = parse_arguments(command.bit, words);
  if (!arguments) {
    Console console(ColorWhen::automatic, false, false);
    console.usage_error(command.name, arguments.error().message);
    return status(Exit::unable);
  }
  Console console(color_of(arguments->value(Flag::color)), arguments->has(Flag::quiet), arguments->has(Flag::verbose));
  if (arguments->has(Flag::help)) return print(command_page(command), console);
  if (arguments->has(Flag::version)) return print(version_line(), console);
  return command.run(*arguments, console);
}

int run(const std::vector<std::string>& words) {
  Console console(ColorWhen::automatic, false, false);
  if (words.empty()) {
    console.write_err(main_page());
    return status(Exit::unable);
  }
  const std::string& first = words.front();
  if (first == "-h" || first == "--help") return print(main_page(), console);
  if (first == "-V" || first == "--version") return print(version_line(), console);
  const Command* command = find_command(first);
  if (command == nullptr) return no_command(first, console);
  return run_command(*command, std::span(words).subspan(1));
}

}  // namespace
}  // namespace pith

int main(int argc, char** argv) {
  pith::fill_standard_descriptors();
  // `pith clean x | head -1` ends quietly even when a parent ignores the signal.
  ::signal(SIGPIPE, SIG_DFL);
  try {
    return pith::run(std::vector<std::string>(argv + std::min(argc, 1), argv + argc));
  } catch (const std::exception& error) {
    pith::Console(pith::ColorWhen::never, false, false).error(fmt::format("stopped: {}", pith::reason_of(error)));
    return pith::status(pith::Exit::look);
  }
}
