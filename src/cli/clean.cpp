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
    "stdin goes to stdout, and so do files of records; a folder or several texts need --output\n"
    "or --in-place. Formats: texts and pages in any encoding, JSONL, WARC and WET; .gz and .zst\n"
    "are opened. All of it goes through a pipe as well.\n";

constexpr std::string_view kRemarks =
    "What comes out is what came in, as UTF-8: a page gives its visible text. Of a JSON record only\n"
    "the text changes; a line that is no record passes as it is, an object without a text gets\n"
    "\"pith_error\". In a WARC file, responses become conversion records, as in WET files.\n"
    "\n"
    "--to text      the texts; a blank line behind each of several\n"
    "--to jsonl     {\"id\",\"site\",\"text\"} and what else is known; JSONL stays what it is\n"
    "--to spans     {\"id\",\"site\",\"edits\"}: what rules take, in bytes of the document's text\n"
    "--to dolma     attributes for Dolma's mixer, beside */documents/ in */attributes/NAME/\n"
    "\n"
    "--json alone is --to jsonl, and so is an --output that is one file. An output that is called .gz\n"
    "or .zst is packed; one of several chunks holds several members.\n"
    "\n"
    "To get a text back from the ledger, take its lines in order: copy the output up to \"start\", put\n"
    "\"text\", skip \"with\". A text that is not UTF-8 stands in \"base64\" instead, likewise in\n"
    "\"with_base64\"; the exact bytes of a name that is not UTF-8 stand in \"document_base64\"\n"
    "(\"id_base64\" in records) beside the readable one. A line with \"encoding\" says what its document\n"
    "was decoded from: what comes back is the UTF-8 of it.\n"
    "\n"
    "In a folder every file counts but hidden ones; linked folders are not entered, and --in-place\n"
    "takes linked files only when they are named. A file with a NUL byte in its first 8 KB is not a\n"
    "text: it is skipped and reported; on stdin it passes through unchanged. Bytes that are not UTF-8\n"
    "pass through unharmed in texts that are UTF-8 otherwise.\n"
    "\n"
    "Files are written whole or not at all. A run into --output that was stopped, or killed, goes on\n"
    "with --resume: what it finished is noted in a hidden file there, .pith-manifest*. Other hidden\n"
    "files called .pith-*.tmp can be deleted then, but for one: after --in-place with --ledger the\n"
    "one in the ledger's folder is the ledger (lines of JSON) of what was cut already.\n";

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
  // Only now: the outputs of two shards may meet, too.
  take_shard(settings->shard, inputs);
  if (inputs.files.empty() && inputs.failed > 0) return status(Exit::unable);
  auto rules = load_rules(arguments, {}, console);
  if (!rules) return status(Exit::unable);
  if (const auto checked = check_rule_files(*settings, inputs, rules->paths); !checked) {
    console.error(checked.error().message);
    return status(Exit::unable);
  }
  const std::uint64_t fingerprint = rules->set.fingerprint();
  const auto program = compile(*std::move(rules), console);
  if (!program) return status(Exit::unable);
  return CleanRun(*settings, std::move(inputs), *program, fingerprint, console).run();
}

}  // namespace

const Command kCleanCommand{
    kInClean, "clean", "remove boilerplate from files, folders or stdin", "[OPTIONS] [PATH ...]", kAbout,
    kRemarks, run};

}  // namespace pith
