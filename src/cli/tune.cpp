// `pith tune --suggest`: drafts rules for what recurs in texts.
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/atomic_file.h"
#include "cli/bench_watch.h"
#include "cli/command.h"
#include "cli/document_options.h"
#include "cli/document_reader.h"
#include "cli/gold_text.h"
#include "cli/help.h"
#include "cli/inputs.h"
#include "cli/real_path.h"
#include "cli/rules.h"
#include "cli/stop.h"
#include "measure/draft_trial.h"
#include "measure/miner.h"
#include "output/numbers.h"
#include "output/rule_draft.h"

namespace pith {
namespace {

constexpr std::string_view kAbout =
    "Drafts a rule file for what recurs in the samples and the rules in use leave: lines, starts and\n"
    "ends of lines, and headings with what follows them. The draft is for a person to read: each rule\n"
    "says on how many texts it stands and how much it takes, and has a test. PATH is a file, a folder\n"
    "or -, as for 'pith clean': texts, pages, JSONL, WARC.\n";

constexpr std::string_view kRemarks =
    "One site: --site HOST, or samples that all are of one host. Samples of other hosts among them (by\n"
    "their own addresses) are left out, but show what the site shares with others. Many hosts: lines\n"
    "that stand on three or more; with --pack NAME the draft is a pack, else rules for every text.\n"
    "\n"
    "--gold DIR holds, for each text, what should be left of it, under the same name (as for 'pith\n"
    "bench'; record N of a file is FILE:N). Then rules are left out that take what should be left;\n"
    "otherwise wrong cuts are estimated, by where in its text a line stands.\n"
    "\n"
    "Ten texts of a site are few, fifty are enough, and they should be of several days: the headlines\n"
    "of one day stand on all its texts. Any amount takes some 100 MB of memory; of more than 24 MiB of\n"
    "texts and their lines, context comes from a sample, and all are read twice.\n";

constexpr std::size_t kMostRules = 60;
constexpr std::uint64_t kFewestTexts = 3;
constexpr std::uint64_t kFewestHosts = 3;
constexpr std::string_view kTrialPath = "draft for a trial";

std::uint64_t hash_of(std::string_view text) {
  return XXH3_64bits(text.data(), text.size());
}

bool is_under(std::string_view host, std::string_view site) {
  return host == site ||
         (host.size() > site.size() && host.ends_with(site) && host[host.size() - site.size() - 1] == '.');
}

class Suggest {
 public:
  Suggest(const Arguments& arguments, DocumentOptions options, Console& console)
      : arguments_(arguments),
        options_(std::move(options)),
        gold_folder_(arguments.value(Flag::gold)),
        console_(console) {}

  int run(Inputs inputs) {
    if (!load_rules() || !check(inputs)) return status(Exit::unable);
    BenchWatch watch(console_, unfinished_);
    failed_ = inputs.failed;
    watch.say("reading");
    if (!mine(inputs)) watch.stop();
    if (miner_.documents() < kFewestTexts) return give_up();
    watch.say("looking for what recurs");
    draft_ = miner_.propose({site_, std::string(arguments_.value(Flag::pack))});
    if (!write(true)) return status(Exit::unable);
    watch.say("trying the rules");
    if (!miner_.sample_is_whole() && !can_read_again(inputs)) return status(Exit::unable);
    const std::optional<bool> tried = try_rules(inputs);
    if (!tried) watch.stop();
    if (!*tried || !write(false)) return status(Exit::unable);
    watch.say("");
    if (!print()) return status(Exit::look);
    say_summary();
    return status(failed_ > 0 || draft_.rules.empty() ? Exit::look : Exit::done);
  }

 private:
  using See = std::function<void(const Document& document, std::string_view host, GoldLines* gold)>;

  bool fail(const std::string& message) {
    console_.error(message);
    return false;
  }

  int give_up() {
    if (miner_.documents() == 0 && others_ > 0) {
      console_.error(
          fmt::format("none of the {} is of '{}', by their own addresses", counted(others_, "text", "texts"), site_));
    } else {
      console_.error(fmt::format("what recurs shows in {} texts or more: {} read", kFewestTexts,
                                 miner_.documents() == 0 ? "none was" : counted(miner_.documents(), "was", "were")));
    }
    return status(Exit::unable);
  }

  bool load_rules() {
    auto rules = pith::load_rules(arguments_, {}, console_, NoRules::allow);
    if (!rules) return false;
    rule_paths_ = rules->paths;
    program_ = compile(*std::move(rules), console_);
    return program_.has_value();
  }

  bool check(Inputs& inputs) {
    if (!gold_folder_.empty()) {
      if (const auto checked = check_gold_folder(gold_folder_); !checked) return fail(checked.error().message);
    }
    if (!options_.site.empty()) {
      Cleaner cleaner(*program_);
      Document probe;
      probe.site = options_.site;
      site_ = cleaner.clean(probe).choice->site;
      if (site_.empty()) {
        return fail(fmt::format("'--site' takes a host like example.org, not '{}'", options_.site));
      }
    }
    return check_pack() && check_output(inputs);
  }

  // Before the samples are read, which may take a while.
  bool check_pack() {
    if (!arguments_.has(Flag::pack)) return true;
    const std::string_view pack = arguments_.value(Flag::pack);
    const bool is_word = std::ranges::none_of(pack, [](char c) { return c == '#' || (c >= 0 && c <= ' '); });
    RuleSet rules;
    rules.add(fmt::format("format 1\npack {}\n", pack), kTrialPath);
    if (is_word && std::move(rules).compile()) return true;
    return fail(fmt::format("'--pack' takes a name like lang/en or my-pack, not '{}'", pack));
  }

  // A draft of an earlier run is no sample.
  bool check_output(Inputs& inputs) {
    if (!arguments_.has(Flag::output)) return true;
    const std::string path(arguments_.value(Flag::output));
    if (path == kStdinPath) return true;
    RealPaths output;
    output.add(path);
    if (std::ranges::any_of(rule_paths_, [&](const std::string& file) { return output.has(file); })) {
      return fail(fmt::format("'--output {}' would overwrite a rule file in use", path));
    }
    const std::vector<std::string>& named = arguments_.paths();
    std::erase_if(inputs.files, [&](const InputFile& file) {
      return output.has(file.path) && std::ranges::find(named, file.path) == named.end();
    });
    if (std::ranges::any_of(inputs.files, [&](const InputFile& file) { return output.has(file.path); })) {
      return fail(fmt::format("'--output {}' would overwrite a sample", path));
    }
    // Now, for who cannot write there should not wait for the draft to learn it.
    auto file = AtomicFile::create(path, unfinished_);
    if (!file) return fail(file.error().message);
    output_.emplace(*std::move(file));
    return true;
  }

  // The host of the document's own address; empty when it has none.
  std::string own_host(const Document& document, Cleaner& cleaner) const {
    if (document.url.empty()) return {};
    Document probe;
    probe.url = document.url;
    return cleaner.clean(probe).choice->site;
  }

  // Calls see() for each document of the site. False when a stop signal came.
  bool read(const Inputs& inputs, const See& see, bool is_first) {
    DocumentReader reader(options_, stop_requested);
    Cleaner probe(*program_);
    for (const InputFile& input : inputs.files) {
      const auto take = [&](const ReadDocument& read) {
        const std::string host = own_host(read.document, probe);
        if (!site_.empty() && !host.empty() && options_.url.empty() && !is_under(host, site_)) {
          if (is_first) miner_.add_elsewhere(read.document.text);
          if (is_first) ++others_;
          return !stop_requested();
        }
        std::optional<GoldLines> gold =
            gold_of(read.record == 0 ? input : InputFile{std::string(read.name), input.inside, false}, is_first);
        see(read.document, !site_.empty() ? std::string_view(site_) : host, gold ? &*gold : nullptr);
        return !stop_requested();
      };
      reader.read(input, take, [&](const std::string& message) {
        if (is_first && !stop_requested()) console_.error(message);
        if (is_first) ++failed_;
      });
      if (stop_requested()) return false;
    }
    return true;
  }

  std::optional<GoldLines> gold_of(const InputFile& input, bool is_first) {
    if (gold_folder_.empty()) return std::nullopt;
    const auto text = read_gold_text(gold_folder_, input);
    if (text) return *text ? std::optional<GoldLines>(std::in_place, **text) : std::nullopt;
    if (is_first) console_.error(text.error().message);
    if (is_first) ++failed_;
    return std::nullopt;
  }

  bool mine(const Inputs& inputs) {
    Cleaner cleaner(*program_);
    return read(
        inputs,
        [&](const Document& document, std::string_view host, GoldLines* gold) {
          const Outcome outcome = cleaner.clean(document);
          miner_.add(document, outcome.edits, host.empty() ? std::string_view(outcome.choice->site) : host, gold);
        },
        true);
  }

  bool can_read_again(const Inputs& inputs) {
    for (const InputFile& input : inputs.files) {
      struct stat state = {};
      if (input.path != kStdinPath && ::stat(input.path.c_str(), &state) == 0 && S_ISREG(state.st_mode)) continue;
      return fail(fmt::format("so many texts are read twice, and {} can be read once only: put it into a file",
                              shown_name(input)));
    }
    return true;
  }

  // Nothing when a stop signal came.
  std::optional<bool> try_rules(const Inputs& inputs) {
    auto rules = pith::load_rules(arguments_, {}, console_, NoRules::allow);
    if (!rules) return false;
    rules->set.add(rules_for_trial(draft_), kTrialPath);
    const Compiled compiled = std::move(rules->set).compile();
    if (!compiled) return fail(fmt::format("the draft is broken: {}", compiled.error().front().message));
    const Program program = compiled->with(rules->keep);
    DraftTrial trial(draft_, program, kTrialPath);
    Cleaner cleaner(program);
    if (miner_.sample_is_whole()) {
      for (const SampledText& text : miner_.texts()) {
        trial.add(text.text, text.lines, text.article, text.host, cleaner.clean(text.document()));
        if (stop_requested()) return std::nullopt;
      }
    } else {
      Cleaner before(*program_);
      RecentTexts recent;
      LineKeys keys;
      std::vector<MinedLine> lines;
      const bool is_done = read(
          inputs,
          [&](const Document& document, std::string_view host, GoldLines* gold) {
            if (recent.has_seen(document.text)) return;
            const Outcome outcome = before.clean(document);
            const std::string known_host(host.empty() ? std::string_view(outcome.choice->site) : host);
            mine_lines(document.text, outcome.edits, gold, keys, lines);
            miner_.mark_recurring(lines);
            trial.add(document.text, lines, find_article(lines), hash_of(known_host), cleaner.clean(document));
          },
          false);
      if (!is_done) return std::nullopt;
    }
    trial.finish(kMostRules);
    return true;
  }

  // As `pith check` would see it. Rules from --rules may be for the same site, and there can be one file for a site:
  // the draft is to be put into that. `alone`, without the built-in rules: enough before the trial, and quicker.
  bool write(bool alone) {
    auto text = write_checked_draft(draft_, [&] {
      RuleSet rules;
      if (!alone && !arguments_.has(Flag::no_builtin)) rules.add_builtin();
      return rules;
    });
    if (!text) return fail(text.error().message);
    text_ = *std::move(text);
    return true;
  }

  bool print() {
    if (!output_) return console_.print(text_);
    const Written written = output_->write(text_).and_then([&] { return output_->commit(); });
    return written || fail(written.error().message);
  }

  void say_summary() {
    if (others_ > 0) console_.summary(fmt::format("{} of other hosts left out", counted(others_, "text", "texts")));
    if (draft_.rules.empty()) return console_.summary(why_nothing());
    const std::string path(arguments_.value(Flag::output));
    console_.summary(fmt::format("{} from {}{}", counted(draft_.rules.size(), "rule", "rules"),
                                 counted(draft_.documents, "text", "texts"),
                                 path.empty() ? "" : fmt::format("; read them, then: pith check {}", path)));
  }

  std::string why_nothing() const {
    if (draft_.across_hosts && draft_.hosts < kFewestHosts) {
      return fmt::format(
          "nothing to propose: a line must stand on {} hosts, and these are texts of {}. --site HOST drafts rules for "
          "one; "
          "--site-from path takes hosts from names of folders",
          kFewestHosts, draft_.hosts == 0 ? "unknown ones" : std::to_string(draft_.hosts));
    }
    return fmt::format("nothing to propose: in {}, no line recurs enough that the rules in use leave",
                       counted(draft_.documents, "text", "texts"));
  }

  const Arguments& arguments_;
  DocumentOptions options_;
  std::string gold_folder_;
  Console& console_;
  UnfinishedFiles unfinished_;
  std::optional<AtomicFile> output_;  // opened before anything is read; none: stdout
  std::vector<std::string> rule_paths_;
  std::optional<Program> program_;
  std::string site_;  // that was named
  Miner miner_;
  Draft draft_;
  std::string text_;
  std::uint64_t others_ = 0;  // texts of other hosts
  std::uint64_t failed_ = 0;
};

int run(const Arguments& arguments, Console& console) {
  const auto refuse = [&](std::string_view message) {
    console.usage_error(kTuneCommand.name, message);
    return status(Exit::unable);
  };
  if (!arguments.has(Flag::suggest)) return refuse("say what to do: --suggest drafts rules for what recurs in samples");
  if (arguments.paths().empty() && ::isatty(STDIN_FILENO) == 1) {
    console.write_err(command_page(kTuneCommand));
    return status(Exit::unable);
  }
  auto options = read_document_options(arguments);
  if (!options) return refuse(options.error().message);
  if (arguments.has(Flag::pack) && !options->site.empty()) {
    return refuse("'--pack' and '--site' exclude each other: a pack is for many sites");
  }
  const TreeOptions tree{.hidden = arguments.has(Flag::hidden), .only_suffix = {}, .skip_suffix = {}};
  Inputs inputs = find_inputs(arguments.paths(), tree, console);
  if (inputs.files.empty() && inputs.failed > 0) return status(Exit::unable);
  return Suggest(arguments, *std::move(options), console).run(std::move(inputs));
}

}  // namespace

const Command kTuneCommand{
    kInTune, "tune", "draft rules for what recurs in texts", "--suggest [OPTIONS] [PATH ...]", kAbout, kRemarks, run};

}  // namespace pith
