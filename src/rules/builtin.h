// The rule files that the build put into the library, and what it found out about their regexes.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "rules/regex_facts.h"

namespace pith {

struct BuiltinFile {
  std::string_view path;  // as in the source tree: rules/packs/lang/da.rules
  std::string_view text;
};

// Sorted by path. Static.
std::span<const BuiltinFile> builtin_files();

// The facts of one regex in static memory.
struct KnownRegex {
  struct Literal {
    std::string_view raw;
    std::string_view form;
    std::uint32_t firm = 0;
  };
  std::string_view source;
  bool ignore_case = false;
  std::uint32_t groups = 0;
  bool unbounded = false;
  std::span<const Literal> literals;
  std::span<const std::string_view> starts;
  std::span<const std::string_view> ends;
  std::string_view least;
  std::string_view most;

  RegexFacts facts() const;
};
using KnownRegexes = std::span<const KnownRegex>;

// Sorted by source, then by ignore_case. Static.
KnownRegexes builtin_regexes();

// The regex among `known`, or nullptr.
const KnownRegex* find_known(KnownRegexes known, std::string_view source, bool ignore_case);

}  // namespace pith
