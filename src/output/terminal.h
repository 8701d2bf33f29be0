// Text that is safe to show, and colours.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pith {

// What may stay raw besides printable characters.
enum class Raw : std::uint8_t { nothing, tabs, lines_and_tabs };

// `text` without anything that could steer a terminal or a log: control characters, bytes that are not UTF-8, and marks
// that turn the direction of writing are spelled out as \n, \x1b, \u{202e}. Everything else stays.
std::string printable(std::string_view text, Raw raw = Raw::nothing);

// Columns that a character takes on a terminal: 0, 1 or 2.
unsigned column_width(char32_t c);
// The same for a text that holds no control characters.
unsigned column_width(std::string_view text);

// What a piece of text is; the palette knows the colour.
enum class Ink : std::uint8_t { strong, error, warning, note, help, gutter, removed, added, changed, faint };

// Colours, or none.
class Palette {
 public:
  explicit Palette(bool on = false) : on_(on) {}

  bool on() const { return on_; }
  std::string_view start(Ink ink) const;
  std::string_view end() const { return on_ ? "\x1b[0m" : ""; }
  std::string paint(Ink ink, std::string_view text) const;

 private:
  bool on_;
};

}  // namespace pith
