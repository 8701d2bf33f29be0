// Matchers to their compiled form; equal matchers become one.
#pragma once

#include <string>
#include <unordered_map>

#include "rules/builtin.h"
#include "rules/mistakes.h"
#include "rules/program.h"

namespace pith {

class MatcherCompiler {
 public:
  // `known` may know the facts of some regexes already.
  MatcherCompiler(ProgramData& program, KnownRegexes known, Mistakes& mistakes)
      : program_(program), known_(known), mistakes_(mistakes) {}

  // The compiled matcher; kNoMatcher after a mistake was reported.
  MatcherId compile(const ast::File& file, const ast::Matcher& matcher);

 private:
  bool add_phrase(const ast::File& file, const ast::Matcher& matcher, const ast::Pattern& pattern,
                  CompiledMatcher& compiled);
  MatcherId add(CompiledMatcher compiled);
  bool add_regex(const ast::File& file, const ast::Pattern& pattern, CompiledMatcher& compiled);

  ProgramData& program_;
  KnownRegexes known_;
  Mistakes& mistakes_;
  std::unordered_map<std::string, std::uint32_t> phrases_;
  std::unordered_map<std::string, std::uint32_t> regexes_;
  std::unordered_map<std::string, MatcherId> matchers_;
};

// The phrase as the engine compares it; empty when nothing is left of it.
std::string phrase_form(ast::Word word, bool exact, std::string_view text);

}  // namespace pith
