// The one table of flags: parsing, help pages and error messages come from it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace pith {

enum class Flag : std::uint8_t {
  rules,
  no_builtin,
  jobs,
  json,
  color,
  quiet,
  verbose,
  help,
  version,
  output,
  in_place,
  backup,
  to,
  name,
  format,
  schema,
  text_key,
  url_key,
  id_key,
  lang_key,
  date_key,
  keep_page,
  resume,
  shard,
  keep,
  site,
  url,
  lang,
  date,
  site_from,
  hidden,
  ledger,
  dry_run,
  stats,
  stats_json,
  fail_fast,
  rule,
  message_format,
  list,
  dump,
  gold,
  save,
  compare,
  repetitions,
  suggest,
  pack,
};

enum class Takes : std::uint8_t { nothing, text, number, choice, date };

// The commands that know a flag, as bits.
using CommandSet = std::uint8_t;
constexpr CommandSet kInClean = 1;
constexpr CommandSet kInExplain = 2;
constexpr CommandSet kInCheck = 4;
constexpr CommandSet kInHelp = 8;
constexpr CommandSet kInBench = 16;
constexpr CommandSet kInTune = 32;
constexpr CommandSet kEverywhere = kInClean | kInExplain | kInCheck | kInHelp | kInBench | kInTune;

struct Option {
  Flag flag;
  char letter;            // 0: none
  std::string_view name;  // without dashes
  Takes takes;
  std::string_view argument;  // what help calls the value
  CommandSet commands;
  std::string_view help;
  std::string_view choices;   // of a choice: its values, with bars between
  std::string_view fallback;  // the default as help prints it; of a choice, the value itself
};

// In the order of the help pages; the common ones first, in the order of the main page. A flag that means something
// else in another command stands there twice.
std::span<const Option> all_options();

const Option& option_of(Flag flag);

constexpr bool is_common(const Option& option) {
  return option.commands == kEverywhere;
}

}  // namespace pith
