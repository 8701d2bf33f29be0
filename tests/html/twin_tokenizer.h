// The slow, obvious twin of the tokenizer: the states of WHATWG HTML, 13.2.5, one by one and a byte at a time.
//
// It shares nothing with the tokenizer but the type of a token, and gives tokens as lines, for people and for ==.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "html/tokenizer.h"

namespace pith::twin {

// "<p>[ class=x]", "</p>[]", "text [a & b]", "comment [a]", "doctype [ html]", "nothing": names in lower case.
std::string describe(const Token& token);

// The same, with what AttributeReader finds in a tag, a slash when the tag closes itself, and a complaint when the set
// of its attributes' names lacks one.
std::string describe_fully(const Token& token);

// What describe_fully() says of all tokens of the page when it is read from the start by `mode`, as the twin sees them.
std::vector<std::string> tokens_of(std::string_view page, TextMode mode, std::string_view end_name);

}  // namespace pith::twin
