// Mistakes with the line they are in and a caret, as rustc prints them.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "output/diagnostics.h"
#include "output/names.h"
#include "text/unicode.h"

namespace pith {
namespace {

// A source line wider than this shows only what is around the caret.
constexpr unsigned kMostColumns = 120;
// What is shown before the caret of such a line.
constexpr unsigned kColumnsBefore = 40;

// One code point as it is printed.
struct Cell {
  std::string text;
  unsigned width = 1;
  bool is_tab = false;
};

std::vector<Cell> cells_of(std::string_view line) {
  std::vector<Cell> cells;
  for (std::size_t i = 0; i < line.size();) {
    const Decoded d = decode(line, i);
    const std::string_view bytes = line.substr(i, d.size);
    Cell cell{printable(bytes, Raw::tabs), 1, bytes == "\t"};
    if (!cell.is_tab) cell.width = column_width(cell.text);
    cells.push_back(std::move(cell));
    i += d.size;
  }
  return cells;
}

// The cells that are shown.
struct Window {
  std::size_t first = 0;
  std::size_t last = 0;
};

Window window_around(const std::vector<Cell>& cells, std::size_t caret) {
  unsigned total = 0;
  for (const Cell& cell : cells) total += cell.width;
  if (total <= kMostColumns) return {0, cells.size()};
  Window window{std::min(caret, cells.size()), 0};
  for (unsigned width = 0; window.first > 0 && width < kColumnsBefore; width += cells[window.first].width) {
    --window.first;
  }
  window.last = window.first;
  for (unsigned width = 0; window.last < cells.size() && width < kMostColumns; width += cells[window.last++].width) {
  }
  return window;
}

// The source line, and the line under it that points into it.
struct Excerpt {
  std::string source;
  std::string pointer;
};

Excerpt excerpt_of(const Diagnostic& mistake) {
  const std::vector<Cell> cells = cells_of(mistake.source_line);
  const std::size_t caret = mistake.at.column == 0 ? 0 : mistake.at.column - 1;
  const Window window = window_around(cells, caret);
  Excerpt excerpt;
  if (window.first > 0) {
    excerpt.source += "…";
    excerpt.pointer += ' ';
  }
  unsigned carets = 0;
  for (std::size_t i = window.first; i < window.last; ++i) {
    excerpt.source += cells[i].text;
    if (i < caret) excerpt.pointer += cells[i].is_tab ? "\t" : std::string(cells[i].width, ' ');
    if (i >= caret && i < caret + mistake.at.width) carets += cells[i].width;
  }
  if (window.last < cells.size()) excerpt.source += "…";
  excerpt.pointer += std::string(std::max(carets, 1U), '^');
  return excerpt;
}

Ink ink_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return Ink::error;
    case Severity::warning:
      return Ink::warning;
    case Severity::note:
      return Ink::note;
  }
  return Ink::error;
}

void write_one(const Diagnostic& mistake, const Palette& palette, std::string& out) {
  const Ink ink = ink_of(mistake.severity);
  const std::string number = std::to_string(mistake.at.line);
  const std::string indent(number.size(), ' ');
  const std::string bar = palette.paint(Ink::gutter, "|");
  out += palette.paint(ink, fmt::format("{}[{}]", name_of(mistake.severity), mistake.code));
  out += palette.paint(Ink::strong, ": " + printable(mistake.message)) + '\n';
  out += fmt::format("{}{} {}:{}:{}\n", indent, palette.paint(Ink::gutter, "-->"), printable(mistake.file),
                     mistake.at.line, mistake.at.column);
  const Excerpt excerpt = excerpt_of(mistake);
  out += fmt::format("{} {}\n", indent, bar);
  out += fmt::format("{} {} {}\n", palette.paint(Ink::gutter, number), bar, excerpt.source);
  const std::string label = mistake.label.empty() ? "" : " " + printable(mistake.label);
  out += fmt::format("{} {} {}\n", indent, bar, palette.paint(ink, excerpt.pointer + label));
  if (!mistake.help.empty()) {
    out += fmt::format("{} {}\n", indent, bar);
    out += fmt::format("{}: {}\n", palette.paint(Ink::help, "help"), printable(mistake.help));
  }
  out += '\n';
}

void write_human(std::span<const Diagnostic> mistakes, const Palette& palette, std::string& out) {
  for (const Diagnostic& mistake : mistakes) write_one(mistake, palette, out);
}

}  // namespace

const MessageFormat kHumanMessages{"human", "with the line and a caret under the place", write_human};

}  // namespace pith
