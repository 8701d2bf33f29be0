// `pith explain`: shows every removal with its rule and line.
#include <fmt/format.h>
#include <unistd.h>

#include <vector>

#include "cli/command.h"
#include "cli/document_options.h"
#include "cli/document_reader.h"
#include "cli/help.h"
#include "cli/inputs.h"
#include "cli/rules.h"
#include "output/explanation.h"
#include "output/numbers.h"
#include "output/records.h"

namespace pith {
namespace {

constexpr std::string_view kAbout =
    "Prints the text as tracked changes, the notation of rule tests: what stays behind '=', what\n"
    "goes behind '-' with the rule that takes it, what is rewritten behind '~' and '>'. All else\n"
    "it says (which rule files, what was capped, what stayed but looks like boilerplate) stands\n"
    "behind '#'. So the whole can be put under a test line of a rule file.\n";

class Explain {
 public:
  Explain(const Program& program, DocumentOptions options, const Arguments& arguments, Console& console)
      : program_(program),
        options_(std::move(options)),
        console_(console),
        cleaner_(program),
        reader_(options_),
        json_(arguments.has(Flag::json)) {}

  // Only why these rules did or did not fire.
  void ask_for(std::vector<RuleIndex> rules) { rules_ = std::move(rules); }

  int run(const Inputs& inputs) {
    failed_ = inputs.failed > 0;
    for (const InputFile& input : inputs.files) {
      reader_.read(
          input, [&](const ReadDocument& read) { return explain(read, !inputs.is_single() || read.record != 0); },
          [&](const std::string& message) {
            console_.error(message);
            failed_ = true;
          });
      if (lost_) return status(Exit::look);
    }
    return status(failed_ ? Exit::look : Exit::done);
  }

 private:
  // False when it could not be printed.
  bool explain(const ReadDocument& read, bool is_one_of_many) {
    std::string out;
    if (!json_ && is_one_of_many) {
      out += console_.out().paint(Ink::strong, fmt::format("# ==> {}", printable(read.name))) + "\n";
    }
    if (!json_ && !read.encoding.empty()) out += fmt::format("# decoded from {}\n", read.encoding);
    if (rules_.empty()) {
      explain_edits(read, out);
    } else {
      explain_rules(read.document, read.name, out);
    }
    lost_ = !console_.print(out);
    return !lost_;
  }

  void explain_edits(const ReadDocument& read, std::string& out) {
    const Document& document = read.document;
    const Outcome outcome = cleaner_.clean(document);
    if (json_) {
      const std::string_view input = read.name.substr(0, read.record == 0 ? read.name.size() : read.name.rfind(':'));
      out += explain_record({input, read.record, document, outcome, program_, read.encoding});
    } else {
      // Coloured, it is for a terminal in the end, as behind `less -R`.
      const bool for_terminal = console_.stdout_is_terminal() || console_.out().on();
      write_explanation(document.text, outcome, program_, {console_.out(), for_terminal}, out);
    }
  }

  void explain_rules(const Document& document, std::string_view name, std::string& out) {
    for (const RuleIndex index : rules_) {
      const RuleView rule = program_.rule(index);
      const std::vector<std::string> why = cleaner_.why(document, index);
      if (json_) {
        out += why_record(name, rule, why);
        continue;
      }
      out += fmt::format("{} ({}:{})\n", console_.out().paint(Ink::strong, printable(rule.name)), printable(rule.file),
                         rule.line);
      out += fmt::format("  {}\n", printable(rule.statement));
      for (const std::string& sentence : why) out += fmt::format("  {}\n", printable(sentence));
    }
  }

  const Program& program_;
  DocumentOptions options_;
  Console& console_;
  Cleaner cleaner_;
  DocumentReader reader_;
  bool json_;
  bool failed_ = false;
  bool lost_ = false;  // what was printed
  std::vector<RuleIndex> rules_;
};

// The rules that `name` means; said on the console when it means none, or several that are not of one name.
std::vector<RuleIndex> rules_called(std::string_view name, const Program& program, Console& console) {
  std::vector<RuleIndex> found = program.find_rules(name);
  if (found.empty()) {
    const std::string_view near = program.nearest_rule(name);
    console.error(
        fmt::format("there is no rule '{}'{}", name,
                    near.empty() ? "; 'pith check --list -v' names all" : fmt::format("; did you mean '{}'?", near)));
    return {};
  }
  for (const RuleIndex index : found) {
    if (program.rule(index).name == program.rule(found.front()).name) continue;
    std::string list;
    for (const RuleIndex each : found) {
      list += fmt::format("  {} ({}:{})\n", printable(program.rule(each).name), printable(program.rule(each).file),
                          program.rule(each).line);
    }
    console.error(fmt::format("{} are called '{}'; name one:", counted(found.size(), "rule", "rules"), name));
    console.write_err(list);
    return {};
  }
  return found;
}

int run(const Arguments& arguments, Console& console) {
  if (arguments.paths().empty() && ::isatty(STDIN_FILENO) == 1) {
    console.write_err(command_page(kExplainCommand));
    return status(Exit::unable);
  }
  auto options = read_document_options(arguments);
  if (!options) {
    console.usage_error(kExplainCommand.name, options.error().message);
    return status(Exit::unable);
  }
  const TreeOptions tree{.hidden = arguments.has(Flag::hidden), .only_suffix = {}, .skip_suffix = {}};
  const Inputs inputs = find_inputs(arguments.paths(), tree, console);
  if (inputs.files.empty() && inputs.failed > 0) return status(Exit::unable);
  const auto program = program_for(arguments, console);
  if (!program) return status(Exit::unable);
  Explain explain(*program, *std::move(options), arguments, console);
  if (arguments.has(Flag::rule)) {
    std::vector<RuleIndex> rules = rules_called(arguments.value(Flag::rule), *program, console);
    if (rules.empty()) return status(Exit::unable);
    explain.ask_for(std::move(rules));
  }
  return explain.run(inputs);
}

}  // namespace

const Command kExplainCommand{
    kInExplain, "explain", "show every removal with its rule and line", "[OPTIONS] [PATH ...]", kAbout, "", run};

}  // namespace pith
