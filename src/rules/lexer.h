// Cuts one statement line of a rule file into tokens.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "types.h"

namespace pith {

struct Token {
  enum class Kind : std::uint8_t {
    word,    // a run of anything else: cut, ing.dk, vc_*, 70%, <=
    phrase,  // "…": `text` has its quotes undone
    regex,   // /…/ or /…/i: `text` is what stands between the slashes
    bar,     // |
    comma,   // ,
    end      // behind the last token
  };
  Kind kind = Kind::end;
  std::string text;
  bool ignore_case = false;  // of a regex
  SourcePos at;
};

struct Tokens {
  std::vector<Token> tokens;      // closed by one of kind end
  bool closed = true;             // false: the last token is a phrase or regex without its end
  std::size_t statement_end = 0;  // bytes of the line before its comment and the white space in front of that
};

// `line` has no line end. Never fails: an unclosed quote ends with the line.
Tokens tokenize(std::string_view line);

// The line without comment and trailing white space, quotes ignored: for free text.
std::string_view without_comment(std::string_view line);

// How a token is called in a message: `word`, "phrase", end of line.
std::string describe(const Token& token);

}  // namespace pith
