#include "cli/arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <charconv>
#include <chrono>

#include "text/edit_distance.h"

namespace pith {
namespace {

namespace po = boost::program_options;

constexpr unsigned kMostJobs = 1024;

tl::unexpected<Error> fail(std::string message) {
  return tl::unexpected(Error{std::move(message)});
}

po::options_description describe_options(CommandSet command) {
  po::options_description description;
  for (const Option& option : all_options()) {
    if ((option.commands & command) == 0) continue;
    std::string names(option.name);
    if (option.letter != 0) names += std::string(",") + option.letter;
    if (option.takes == Takes::nothing) {
      description.add_options()(names.c_str(), "");
    } else {
      description.add_options()(names.c_str(), po::value<std::string>(), "");
    }
  }
  return description;
}

const Option* find_by_name(std::string_view name) {
  const auto options = all_options();
  const auto found = std::ranges::find(options, name, &Option::name);
  return found == options.end() ? nullptr : &*found;
}

std::string_view command_with(CommandSet commands) {
  if ((commands & kInClean) != 0) return "clean";
  if ((commands & kInExplain) != 0) return "explain";
  if ((commands & kInCheck) != 0) return "check";
  return (commands & kInTune) != 0 ? "tune" : "bench";
}

// `word` as it was written, with its dashes and perhaps a value.
std::string unknown_option(CommandSet command, std::string_view word) {
  const std::string_view written = word.substr(0, word.find('='));
  const std::string_view name = written.substr(std::min(written.find_first_not_of('-'), written.size()));
  if (written.starts_with("--")) {
    if (const Option* elsewhere = find_by_name(name); elsewhere != nullptr) {
      return fmt::format("'--{}' is an option of 'pith {}'", name, command_with(elsewhere->commands));
    }
  }
  std::vector<std::string_view> names;
  for (const Option& option : all_options()) {
    if ((option.commands & command) != 0) names.push_back(option.name);
  }
  const std::string_view near = name.size() > 1 ? nearest(name, names) : std::string_view();
  return fmt::format("unknown option '{}'{}", written, near.empty() ? "" : fmt::format("; did you mean '--{}'?", near));
}

std::vector<std::string_view> split_choices(std::string_view choices) {
  std::vector<std::string_view> values;
  while (true) {
    const std::size_t bar = choices.find('|');
    values.push_back(choices.substr(0, bar));
    if (bar == std::string_view::npos) return values;
    choices.remove_prefix(bar + 1);
  }
}

std::optional<std::string> mistake_in_choice(const Option& option, std::string_view value) {
  const std::vector<std::string_view> values = split_choices(option.choices);
  if (std::ranges::find(values, value) != values.end()) return std::nullopt;
  const std::string_view near = nearest(value, values);
  return fmt::format("'--{}' takes {}, not '{}'{}", option.name, fmt::join(values, ", "), value,
                     near.empty() ? "" : fmt::format("; did you mean '{}'?", near));
}

// Digits and nothing else.
std::optional<unsigned> read_digits(std::string_view text) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<unsigned> read_number(std::string_view text) {
  const auto number = read_digits(text);
  return number && *number > 0 && *number <= kMostJobs ? number : std::nullopt;
}

// YYYY-MM-DD, a day of the calendar; anything behind it ignored as a time of day.
bool is_date(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return false;
  if (text.size() > 10 && text[10] != 'T' && text[10] != ' ') return false;
  const auto year = read_digits(text.substr(0, 4));
  const auto month = read_digits(text.substr(5, 2));
  const auto day = read_digits(text.substr(8, 2));
  if (!year || !month || !day) return false;
  return std::chrono::year_month_day(std::chrono::year(static_cast<int>(*year)), std::chrono::month(*month),
                                     std::chrono::day(*day))
      .ok();
}

std::optional<std::string> mistake_in_value(const Option& option, std::string_view value) {
  switch (option.takes) {
    case Takes::nothing:
      return std::nullopt;
    case Takes::text:
      if (value.empty()) return fmt::format("'--{}' needs a {}", option.name, option.argument);
      return std::nullopt;
    case Takes::number:
      if (read_number(value)) return std::nullopt;
      return fmt::format("'--{}' takes a number from 1 to {}, not '{}'", option.name, kMostJobs, value);
    case Takes::choice:
      return mistake_in_choice(option, value);
    case Takes::date:
      if (is_date(value)) return std::nullopt;
      return fmt::format("'--{}' takes a day like 2026-11-20, not '{}'", option.name, value);
  }
  return std::nullopt;
}

// Boost's errors in our words.
std::string explain_syntax(const po::invalid_command_line_syntax& error) {
  const std::string written = error.get_option_name();
  const std::string_view name =
      std::string_view(written).substr(std::min(written.find_first_not_of('-'), written.size()));
  const Option* option = find_by_name(name);
  if (option == nullptr && name.size() == 1) {
    const auto options = all_options();
    const auto found = std::ranges::find(options, name.front(), &Option::letter);
    option = found == options.end() ? nullptr : &*found;
  }
  if (option == nullptr) return error.what();
  if (option->takes == Takes::nothing) return fmt::format("'--{}' takes no value", option->name);
  return fmt::format("'--{}' needs a value: --{} {}", option->name, option->name, option->argument);
}

}  // namespace

std::string_view Arguments::value(Flag flag) const {
  const auto found = values_.find(flag);
  if (found != values_.end()) return found->second.back();
  const Option& option = option_of(flag);
  return option.takes == Takes::choice ? option.fallback : std::string_view();
}

std::vector<std::string> Arguments::values(Flag flag) const {
  const auto found = values_.find(flag);
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

std::optional<unsigned> Arguments::number(Flag flag) const {
  return has(flag) ? read_number(value(flag)) : std::nullopt;
}

Result<Arguments> parse_arguments(CommandSet command, std::span<const std::string> words) {
  using Style = po::command_line_style::style_t;
  try {
    const po::options_description description = describe_options(command);
    const auto parsed = po::command_line_parser(std::vector<std::string>(words.begin(), words.end()))
                            .options(description)
                            .style(Style::unix_style & ~Style::allow_guessing)
                            .allow_unregistered()
                            .run();
    Arguments arguments;
    for (const auto& option : parsed.options) {
      if (option.unregistered) return fail(unknown_option(command, option.original_tokens.front()));
      if (option.position_key >= 0 || option.string_key.empty()) {
        for (const std::string& path : option.value) arguments.add_path(path);
        continue;
      }
      const Option& known = *find_by_name(option.string_key);
      std::string value = option.value.empty() ? "" : option.value.front();
      // "--output --stats" forgot the folder.
      if (value.starts_with("--") && option.original_tokens.size() > 1) {
        return fail(fmt::format("'--{}' needs a value: --{} {}", known.name, known.name, known.argument));
      }
      if (auto mistake = mistake_in_value(known, value)) return fail(*std::move(mistake));
      arguments.add(known.flag, std::move(value));
    }
    return arguments;
  } catch (const po::invalid_command_line_syntax& error) {
    return fail(explain_syntax(error));
  } catch (const po::error& error) {
    return fail(error.what());
  }
}

}  // namespace pith
