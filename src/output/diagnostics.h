// Mistakes in rule files, for people and for tools.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "output/terminal.h"
#include "types.h"

namespace pith {

// One way to print mistakes. `write` appends all of them to `out`.
struct MessageFormat {
  std::string_view name;
  std::string_view help;
  void (*write)(std::span<const Diagnostic> mistakes, const Palette& palette, std::string& out);
};

extern const MessageFormat kHumanMessages;   // with the line and a caret (rule-language, section 9)
extern const MessageFormat kShortMessages;   // FILE:LINE:COLUMN: error[E012]: message
extern const MessageFormat kJsonMessages;    // one object a line
extern const MessageFormat kGithubMessages;  // workflow commands of GitHub Actions
extern const MessageFormat kSarifMessages;   // SARIF 2.1.0, one log

// In the order in which help names them.
std::span<const MessageFormat* const> message_formats();

// The format called `name`, or nullptr.
const MessageFormat* find_message_format(std::string_view name);

}  // namespace pith
