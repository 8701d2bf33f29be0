// Which lines the line rules take.
#pragma once

#include <optional>
#include <vector>

#include "oracle/oracle.h"
#include "oracle/select.h"
#include "oracle/text.h"

namespace pith::oracle {

// For each line the rule that takes it, or nullptr.
using Verdicts = std::vector<const Active*>;

// True when a `keep` of the same or a higher level than `rule` protects the line.
bool is_protected(const std::vector<Active>& rules, const Active& rule, const Text& text, std::size_t line);

// Notices the `keep` rules that would protect a line but are report-only.
void report_keeps(const std::vector<Active>& rules, const Text& text, Notices& notices);

// What `cut line` and `cut from` take. The verdicts point into `rules`.
Verdicts cut_lines(const std::vector<Active>& rules, const Text& text, Notices& notices);

// Names `rule` for the line where no better one is named.
void take_line(Verdicts& verdicts, std::size_t line, const Active& rule);

// What a rule may take of one document; nothing where there is no bound.
struct Bounds {
  std::optional<std::uint32_t> percent;
  std::optional<std::uint32_t> lines;
  std::optional<std::uint32_t> prose;
};

// What a rule would take of one document.
struct Taken {
  std::size_t visible = 0;  // code points outside white space
  std::size_t lines = 0;
  std::size_t prose = 0;  // paragraphs
};

Bounds bounds_of(const ast::Rule& rule);
bool is_within(const Taken& taken, const Bounds& bounds, const Text& text);

}  // namespace pith::oracle
