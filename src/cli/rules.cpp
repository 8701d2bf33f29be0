#include "cli/rules.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <xxhash.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "input/descriptor.h"
#include "input/file.h"
#include "input/tree.h"
#include "output/diagnostics.h"
#include "output/numbers.h"

namespace pith {
namespace {

constexpr std::string_view kSuffix = ".rules";

std::vector<std::string> paths_in_environment() {
  const char* value = std::getenv("PITH_RULES");  // NOLINT(concurrency-mt-unsafe): nothing sets variables
  std::vector<std::string> paths;
  std::string_view rest = value == nullptr ? "" : value;
  while (!rest.empty()) {
    const std::size_t colon = std::min(rest.find(':'), rest.size());
    if (colon > 0) paths.emplace_back(rest.substr(0, colon));
    rest.remove_prefix(std::min(colon + 1, rest.size()));
  }
  return paths;
}

class Loader {
 public:
  explicit Loader(Console& console) : console_(console) {}

  // `origin` is what the path was given with, for messages.
  void add(const std::string& path, std::string_view origin, bool looked_at) {
    struct stat state = {};
    if (::stat(path.c_str(), &state) != 0) {
      return fail(fmt::format("cannot read the rules '{}' ({}): {}", path, origin, errno_text(errno)));
    }
    std::vector<InputFile> files;
    if (S_ISDIR(state.st_mode)) {
      std::vector<std::string> failures;
      list_tree(path, {.hidden = false, .only_suffix = kSuffix, .skip_suffix = {}}, files, failures);
      for (const std::string& failure : failures) fail(failure);
      if (files.empty() && failures.empty()) {
        fail(fmt::format("there is no *{} file in '{}' ({})", kSuffix, path, origin));
      }
    } else {
      files.push_back(named_file(path));
    }
    for (const InputFile& file : files) read(file.path, looked_at);
  }

  LoadedRules rules;
  bool failed = false;

 private:
  void read(const std::string& path, bool looked_at) {
    std::error_code error;
    const std::string same = std::filesystem::weakly_canonical(path, error).string();
    if (!error && !seen_.insert(same).second) return;
    std::string text;
    if (const auto file = read_file(path, text); !file) return fail(file.error().message);
    rules.set.add(text, path);
    rules.paths.push_back(path);
    rules.texts_hash += XXH3_64bits(text.data(), text.size());
    if (looked_at) rules.looked_at.push_back(path);
  }

  void fail(const std::string& message) {
    console_.error(message);
    failed = true;
  }

  Console& console_;
  std::set<std::string> seen_;
};

Keep keep_of(const Arguments& arguments) {
  const std::string_view keep = arguments.value(Flag::keep);
  return keep == "strict" ? Keep::strict : keep == "bold" ? Keep::bold : Keep::balanced;
}

}  // namespace

std::optional<LoadedRules> load_rules(const Arguments& arguments, std::span<const std::string> more, Console& console,
                                      NoRules none) {
  Loader loader(console);
  loader.rules.keep = keep_of(arguments);
  if (!arguments.has(Flag::no_builtin)) loader.rules.set.add_builtin();
  for (const std::string& path : more) loader.add(path, "to check", true);
  for (const std::string& path : paths_in_environment()) loader.add(path, "from PITH_RULES", false);
  for (const std::string& path : arguments.values(Flag::rules)) loader.add(path, "from --rules", false);
  if (arguments.has(Flag::no_builtin) && loader.rules.paths.empty() && !loader.failed && none == NoRules::refuse) {
    loader.failed = true;
    console.error("there are no rules: '--no-builtin' leaves only those given with --rules or PITH_RULES");
  }
  if (loader.failed) return std::nullopt;
  return std::move(loader.rules);
}

std::optional<LoadedRules> load_only(std::span<const std::string> paths, Console& console) {
  Loader loader(console);
  for (const std::string& path : paths) loader.add(path, "to check", true);
  if (loader.failed) return std::nullopt;
  return std::move(loader.rules);
}

std::optional<Program> compile(LoadedRules rules, Console& console) {
  Compiled program = std::move(rules.set).compile();
  if (program) return program->with(rules.keep);
  std::string messages;
  kHumanMessages.write(program.error(), console.err(), messages);
  console.write_err(messages);
  console.error(
      fmt::format("{} in the rules; nothing was done", counted(program.error().size(), "mistake", "mistakes")));
  return std::nullopt;
}

std::optional<Program> program_for(const Arguments& arguments, Console& console) {
  std::optional<LoadedRules> rules = load_rules(arguments, {}, console);
  return rules ? compile(*std::move(rules), console) : std::nullopt;
}

}  // namespace pith
