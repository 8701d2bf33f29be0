// When a line matches, where in it, and whether a rule may look at it at all.
#pragma once

#include <cstddef>
#include <vector>

#include "oracle/text.h"
#include "rules/ast.h"
#include "types.h"

namespace pith::oracle {

// A part of a line that a matcher found, in bytes of the document. `groups` has a span for each group of a regex; a
// group that took no part has begin > end.
struct Match {
  Span span;
  std::vector<Span> groups;
};

// True when the line is not blank, some pattern or the shape matches it, every count holds and no exclude matches; with
// `run of N+ lines`, when it also stands among so many such lines that follow one another, blank lines apart.
bool matches(const ast::Matcher& matcher, const Text& text, std::size_t line);

// Every part of the line that `cut text` takes: pattern by pattern, each from left to right. Empty when the line does
// not match.
std::vector<Match> find_all(const ast::Matcher& matcher, const Text& text, std::size_t line);

// True when all of a rule's conditions hold for the line.
bool hold(const std::vector<ast::Condition>& conditions, const Text& text, std::size_t line);

// True when the line matches and the conditions hold for it.
bool is_among(const ast::Lines& lines, const Text& text, std::size_t line);

}  // namespace pith::oracle
