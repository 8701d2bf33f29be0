#include "output/terminal.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "text/unicode.h"

namespace pith {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// East_Asian_Width W and F (UAX #11), as blocks: enough to put a caret under the right character.
constexpr std::array<Range, 14> kWide = {{{0x1100, 0x115F},
                                          {0x2E80, 0x303E},
                                          {0x3041, 0x33FF},
                                          {0x3400, 0x4DBF},
                                          {0x4E00, 0x9FFF},
                                          {0xA000, 0xA4CF},
                                          {0xA960, 0xA97F},
                                          {0xAC00, 0xD7A3},
                                          {0xF900, 0xFAFF},
                                          {0xFE30, 0xFE6F},
                                          {0xFF00, 0xFF60},
                                          {0xFFE0, 0xFFE6},
                                          {0x1F300, 0x1FAFF},
                                          {0x20000, 0x3FFFD}}};

// Marks, embeddings and isolates that turn the direction of writing (UAX #9), and the line and paragraph separators.
constexpr std::array<Range, 5> kSteering = {
    {{0x061C, 0x061C}, {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069}, {0xFFF9, 0xFFFB}}};

template <std::size_t N>
bool is_in(char32_t c, const std::array<Range, N>& ranges) {
  return std::ranges::any_of(ranges, [c](Range r) { return r.first <= c && c <= r.last; });
}

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

bool stays(char32_t c, Raw raw) {
  if (c == '\t') return raw != Raw::nothing;
  if (c == '\n') return raw == Raw::lines_and_tabs;
  return !is_control(c) && !is_in(c, kSteering);
}

void append_spelled(char32_t c, std::string& out) {
  if (c == '\n') {
    out += "\\n";
  } else if (c == '\t') {
    out += "\\t";
  } else if (c == '\r') {
    out += "\\r";
  } else if (c < 0x80) {
    fmt::format_to(std::back_inserter(out), "\\x{:02x}", static_cast<unsigned>(c));
  } else {
    fmt::format_to(std::back_inserter(out), "\\u{{{:x}}}", static_cast<unsigned>(c));
  }
}

}  // namespace

std::string printable(std::string_view text, Raw raw) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const Decoded d = decode(text, i);
    const std::string_view bytes = text.substr(i, d.size);
    i += d.size;
    if (!d.valid) {
      for (const char byte : bytes) {
        fmt::format_to(std::back_inserter(out), "\\x{:02x}", static_cast<unsigned>(static_cast<unsigned char>(byte)));
      }
    } else if (stays(d.code_point, raw)) {
      out += bytes;
    } else {
      append_spelled(d.code_point, out);
    }
  }
  return out;
}

unsigned column_width(char32_t c) {
  if (c < 0x300) return c == 0xAD ? 0 : 1;
  if (is_mark(c) || is_invisible(c)) return 0;
  return is_in(c, kWide) ? 2 : 1;
}

unsigned column_width(std::string_view text) {
  unsigned width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const Decoded d = decode(text, i);
    width += column_width(d.code_point);
    i += d.size;
  }
  return width;
}

std::string_view Palette::start(Ink ink) const {
  if (!on_) return "";
  switch (ink) {
    case Ink::strong:
      return "\x1b[1m";
    case Ink::error:
      return "\x1b[1;31m";
    case Ink::warning:
      return "\x1b[1;33m";
    case Ink::note:
      return "\x1b[1;36m";
    case Ink::help:
      return "\x1b[1;32m";
    case Ink::gutter:
      return "\x1b[1;34m";
    case Ink::removed:
      return "\x1b[31m";
    case Ink::added:
      return "\x1b[32m";
    case Ink::changed:
      return "\x1b[33m";
    case Ink::faint:
      return "\x1b[2m";
  }
  return "";
}

std::string Palette::paint(Ink ink, std::string_view text) const {
  std::string out(start(ink));
  out += text;
  out += end();
  return out;
}

}  // namespace pith
