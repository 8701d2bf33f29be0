// `pith clean`: removes boilerplate from files, folders or stdin.
#include <unistd.h>

#include "cli/clean_plan.h"
#include "cli/clean_run.h"
#include "cli/clean_settings.h"
#include "cli/command.h"
#include "cli/help.h"
#include "cli/inputs.h"
#include "cli/rules.h"

namespace pith {
namespace {

constexpr std::string_view kAbout =
    "PATH is a file, a folder or - for stdin, which is also read without a PATH. One file or\n"
    "stdin goes to stdout; a folder or several files need --output or --in-place.\n";

constexpr std::string_view kRemarks =
    "In a folder every file counts but hidden ones; linked folders are not entered, and --in-place\n"
    "takes linked files only when they are named. A file with a NUL byte in its first 8 KB is not a\n"
    "text: it is skipped and reported; on stdin it passes through unchanged. Bytes that are not UTF-8\n"
    "pass through unharmed.\n"
    "\n"
    "--to jsonl writes one record a document, {\"id\",\"site\",\"text\"}, and --to spans what a rule\n"
    "takes, in bytes of the input; to stdout or, with --output, to NAME.jsonl for each input NAME.\n"
    "--json alone is --to jsonl. To get an input back from the ledger, take its lines in order:\n"
    "copy the output up to \"start\", put \"text\", skip \"with\". A text that is not UTF-8 stands in\n"
    "\"base64\" instead, likewise in \"with_base64\"; the exact bytes of a name that is not UTF-8 stand\n"
    "in \"document_base64\" (\"id_base64\" in records) beside the readable one.\n"
    "\n"
    "Files are written whole or not at all. What was killed in the middle may leave hidden files\n"
    "called .pith-*.tmp. After --in-place with --ledger one of them, in the ledger's folder, is the\n"
    "ledger (lines of JSON) of what was cut already: keep that. The others can be deleted.\n";

int run(const Arguments& arguments, Console& console) {
  if (arguments.paths().empty() && ::isatty(STDIN_FILENO) == 1) {
    console.write_err(command_page(kCleanCommand));
    return status(Exit::unable);
  }
  const auto settings = read_clean_settings(arguments);
  if (!settings) {
    console.usage_error(kCleanCommand.name, settings.error().message);
    return status(Exit::unable);
  }
  const TreeOptions tree{
      .hidden = settings->hidden, .links = !settings->in_place, .only_suffix = {}, .skip_suffix = settings->backup};
  Inputs inputs = find_inputs(arguments.paths(), tree, console);
  if (const auto checked = check_plan(*settings, inputs); !checked) {
    console.error(checked.error().message);
    return status(Exit::unable);
  }
  if (inputs.files.empty() && inputs.failed > 0) return status(Exit::unable);
  auto rules = load_rules(arguments, {}, console);
  if (!rules) return status(Exit::unable);
  if (const auto checked = check_rule_files(*settings, inputs, rules->paths); !checked) {
    console.error(checked.error().message);
    return status(Exit::unable);
  }
  const auto program = compile(*std::move(rules), console);
  if (!program) return status(Exit::unable);
  return CleanRun(*settings, inputs, *program, console).run();
}

}  // namespace

const Command kCleanCommand{
    kInClean, "clean", "remove boilerplate from files, folders or stdin", "[OPTIONS] [PATH ...]", kAbout,
    kRemarks, run};

}  // namespace pith
