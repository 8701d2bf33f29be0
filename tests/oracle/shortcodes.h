// Tags of content management systems: [gallery ids="1,2"] … [/gallery].
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "oracle/text.h"
#include "rules/ast.h"
#include "types.h"

namespace pith::oracle {

struct Tag {
  std::size_t line = 0;
  Span span;         // bytes of the document, brackets included
  std::string name;  // in lower case
  bool closing = false;
};

// The tags of a line whose names the rule names, left to right.
std::vector<Tag> find_tags(const ast::Rule& rule, const Text& text, std::size_t line);

// A stretch of the document from one tag to another, or one tag alone.
using Stretch = Span;

// What goes with `with text`: each opening tag with all up to its closing tag, and the tags that found no partner.
// `tags` are those of the whole document, in order.
std::vector<Stretch> pair_up(const std::vector<Tag>& tags);

}  // namespace pith::oracle
