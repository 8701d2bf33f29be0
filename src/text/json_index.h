// Finds where strings and brackets of a JSON text end, 64 bytes at a time, so that what nobody asks about is passed
// over at the speed of memory.
//
// It goes by quotation marks, backslashes and brackets alone, as in "Parsing Gigabytes of JSON per Second" (Langdale
// and Lemire, 2019), section 3.1: nothing is told of what stands between them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/byte_masks.h"

namespace pith {

// A bit a byte, lowest first, for the next blocks of the text: few, because what stands before and behind a long string
// is short.
struct JsonMasks {
  static constexpr std::size_t kBlocks = 16;
  using Blocks = std::array<std::uint64_t, kBlocks>;

  Blocks quotes;
  Blocks backslashes;
  Blocks controls;  // U+0000 to U+001F
  Blocks opens;     // [ and {
  Blocks closes;    // ] and }
};

// Asked about ascending places; strings may be left out. The text must outlive it.
class JsonIndex {
 public:
  explicit JsonIndex(std::string_view json) : json_(json) {}

  // For `from` behind the quotation mark that opens a string: where the one stands that closes it. Something else
  // stands there when the string is wrong: a control character; or nothing, at the text's end.
  std::size_t string_end(std::size_t from);

  // For `from` behind an opening bracket: where the bracket stands that closes it, which may be of the other kind.
  // Something else stands there when what is in it is wrong: a control character in a string; or nothing, at the text's
  // end.
  std::size_t bracket_end(std::size_t from);

 private:
  void load(std::size_t block);
  void load_brackets();

  std::string_view json_;
  std::size_t begin_ = 0;  // the masks tell of [begin_, end_)
  std::size_t end_ = 0;
  std::uint64_t escaped_ = 0;  // 1 when the byte at end_ is escaped by a backslash before it
  bool has_brackets_ = false;  // the masks tell of brackets too
  JsonMasks masks_;            // quotation marks are those that are not escaped
};

}  // namespace pith
