#include "cli/clean_settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace pith {
namespace {

tl::unexpected<Error> fail(std::string message) {
  return tl::unexpected(Error{std::move(message)});
}

Form form_of(const Arguments& arguments) {
  // One JSON object a line on stdout is what both JSON forms are; without --to it is the cleaned text.
  if (!arguments.has(Flag::to)) return arguments.has(Flag::json) ? Form::jsonl : Form::text;
  const std::string_view to = arguments.value(Flag::to);
  return to == "jsonl" ? Form::jsonl : to == "spans" ? Form::spans : Form::text;
}

Result<void> check(const CleanSettings& settings, const Arguments& arguments) {
  if (settings.in_place && !settings.output.empty()) {
    return fail("'--in-place' and '--output' exclude each other");
  }
  if (!settings.backup.empty() && !settings.in_place) return fail("'--backup' goes with '--in-place'");
  if (settings.backup.find('/') != std::string::npos) {
    return fail(fmt::format("'--backup' takes a suffix without a slash, not '{}'", settings.backup));
  }
  if (settings.in_place && settings.form != Form::text) {
    return fail("'--in-place' writes texts; for JSON use '--output' or stdout");
  }
  if (arguments.has(Flag::json) && settings.form == Form::text) {
    return fail("'--json' and '--to text' exclude each other");
  }
  if (settings.to_stdout() && (settings.ledger == "-" || settings.stats_json == "-")) {
    return fail("the documents go to stdout already: give the report a file name");
  }
  if (settings.ledger == "-" && settings.stats_json == "-") return fail("two reports cannot go to stdout");
  return {};
}

}  // namespace

Result<CleanSettings> read_clean_settings(const Arguments& arguments) {
  CleanSettings settings;
  auto document = read_document_options(arguments);
  if (!document) return tl::unexpected(std::move(document).error());
  settings.document = *std::move(document);
  settings.form = form_of(arguments);
  settings.output = arguments.value(Flag::output);
  settings.in_place = arguments.has(Flag::in_place);
  settings.backup = arguments.value(Flag::backup);
  settings.ledger = arguments.value(Flag::ledger);
  settings.stats_json = arguments.value(Flag::stats_json);
  settings.stats = arguments.has(Flag::stats);
  settings.dry_run = arguments.has(Flag::dry_run);
  settings.fail_fast = arguments.has(Flag::fail_fast);
  settings.hidden = arguments.has(Flag::hidden);
  settings.jobs = arguments.number(Flag::jobs).value_or(std::max(1U, std::thread::hardware_concurrency()));
  if (auto checked = check(settings, arguments); !checked) return tl::unexpected(std::move(checked).error());
  return settings;
}

}  // namespace pith
