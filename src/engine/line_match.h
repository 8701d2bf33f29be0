// Does a matcher match a line? Asked directly, without any index.
#pragma once

#include <string_view>

#include "engine/line_table.h"
#include "rules/program.h"

namespace pith {

// `phrase` is the text of a Phrase; `line` must not be blank.
bool phrase_matches(ast::Word word, bool exact, std::string_view phrase, const LineTable& table, LineIndex line);

// One pattern of a matcher, a phrase or a regex.
bool pattern_matches(const ProgramData& program, ast::Word word, std::uint32_t pattern, const LineTable& table,
                     LineIndex line);

// True when `phrase` stands at `at` of `form` without splitting a word.
bool stands_at(std::string_view form, std::size_t at, std::string_view phrase);

// The first place at `from` or behind it where `phrase` stands without splitting a word; npos when there is none.
std::size_t find_phrase(std::string_view form, std::string_view phrase, std::size_t from = 0);

// One of the patterns, or the shape, without what narrows them.
bool base_matches(const ProgramData& program, const CompiledMatcher& matcher, LineTable& table, LineIndex line);

// What narrows a matcher. Counts are told from the line as written, so they are asked first: patterns cost more.
bool counts_hold(const CompiledMatcher& matcher, LineTable& table, LineIndex line);
bool is_excluded(const ProgramData& program, const CompiledMatcher& matcher, LineTable& table, LineIndex line);

// The whole matcher, which is no run. False for blank lines.
bool matcher_matches(const ProgramData& program, MatcherId matcher, LineTable& table, LineIndex line);

}  // namespace pith
