// The members of a JSON object, and of the objects in it that somebody wants to see (RFC 8259), in one pass without
// recursion. Whatever nobody wants to see is passed over without much of a look.
//
// What is checked: keys, colons, commas, numbers and words of the objects that are gone into; that strings are closed
// and hold no control characters; that brackets are closed as often as they are opened; and that nothing follows. What
// is not: escapes, but of strings that are unescaped; and more of what is passed over, such as commas in there, or the
// kinds of brackets. Beyond the standard all bytes from 0x80 on may stand in a string, be they UTF-8 or not, and NaN,
// Infinity and -Infinity are values, because Python writes them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/json_index.h"
#include "types.h"

namespace pith {

enum class JsonToken : std::uint8_t {
  begin_object,
  end_object,
  array,  // as a whole
  key,
  string,
  number,
  word,  // true, false, null, NaN, Infinity, -Infinity
  end,   // nothing but white space follows; of a blank text the only token
  broken,
};

// What is wrong with a string, by what stands where unescape_json() or JsonIndex::string_end() stopped.
std::string_view describe_string_problem(std::string_view json, std::size_t at);

class JsonTokens {
 public:
  // Reads `json` from `begin` on. It must be shorter than 4 GiB and outlive this.
  explicit JsonTokens(std::string_view json, std::size_t begin = 0);

  // The next token; after `end` or `broken` the same again. When it is a string and there is `room`, what it says is
  // written to the beginning of that, which grows: see unescaped_size().
  JsonToken next(std::vector<char>* room = nullptr);

  // After `begin_object`: passes over the object. False when that is broken.
  bool skip_object();

  // Of the last token: its bytes; of keys and strings with the quotation marks. After skip_object() of the whole
  // object.
  Span span() const { return {begin_, end_}; }

  // Of the last string that was written to some room, in bytes.
  std::size_t unescaped_size() const { return unescaped_size_; }

  // After `broken`: what is wrong, and at which byte.
  std::string_view problem() const { return problem_; }
  std::uint32_t problem_at() const { return problem_at_; }

 private:
  enum class Expect : std::uint8_t { anything, value, first_key, separator, end };

  JsonToken fail(std::string_view problem) { return fail(problem, at_); }
  JsonToken fail(std::string_view problem, std::size_t at);
  // What comes when white space is left out; kNothing at the text's end.
  int peek();
  JsonToken read_value(std::vector<char>* room);
  JsonToken read_key();
  JsonToken read_separator();
  JsonToken read_number();
  JsonToken read_word(std::string_view word);
  bool read_string(std::vector<char>* room = nullptr);
  bool read_digits();
  bool pass_bracket(char closing);
  JsonToken open_object();
  JsonToken close_object();
  JsonToken done(JsonToken token);

  std::string_view json_;
  JsonIndex index_;
  std::size_t at_;  // what is not read yet
  std::uint32_t begin_ = 0;
  std::uint32_t end_ = 0;
  std::size_t unescaped_size_ = 0;
  std::size_t depth_ = 0;  // objects that are open
  Expect expect_ = Expect::anything;
  std::string_view problem_;
  std::uint32_t problem_at_ = 0;
};

}  // namespace pith
