// `pith bench`: what rules cost and what they are worth, on the user's own files.
#include <fmt/format.h>
#include <unistd.h>
#include <xxhash.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "cli/atomic_file.h"
#include "cli/bench_corpus.h"
#include "cli/bench_files.h"
#include "cli/bench_gold.h"
#include "cli/bench_report.h"
#include "cli/bench_watch.h"
#include "cli/command.h"
#include "cli/gold_text.h"
#include "cli/help.h"
#include "cli/inputs.h"
#include "cli/rules.h"
#include "cli/stop.h"
#include "input/file.h"
#include "measure/compare.h"
#include "measure/machine.h"
#include "measure/rule_use.h"
#include "measure/timing.h"
#include "output/numbers.h"

namespace pith {
namespace {

constexpr std::string_view kAbout =
    "PATH is a file, a folder or - for stdin, as for 'pith clean'. All texts are read into memory, then\n"
    "cleaned again and again: 10 times or more, for 3 seconds or more. Nothing is written but FILE.\n";

constexpr std::string_view kRemarks =
    "Stages: read (files into memory, once), split (into lines), match (the site, and the lines that\n"
    "rules match), decide (what rules do with them), write (what is left). MB/s are a million bytes of\n"
    "input a second, the median of the repetitions; processor time of one thread, but by the clock for\n"
    "read and for the threads of --jobs, which is 1 here when it is not given.\n"
    "\n"
    "Rules: the documents, lines and characters that a rule took; how often a line was compared with one\n"
    "of its phrases or regexes (tries), and the time of that and of what the rule then decided. What\n"
    "finds the lines to compare, for all rules at once, is in no rule's time.\n"
    "\n"
    "--save writes the JSON of Google Benchmark, and --json prints it. --compare wants the same texts,\n"
    "and tells by the U test (Mann and Whitney) whether chance could make such a difference. The exit\n"
    "status is 1 when the total takes over 2 % more time with p < 0.05, or when F1 fell. What else the\n"
    "machine does meanwhile counts too: for small differences it must be idle.\n"
    "\n"
    "--gold DIR holds, for each text, what should be left of it, under the same name (DIR/a/x.txt for\n"
    "a/x.txt in the folder that was named). Precision and recall are shares of runs of four words.\n";

constexpr unsigned kRepetitions = 10;
constexpr std::chrono::seconds kLeastTime(3);
// Huge samples: no more repetitions than the U test needs.
constexpr unsigned kFewestRepetitions = 5;
constexpr std::chrono::seconds kPatience(60);
// A smaller sample says little.
constexpr std::uint64_t kSmall = 1'000'000;
constexpr std::size_t kMostNamed = 5;

std::uint64_t hash_of(std::string_view text) {
  return XXH3_64bits(text.data(), text.size());
}

std::uint64_t hash_of_builtin_rules() {
  RuleSet rules;
  rules.add_builtin();
  return hash_of(rules.to_json());
}

class Bench {
 public:
  Bench(const Arguments& arguments, DocumentOptions options, Console& console)
      : arguments_(arguments), options_(std::move(options)), console_(console) {}

  int run(const Inputs& inputs) {
    if (!load_earlier() || !load_rules() || !may_save(inputs)) return status(Exit::unable);
    BenchWatch watch(console_, unfinished_);
    watch.say("reading");
    auto corpus = read_corpus(inputs, options_, console_);
    if (!corpus) watch.stop();
    corpus_ = *std::move(corpus);
    if (!has_text() || !load_gold() || !describe() || !open_save()) return status(Exit::unable);
    say_notices();
    if (!time(watch)) return status(Exit::look);
    watch.say("");
    const bool saved = save();
    const bool printed = print();
    const bool look =
        !saved || !printed || corpus_.failed + gold_.failed > 0 || (comparison_ && comparison_->needs_a_look());
    return status(look ? Exit::look : Exit::done);
  }

 private:
  bool fail(const std::string& message) {
    console_.error(message);
    return false;
  }

  bool load_earlier() {
    if (!arguments_.has(Flag::compare)) return true;
    const std::string path(arguments_.value(Flag::compare));
    std::string text;
    if (const auto state = read_file(path, text); !state) return fail(state.error().message);
    auto earlier = run_from_json(text, path);
    if (!earlier) return fail(earlier.error().message);
    earlier_ = *std::move(earlier);
    return true;
  }

  bool load_rules() {
    auto rules = pith::load_rules(arguments_, {}, console_);
    if (!rules) return false;
    rule_paths_ = rules->paths;
    run_.rules_hash = rules->texts_hash;
    if (!arguments_.has(Flag::no_builtin)) run_.rules_hash += hash_of_builtin_rules();
    program_ = compile(*std::move(rules), console_);
    return program_.has_value();
  }

  bool may_save(const Inputs& inputs) {
    const auto checked = check_save(arguments_, inputs, rule_paths_);
    return checked || fail(checked.error().message);
  }

  // Before minutes are spent on measuring.
  bool open_save() {
    if (!arguments_.has(Flag::save)) return true;
    auto file = AtomicFile::create(std::string(arguments_.value(Flag::save)), unfinished_);
    if (!file) return fail(file.error().message);
    save_.emplace(*std::move(file));
    return true;
  }

  bool has_text() {
    if (corpus_.documents.empty()) return fail("there is no text to measure with");
    return corpus_.bytes > 0 || fail("there is nothing in the texts to measure with");
  }

  bool load_gold() {
    if (!arguments_.has(Flag::gold)) return true;
    const std::string folder(arguments_.value(Flag::gold));
    if (const auto checked = check_gold_folder(folder); !checked) return fail(checked.error().message);
    gold_ = read_gold(folder, corpus_, console_);
    if (gold_.missing.size() + gold_.failed == corpus_.documents.size()) {
      return fail(fmt::format("there is no gold text in '{}' for any document; the first would be '{}'", folder,
                              corpus_.files.front().name()));
    }
    return true;
  }

  // All of the run that is known before times are; false when it cannot be compared.
  bool describe() {
    run_.date = time_stamp();
    run_.host = host_name();
    run_.cpu = processor_name();
    run_.cpus = processor_count();
    run_.version = version();
#ifdef NDEBUG
    run_.build = "release";
#else
    run_.build = "debug";
#endif
    run_.documents = corpus_.documents.size();
    run_.bytes = corpus_.bytes;
    run_.inputs_hash = corpus_.hash;
    run_.rule_count = program_->rule_count();
    if (!earlier_) return true;
    const auto comparison = compare_runs(*earlier_, run_);
    return comparison || fail(comparison.error().message);
  }

  void say_notices() {
    if (console_.quiet()) return;
    if (run_.bytes < kSmall) {
      console_.warning(fmt::format("this is {} of text: figures of less than {} say little", human_bytes(run_.bytes),
                                   human_bytes(kSmall)));
    }
    if (run_.build == "debug") console_.warning("this pith is a debug build: its figures say nothing");
    if (gold_.missing.empty()) return;
    const std::size_t shown = console_.verbose() ? gold_.missing.size() : std::min(gold_.missing.size(), kMostNamed);
    std::string names;
    for (std::size_t i = 0; i < shown; ++i) names += fmt::format("{}{}", i == 0 ? "" : ", ", gold_.missing[i]);
    if (shown < gold_.missing.size()) names += ", …";
    console_.warning(
        fmt::format("{} without a gold text: {}", counted(gold_.missing.size(), "document", "documents"), names));
  }

  bool time(BenchWatch& watch) {
    watch.say("first pass");
    const unsigned jobs = arguments_.number(Flag::jobs).value_or(1);
    Timing timing(*program_, corpus_.documents, jobs);
    const auto start = std::chrono::steady_clock::now();
    for (unsigned done = 0; !is_enough(done, std::chrono::steady_clock::now() - start);) {
      watch.say(fmt::format("repetition {}", done + 1));
      if (const auto repeated = timing.repeat(); !repeated) return fail(repeated.error().message);
      ++done;
    }
    run_.rows.push_back({std::string(kReadRow), 1, 1, {corpus_.reading}});
    run_.rows.insert(run_.rows.end(), timing.rows().begin(), timing.rows().end());
    watch.say("rule by rule");
    run_.rules = use_of_rules(*program_, corpus_.documents);
    if (!gold_.texts.empty()) {
      watch.say("quality");
      gold_report_ = score_gold(*program_, corpus_, gold_);
      run_.gold = gold_report_.scores;
    }
    if (earlier_) comparison_ = compare_runs(*earlier_, run_).value();
    return true;
  }

  bool is_enough(unsigned done, std::chrono::steady_clock::duration time) const {
    if (const auto asked = arguments_.number(Flag::repetitions)) return done >= *asked;
    if (done >= kRepetitions && time >= kLeastTime) return true;
    return done >= kFewestRepetitions && time >= kPatience;
  }

  bool save() {
    if (!save_) return true;
    const Written written = save_->write(to_json(run_)).and_then([&] { return save_->commit(); });
    return written || fail(written.error().message);
  }

  bool print() {
    const bool json = arguments_.has(Flag::json);
    std::string out;
    if (json) {
      out = to_json(run_);
    } else {
      write_stages(run_, console_.out(), out);
      write_rules(run_, console_.out(), console_.verbose(), out);
      if (run_.gold) write_gold(gold_report_, console_.out(), out);
    }
    if (comparison_) {
      for (const std::string& warning : comparison_->warnings) console_.warning(warning);
      std::string changes;
      write_comparison(*earlier_, run_, *comparison_, arguments_.value(Flag::compare),
                       json ? console_.err() : console_.out(), changes);
      if (json) {
        console_.write_err(changes);
      } else {
        out += changes;
      }
    }
    if (run_.was_disturbed() && !console_.quiet()) {
      console_.warning(fmt::format("other programs took the processor for {:.0f} % of the time: figures shake",
                                   (1 - run_.attention()) * 100));
    }
    if (corpus_.from_cache && !json) console_.summary("read: from the page cache of the system, not from a disk");
    return console_.print(out);
  }

  const Arguments& arguments_;
  DocumentOptions options_;
  Console& console_;
  UnfinishedFiles unfinished_;
  std::optional<AtomicFile> save_;
  std::optional<BenchRun> earlier_;
  std::vector<std::string> rule_paths_;
  std::optional<Program> program_;
  Corpus corpus_;
  GoldTexts gold_;
  BenchRun run_;
  GoldReport gold_report_;
  std::optional<Comparison> comparison_;
};

int run(const Arguments& arguments, Console& console) {
  if (arguments.paths().empty() && ::isatty(STDIN_FILENO) == 1) {
    console.write_err(command_page(kBenchCommand));
    return status(Exit::unable);
  }
  auto options = read_document_options(arguments);
  if (!options) {
    console.usage_error(kBenchCommand.name, options.error().message);
    return status(Exit::unable);
  }
  const TreeOptions tree{.hidden = arguments.has(Flag::hidden), .only_suffix = {}, .skip_suffix = {}};
  Inputs inputs = find_inputs(arguments.paths(), tree, console);
  leave_out_runs(arguments, inputs);
  return Bench(arguments, *std::move(options), console).run(inputs);
}

}  // namespace

const Command kBenchCommand{
    kInBench, "bench", "measure speed and quality, compare with a saved run", "[OPTIONS] [PATH ...]", kAbout,
    kRemarks, run};

}  // namespace pith
