#include "cli/clean_plan.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <unordered_map>
#include <unordered_set>

#include "cli/real_path.h"
#include "input/format.h"

namespace pith {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> fail(std::string message) {
  return tl::unexpected(Error{std::move(message)});
}

bool is_inside(std::string_view path, std::string_view folder) {
  return !folder.empty() && path.starts_with(folder) &&
         (folder == "/" || path.size() == folder.size() || path[folder.size()] == '/');
}

// True when a link in the output folder, or a linked folder in it, leads an output elsewhere.
bool is_led_astray(const CleanSettings& settings, const Inputs& inputs) {
  if (settings.output.empty() || settings.packed) return false;
  std::string last;
  for (const InputFile& input : inputs.files) {
    const std::string target = target_of(settings, input);
    if (is_link(target)) return true;
    const std::string folder = target.substr(0, target.rfind('/'));
    if (folder == last) continue;
    last = folder;
    for (std::size_t end = settings.output.size(); end < folder.size();) {
      end = std::min(folder.find('/', end + 1), folder.size());
      if (is_link(folder.substr(0, end))) return true;
    }
  }
  return false;
}

Result<void> check_stdin(const CleanSettings& settings, const Inputs& inputs) {
  const bool any = std::ranges::any_of(inputs.files, [](const InputFile& file) { return file.path == kStdinPath; });
  if (!any) return {};
  if (!inputs.is_single()) return fail("stdin ('-') cannot be cleaned together with files");
  if (settings.in_place) return fail("'--in-place' needs files; stdin goes to stdout");
  if (!settings.output.empty() && !settings.packed) {
    return fail("'--output' needs files; stdin goes to stdout: use  > FILE");
  }
  if (settings.document.site_from_path) return fail("'--site-from path' needs files; for stdin use --site HOST");
  return {};
}

// `pith clean page.txt -o cleaned.txt` means a file, and would make a folder of that name.
Result<void> check_output_name(const CleanSettings& settings, const Inputs& inputs) {
  if (settings.output.empty() || settings.packed) return {};
  struct stat state = {};
  if (::stat(settings.output.c_str(), &state) == 0) {
    if (S_ISDIR(state.st_mode)) return {};
    return fail(fmt::format("'--output' takes a folder, and '{}' is a file", settings.output));
  }
  const std::string suffix = fs::path(settings.output).extension().string();
  if (inputs.is_single() && inputs.files.size() == 1 && !suffix.empty() &&
      inputs.files.front().path.ends_with(suffix)) {
    return fail(fmt::format("'--output' takes a folder; for a file use  > {0}  (for a folder of that name: {0}/)",
                            settings.output));
  }
  return {};
}

Result<void> check_output_folder(const CleanSettings& settings, const Inputs& inputs) {
  if (settings.output.empty() || settings.packed) return {};
  const std::string output = real_path(settings.output);
  for (const std::string& folder : inputs.folders) {
    const std::string real = real_path(folder);
    if (real == output) {
      return fail(fmt::format(
          "the output would overwrite the input in '{}': choose another --output, or use --in-place", folder));
    }
    if (is_inside(output, real)) {
      return fail(
          fmt::format("the output folder '{}' lies in the input folder '{}': its files would become inputs; "
                      "choose another",
                      settings.output, folder));
    }
  }
  return {};
}

// Files of one folder cannot meet in one output, unless there are links among them or the output is above the folder.
bool may_collide(const Inputs& inputs, const std::string& output) {
  return inputs.folders.size() != 1 || inputs.named > 0 || is_inside(real_path(inputs.folders.front()), output) ||
         std::ranges::any_of(inputs.files, &InputFile::may_be_link);
}

// The one output file must be no input.
Result<void> check_packed(const CleanSettings& settings, const Inputs& inputs) {
  if (!settings.packed) return {};
  RealPaths output;
  output.add(settings.output);
  for (const InputFile& input : inputs.files) {
    if (output.has(input.path)) {
      return fail(fmt::format("the output '{}' is also an input: choose another --output", settings.output));
    }
  }
  if (inputs.folders.size() + inputs.named < 2) return {};
  std::unordered_set<std::string> seen;
  for (const InputFile& input : inputs.files) {
    if (!seen.insert(real_path(input.path)).second) return fail(fmt::format("'{}' is given twice", input.path));
  }
  return {};
}

// The name of an input's own output, in the tree of the output folder: it says what is in it.
std::string output_name(const CleanSettings& settings, std::string_view name) {
  const std::string_view plain = without_compression(name);
  const std::string_view compression = name.substr(plain.size());
  const Format format =
      settings.document.format ? *settings.document.format : format_of_name(name).value_or(Format::text);
  std::string_view added;
  switch (settings.form) {
    case Form::same:
      added = format == Format::page ? ".txt" : "";
      break;
    case Form::text:
      added = format == Format::text ? "" : ".txt";
      break;
    case Form::jsonl:
    case Form::spans:
    case Form::dolma:
      added = format == Format::jsonl ? "" : ".jsonl";
      break;
  }
  return fmt::format("{}{}{}", plain, added, compression);
}

// Some output is not called like its input, so that it may be called like another input's.
bool renames(const CleanSettings& settings, const Inputs& inputs) {
  return !settings.output.empty() && std::ranges::any_of(inputs.files, [&](const InputFile& input) {
    return output_name(settings, input.name()) != input.name();
  });
}

Result<void> check_collisions(const CleanSettings& settings, const Inputs& inputs) {
  if (settings.packed || (!settings.in_place && !settings.is_mirrored())) return check_packed(settings, inputs);
  std::unordered_set<std::string> reals;
  std::unordered_map<std::string, const InputFile*> targets;
  const std::string output = settings.output.empty() ? "" : real_path(settings.output);
  const bool astray = is_led_astray(settings, inputs);
  const bool is_one_tree = !astray && !may_collide(inputs, output);
  if (is_one_tree && !renames(settings, inputs)) return {};
  for (const InputFile& input : inputs.files) {
    // Of one tree the names are enough.
    const std::string real = is_one_tree ? std::string() : real_path(input.path);
    if (!settings.in_place && (astray || is_inside(real, output))) reals.insert(real);
    std::string target = settings.in_place ? real : target_of(settings, input);
    if (astray) target = real_path(target);
    const auto [other, is_new] = targets.emplace(target, &input);
    if (is_new) continue;
    if (other->second->path == input.path) return fail(fmt::format("'{}' is given twice", input.path));
    if (settings.in_place) {
      return fail(fmt::format("'{}' and '{}' are one file: name it once", other->second->path, input.path));
    }
    return fail(
        fmt::format("'{}' and '{}' would both become '{}': clean them apart", other->second->path, input.path, target));
  }
  for (const auto& [target, input] : targets) {
    if (!settings.in_place && !reals.empty() && reals.contains(real_path(target))) {
      return fail(
          fmt::format("cleaning '{}' would overwrite the input '{}': choose another --output, or use --in-place",
                      input->path, target));
    }
  }
  return {};
}

// Files of records can be written one behind the other.
bool all_hold_records(const CleanSettings& settings, const Inputs& inputs) {
  return !inputs.files.empty() && std::ranges::all_of(inputs.files, [&](const InputFile& input) {
    const auto format = settings.document.format ? settings.document.format : format_of_name(input.path);
    return format == Format::jsonl || format == Format::warc;
  });
}

Result<void> check_stdout(const CleanSettings& settings, Inputs& inputs) {
  if (!settings.to_stdout()) return {};
  const bool makes_texts = settings.form == Form::text || settings.form == Form::same;
  if (makes_texts && !inputs.is_single() && !all_hold_records(settings, inputs)) {
    return fail("several texts need '--output DIR' or '--in-place' (or one JSON line each: '--to jsonl')");
  }
  struct stat out = {};
  if (::fstat(STDOUT_FILENO, &out) != 0 || !S_ISREG(out.st_mode)) return {};
  const auto is_output = [&](const InputFile& input) {
    struct stat in = {};
    return ::stat(input.path.c_str(), &in) == 0 && in.st_dev == out.st_dev && in.st_ino == out.st_ino;
  };
  if (inputs.is_single()) {
    if (inputs.is_stdin() || inputs.files.empty() || !is_output(inputs.files.front())) return {};
    return fail(fmt::format("'{}' is also the output: use --in-place", inputs.files.front().path));
  }
  std::erase_if(inputs.files, is_output);
  return {};
}

Result<void> check_reports(const CleanSettings& settings, const Inputs& inputs) {
  struct stat state = {};
  if ((settings.in_place || settings.resume) && !settings.dry_run && !settings.ledger.empty() &&
      ::stat(settings.ledger.c_str(), &state) == 0 && S_ISREG(state.st_mode) && state.st_size > 0) {
    return fail(
        fmt::format("the ledger '{}' is there already, and may be all that is left of what an earlier run took "
                    "away: give this run a new one",
                    settings.ledger));
  }
  for (const std::string& report : {settings.ledger, settings.stats_json}) {
    if (report.empty() || report == "-") continue;
    RealPaths reports;
    reports.add(report);
    for (const InputFile& input : inputs.files) {
      if (reports.has(input.path)) return fail(fmt::format("the report '{}' is also an input", report));
      if (reports.has(target_of(settings, input))) {
        return fail(fmt::format("the report '{}' is also the output of '{}'", report, input.path));
      }
    }
  }
  if (!settings.ledger.empty() && settings.ledger != "-" &&
      real_path(settings.ledger) == real_path(settings.stats_json)) {
    return fail("'--ledger' and '--stats-json' name the same file");
  }
  return {};
}

}  // namespace

Result<void> check_rule_files(const CleanSettings& settings, const Inputs& inputs, std::span<const std::string> rules) {
  if (rules.empty()) return {};
  RealPaths in_use;
  for (const std::string& path : rules) in_use.add(path);
  for (const std::string& report : {settings.ledger, settings.stats_json}) {
    if (!report.empty() && report != "-" && in_use.has(report)) {
      return fail(fmt::format("the report '{}' is also a rule file in use", report));
    }
  }
  if (settings.to_stdout()) return {};
  for (const InputFile& input : inputs.files) {
    const std::string target = target_of(settings, input);
    if (!target.empty() && in_use.has(target)) {
      return fail(fmt::format("cleaning '{}' would overwrite the rule file '{}', which is in use", input.path, target));
    }
  }
  return {};
}

std::string target_of(const CleanSettings& settings, const InputFile& input) {
  if (settings.in_place) return input.path;
  if (settings.packed) return settings.output;
  if (settings.beside) return beside_documents(input.path, settings.attributes);
  if (settings.output.empty()) return {};
  std::string target = settings.output;
  if (!target.ends_with('/')) target += '/';
  return target + output_name(settings, input.name());
}

Result<void> check_plan(const CleanSettings& settings, Inputs& inputs) {
  return check_stdin(settings, inputs)
      .and_then([&] { return check_stdout(settings, inputs); })
      .and_then([&] { return check_output_name(settings, inputs); })
      .and_then([&] { return check_output_folder(settings, inputs); })
      .and_then([&] { return check_collisions(settings, inputs); })
      .and_then([&] { return check_reports(settings, inputs); });
}

}  // namespace pith
