#include "cli/clean_settings.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <thread>
#include <utility>

namespace pith {
namespace {

tl::unexpected<Error> fail(std::string message) {
  return tl::unexpected(Error{std::move(message)});
}

Form form_of(const Arguments& arguments, bool packed) {
  constexpr std::array<std::pair<std::string_view, Form>, 5> kForms = {{{"same", Form::same},
                                                                        {"text", Form::text},
                                                                        {"jsonl", Form::jsonl},
                                                                        {"spans", Form::spans},
                                                                        {"dolma", Form::dolma}}};
  // One JSON object a line on stdout is what all JSON forms are; without --to it is the cleaned text.
  if (!arguments.has(Flag::to)) return arguments.has(Flag::json) || packed ? Form::jsonl : Form::same;
  return std::ranges::find(kForms, arguments.value(Flag::to), &std::pair<std::string_view, Form>::first)->second;
}

std::optional<unsigned> number(std::string_view text) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<unsigned> variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing sets variables
  return value == nullptr ? std::nullopt : number(value);
}

// Not by itself: a task of a job array that has its own inputs must not lose most of them because of a variable.
Result<Shard> shard_of_slurm() {
  const auto id = variable("SLURM_ARRAY_TASK_ID");
  const auto count = variable("SLURM_ARRAY_TASK_COUNT");
  const unsigned first = variable("SLURM_ARRAY_TASK_MIN").value_or(0);
  const unsigned step = variable("SLURM_ARRAY_TASK_STEP").value_or(1);
  if (!id || !count) {
    return fail("'--shard slurm' needs SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT, which a job array has");
  }
  if (step == 0 || *id < first || (*id - first) / step >= *count) {
    return fail(fmt::format("'--shard slurm': task {} is none of {} from {} on, by {}", *id, *count, first, step));
  }
  return Shard{(*id - first) / step, *count};
}

Result<Shard> shard_of(std::string_view text) {
  if (text.empty()) return Shard();
  if (text == "slurm") return shard_of_slurm();
  const std::size_t slash = text.find('/');
  const auto index = number(text.substr(0, slash));
  const auto count = slash == std::string_view::npos ? std::nullopt : number(text.substr(slash + 1));
  if (!index || !count || *index == 0 || *index > *count) {
    return fail(fmt::format("'--shard' takes I/N, from 1/N to N/N, or slurm; not '{}'", text));
  }
  return Shard{*index - 1, *count};
}

// A name for one file, as users write it; a folder of that name ends with a slash, or is there.
bool names_packed_file(const std::string& output) {
  const std::string_view plain = without_compression(output);
  struct stat state = {};
  return plain.ends_with(".jsonl") && (::stat(output.c_str(), &state) != 0 || !S_ISDIR(state.st_mode));
}

bool is_attribute_name(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

Result<void> check_form(const CleanSettings& settings, const Arguments& arguments) {
  if ((settings.form == Form::dolma) != arguments.has(Flag::name)) {
    return fail("'--to dolma' and '--name NAME', the name of the attributes, go together");
  }
  if (settings.form == Form::dolma && !is_attribute_name(settings.attributes)) {
    return fail(fmt::format("'--name' takes letters, digits, '-' and '_', not '{}'", settings.attributes));
  }
  if (settings.in_place && settings.form != Form::same) {
    return fail("'--in-place' leaves every file what it is; for another form use '--output' or stdout");
  }
  if (settings.packed && settings.form == Form::text) {
    return fail(fmt::format("'{}' is one file for records; '--to text' needs a folder or stdout", settings.output));
  }
  if (arguments.has(Flag::json) && (settings.form == Form::same || settings.form == Form::text)) {
    return fail(fmt::format("'--json' and '--to {}' exclude each other", arguments.value(Flag::to)));
  }
  return {};
}

Result<void> check(const CleanSettings& settings) {
  if (settings.in_place && !settings.output.empty()) {
    return fail("'--in-place' and '--output' exclude each other");
  }
  if (!settings.backup.empty() && !settings.in_place) return fail("'--backup' goes with '--in-place'");
  if (settings.backup.find('/') != std::string::npos) {
    return fail(fmt::format("'--backup' takes a suffix without a slash, not '{}'", settings.backup));
  }
  if (settings.resume && settings.output.empty()) {
    return fail("'--resume' goes with '--output': what is finished is noted there");
  }
  if (settings.to_stdout() && (settings.ledger == "-" || settings.stats_json == "-")) {
    return fail("the documents go to stdout already: give the report a file name");
  }
  if (settings.ledger == "-" && settings.stats_json == "-") return fail("two reports cannot go to stdout");
  return {};
}

}  // namespace

std::string beside_documents(std::string_view path, std::string_view attributes) {
  constexpr std::string_view kFolder = "documents/";
  for (std::size_t at = path.rfind(kFolder); at != std::string_view::npos; at = path.rfind(kFolder, at - 1)) {
    if (at == 0 || path[at - 1] == '/') {
      return fmt::format("{}attributes/{}/{}", path.substr(0, at), attributes, path.substr(at + kFolder.size()));
    }
  }
  return {};
}

Result<CleanSettings> read_clean_settings(const Arguments& arguments) {
  CleanSettings settings;
  auto document = read_document_options(arguments);
  if (!document) return tl::unexpected(std::move(document).error());
  settings.document = *std::move(document);
  settings.output = arguments.value(Flag::output);
  settings.packed = names_packed_file(settings.output);
  settings.form = form_of(arguments, settings.packed);
  settings.keep = arguments.value(Flag::keep);
  settings.keep_page = arguments.has(Flag::keep_page);
  settings.attributes = arguments.value(Flag::name);
  settings.beside = settings.form == Form::dolma && settings.output.empty() && !arguments.paths().empty() &&
                    std::ranges::none_of(arguments.paths(), [&](const std::string& path) {
                      return beside_documents(path + '/', settings.attributes).empty();
                    });
  settings.resume = arguments.has(Flag::resume);
  auto shard = shard_of(arguments.value(Flag::shard));
  if (!shard) return tl::unexpected(std::move(shard).error());
  settings.shard = *shard;
  settings.in_place = arguments.has(Flag::in_place);
  settings.backup = arguments.value(Flag::backup);
  settings.ledger = arguments.value(Flag::ledger);
  settings.stats_json = arguments.value(Flag::stats_json);
  settings.stats = arguments.has(Flag::stats);
  settings.dry_run = arguments.has(Flag::dry_run);
  settings.fail_fast = arguments.has(Flag::fail_fast);
  settings.hidden = arguments.has(Flag::hidden);
  settings.jobs = arguments.number(Flag::jobs).value_or(std::max(1U, std::thread::hardware_concurrency()));
  auto checked = check_form(settings, arguments).and_then([&] { return check(settings); });
  if (!checked) return tl::unexpected(std::move(checked).error());
  return settings;
}

}  // namespace pith
