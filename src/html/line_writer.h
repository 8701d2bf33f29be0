// Text of a page to lines: white space as CSS Text (section 4.1) has it, character references decoded.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pith {

// Appends lines to a text, each with a line feed behind it and something to see in it (is_blank() says no). A line
// keeps no white space at its end, and none at its start but in preformatted text; no-break spaces are no white space
// here.
class LineWriter {
 public:
  // Appends to `out`, which is not to be touched otherwise until the last end_line().
  explicit LineWriter(std::string& out) : out_(out), line_begin_(out.size()) {}

  // Text between tags, its white space collapsed. NUL is dropped (WHATWG HTML, 13.2.6.4.7).
  void add(std::string_view source);
  // Text of an element without character references, its white space collapsed.
  void add_raw(std::string_view source);
  // Preformatted text: line ends end lines, other white space is kept.
  void add_preformatted(std::string_view source, bool has_references);
  // Ends the line, if there is one.
  void end_line();

  // A place in what is written.
  struct Mark {
    std::size_t size = 0;
    std::size_t line_begin = 0;
    bool has_space = false;
  };
  Mark mark() const { return {out_.size(), line_begin_, has_space_}; }
  std::string_view written_since(const Mark& mark) const;
  // Takes back what was written since, as if it had never been.
  void take_back(const Mark& mark);

 private:
  template <bool kReferences>
  void add_collapsed(std::string_view source);
  void append(std::string_view piece);
  std::size_t add_reference(std::string_view source, std::size_t at);

  std::string& out_;
  std::size_t line_begin_;
  bool has_space_ = false;  // white space behind what the line has so far
};

}  // namespace pith
