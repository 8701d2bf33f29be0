// Header fields as mail, HTTP and WARC write them: a line "Name: value" each, perhaps folded into lines that begin with
// white space (RFC 9112, sections 5 and 5.2; ISO 28500, section 4). Lines may end with LF alone.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace pith {

// One field. The views are parts of the header.
struct HeaderField {
  std::string_view lines;  // as it stands, with its ends of lines
  std::string_view name;   // without white space around it; empty when the line is no field
  std::string_view value;  // without white space around it; folds are still in it
};

// Takes the first field, or a line that is none, off `fields`, which must not be empty.
HeaderField take_field(std::string_view& fields);

// Takes the first line, with its end, off `text`; all of it when no line ends there.
std::string_view take_line(std::string_view& text);

// The line without the LF or CRLF that ends it.
std::string_view without_line_end(std::string_view line);

// The value in one line: a fold is a space.
std::string unfold(std::string_view value);

// The unfolded value of the first field of that name; letters of either case are the same in names (ASCII).
std::optional<std::string> find_field(std::string_view fields, std::string_view name);

// The same for several names at once, in one pass; found[i] is what names[i] has, and none where it is not there.
void find_fields(std::string_view fields, std::span<const std::string_view> names,
                 std::span<std::optional<std::string>> found);

// True when these differ by the case of ASCII letters at most.
bool equal_but_case(std::string_view a, std::string_view b);

// In lower case, as far as it is ASCII.
std::string lower_ascii(std::string_view text);

// Without spaces, tabs and ends of lines at either edge: what HTTP and WARC take for white space.
std::string_view trim_header_space(std::string_view text);

}  // namespace pith
