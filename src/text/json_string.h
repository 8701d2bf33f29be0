// Reads JSON strings (RFC 8259, section 7). Their bytes beyond ASCII may be anything, be it UTF-8 or not. An escaped
// surrogate without its other half says U+FFFD.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "text/byte_masks.h"

namespace pith {

struct JsonStringSize {
  std::size_t raw = 0;        // bytes up to the closing quotation mark
  std::size_t unescaped = 0;  // bytes of what it says: as many when there are no escapes, fewer when there are
};

// Reads the string that begins `json`, behind its opening quotation mark, and writes what it says to the beginning of
// `room`, which grows to somewhat more than json.size() when it is smaller; what it holds behind that is scratch.
//
// Of a string that is wrong it returns where: at a control character, at a backslash that begins no escape, or at the
// end of `json`, because nothing closes it.
tl::expected<JsonStringSize, std::size_t> unescape_json(std::string_view json, std::vector<char>& room);

// Finds bytes of the unescaped string in `raw`, what stands between the quotation marks, one question after the other;
// all questions together read it once. The string must be one that unescape_json() reads, and outlive this.
class RawOffsets {
 public:
  explicit RawOffsets(std::string_view raw);

  // Where in `raw` the byte at `offset` of the unescaped string begins, and where the byte before `offset` ends. What
  // is in the middle of what an escape stands for begins and ends with the whole escape. `offset` must not be beyond
  // the string's end, nor before that of an earlier question.
  std::size_t begin_of(std::size_t offset);
  std::size_t end_of(std::size_t offset);

 private:
  void read_run(std::size_t raw_begin, std::size_t plain_begin);
  void go_to(std::size_t offset);

  std::string_view raw_;
  NextMarked backslashes_;
  // A run of bytes that are the same in both strings, from raw_begin_ and plain_begin_ on, and the escape behind it,
  // which stands for the unescaped bytes [escape_begin_, escape_end_). Behind the last run there is none.
  std::size_t raw_begin_ = 0;
  std::size_t plain_begin_ = 0;
  std::size_t escape_begin_ = 0;
  std::size_t escape_end_ = 0;
  std::size_t escape_raw_size_ = 0;
};

// Two kept parts of a string that come to stand side by side must not become one character: true when `before` ends
// with an escaped high surrogate and `after` begins with an escaped low one.
bool makes_surrogate_pair(std::string_view before, std::string_view after);

}  // namespace pith
