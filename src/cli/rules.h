// The rules that a command runs with: those built in, PITH_RULES, --rules.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/console.h"
#include "pith.h"

namespace pith {

struct LoadedRules {
  RuleSet set;
  Keep keep = Keep::balanced;          // as asked for
  std::vector<std::string> paths;      // of the files on top, in the order in which they were read
  std::uint64_t texts_hash = 0;        // of what stands in them, whatever their names and order
  std::vector<std::string> looked_at;  // those of them that were asked for in `more`
};

// Whether a command has something to do when --no-builtin leaves no rules at all.
enum class NoRules : std::uint8_t { refuse, allow };

// Reads all rule files: files as named, and every *.rules in folders, at any depth. Each file is read once. What goes
// wrong is said on the console; then there is nothing to run.
std::optional<LoadedRules> load_rules(const Arguments& arguments, std::span<const std::string> more, Console& console,
                                      NoRules none = NoRules::refuse);

// Only the files at `paths`.
std::optional<LoadedRules> load_only(std::span<const std::string> paths, Console& console);

// The rules, compiled, for cleaners that keep as asked. All mistakes are printed; then there is nothing to run.
std::optional<Program> compile(LoadedRules rules, Console& console);

// load_rules() without more, compiled.
std::optional<Program> program_for(const Arguments& arguments, Console& console);

}  // namespace pith
