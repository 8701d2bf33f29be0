// Where the program speaks: messages, progress and colours. stdout carries the product and nothing else.
#pragma once

#include <exception>
#include <mutex>
#include <string>
#include <string_view>

#include "output/terminal.h"

namespace pith {

// What stopped the work, as words: memory that ran out, or what the exception says.
std::string_view reason_of(const std::exception& error);

enum class ColorWhen { automatic, always, never };

// Messages may come from several threads.
class Console {
 public:
  Console(ColorWhen color, bool quiet, bool verbose);

  bool quiet() const { return quiet_; }
  bool verbose() const { return verbose_; }
  bool stdout_is_terminal() const { return stdout_is_terminal_; }
  bool stderr_is_terminal() const { return stderr_is_terminal_; }
  const Palette& out() const { return out_; }
  const Palette& err() const { return err_; }

  // One line on stderr each. The message is one line; what could steer a terminal is spelled out.
  void error(std::string_view message) { say(Ink::error, "", message); }
  void warning(std::string_view message) { say(Ink::warning, "warning: ", message); }
  // Nothing when quiet.
  void summary(std::string_view message);
  // Only when verbose.
  void detail(std::string_view message);
  // A mistake on the command line; `command` is empty when there is none yet.
  void usage_error(std::string_view command, std::string_view message);

  // Text that is ready, colours and lines included.
  void write_err(std::string_view text);
  // The product. False when it could not be written, which is then said.
  bool print(std::string_view text);

  // A line that is overwritten by the next one and gone before anything else is said. Only for a terminal.
  void show_progress(std::string_view line);
  void clear_progress();

 private:
  void say(Ink ink, std::string_view kind, std::string_view message);
  void erase();  // the mutex is held

  bool quiet_;
  bool verbose_;
  bool stdout_is_terminal_;
  bool stderr_is_terminal_;
  Palette out_;
  Palette err_;
  std::mutex mutex_;
  bool progress_is_shown_ = false;
};

}  // namespace pith
