#include "cli/console.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <new>

#include "input/descriptor.h"

namespace pith {
namespace {

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing sets variables
  return value == nullptr ? std::string_view() : value;
}

// --color, then NO_COLOR (no-color.org), FORCE_COLOR, TERM=dumb, then whether it is a terminal.
bool wants_color(ColorWhen color, bool is_terminal) {
  switch (color) {
    case ColorWhen::always:
      return true;
    case ColorWhen::never:
      return false;
    case ColorWhen::automatic:
      break;
  }
  if (!variable("NO_COLOR").empty()) return false;
  if (const std::string_view force = variable("FORCE_COLOR"); !force.empty()) return force != "0";
  return is_terminal && variable("TERM") != "dumb";
}

constexpr std::string_view kEraseLine = "\r\x1b[K";

}  // namespace

std::string_view reason_of(const std::exception& error) {
  return dynamic_cast<const std::bad_alloc*>(&error) != nullptr ? "not enough memory" : error.what();
}

Console::Console(ColorWhen color, bool quiet, bool verbose)
    : quiet_(quiet),
      verbose_(verbose),
      stdout_is_terminal_(::isatty(STDOUT_FILENO) == 1),
      stderr_is_terminal_(::isatty(STDERR_FILENO) == 1),
      out_(wants_color(color, stdout_is_terminal_)),
      err_(wants_color(color, stderr_is_terminal_)) {}

void Console::say(Ink ink, std::string_view kind, std::string_view message) {
  write_err(fmt::format("{} {}{}\n", err_.paint(ink, "pith:"), kind, printable(message)));
}

void Console::summary(std::string_view message) {
  if (!quiet_) write_err(fmt::format("{}\n", printable(message)));
}

void Console::detail(std::string_view message) {
  if (verbose_) say(Ink::note, "", message);
}

void Console::usage_error(std::string_view command, std::string_view message) {
  error(message);
  write_err(fmt::format("Try 'pith {}{}--help'.\n", command, command.empty() ? "" : " "));
}

void Console::write_err(std::string_view text) {
  const std::lock_guard lock(mutex_);
  erase();
  // Nobody is left to tell when stderr is gone.
  static_cast<void>(write_all(STDERR_FILENO, text));
}

bool Console::print(std::string_view text) {
  const int code = write_all(STDOUT_FILENO, text);
  if (code != 0) error(fmt::format("cannot write 'stdout': {}", errno_text(code)));
  return code == 0;
}

void Console::show_progress(std::string_view line) {
  if (quiet_ || !stderr_is_terminal_ || variable("TERM") == "dumb") return;
  const std::lock_guard lock(mutex_);
  static_cast<void>(write_all(STDERR_FILENO, fmt::format("{}{}", kEraseLine, line)));
  progress_is_shown_ = true;
}

void Console::clear_progress() {
  const std::lock_guard lock(mutex_);
  erase();
}

void Console::erase() {
  if (progress_is_shown_) static_cast<void>(write_all(STDERR_FILENO, kEraseLine));
  progress_is_shown_ = false;
}

}  // namespace pith
