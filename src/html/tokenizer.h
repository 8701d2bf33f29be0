// The tokens of a page's source: WHATWG HTML, 13.2.5, over UTF-8 bytes.
//
//   Tokenizer tokens(page);
//   for (Token token; tokens.next(token);) …
//
// Nothing is copied or decoded: tokens are views of the page (decode.h gives the text they stand for, attributes.h the
// attributes of a tag). All sources in their order are the page. The time is linear in the page, the memory fixed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "html/markup_masks.h"
#include "html/tags.h"

namespace pith {

enum class TokenKind : std::uint8_t {
  text,  // all of it up to the next token of another kind
  start_tag,
  end_tag,
  comment,  // bogus ones too: <?…>, </…>, <!…>, and <![CDATA[…> as in contents of HTML elements
  doctype,
  nothing,  // what the standard drops: `</>`, and a tag that the page's end cuts off
};

// A set of attribute names, one bit for some of them each, that says for sure which are not in it.
using NameSet = std::uint64_t;

// `name` is not empty; case does not count.
constexpr NameSet name_set_of(std::string_view name) {
  const auto fold = [](char c) { return static_cast<unsigned char>(c) | 0x20U; };
  return NameSet{1} << ((5 * fold(name.front()) + 11 * fold(name.back()) + name.size()) % 64);
}

struct Token {
  TokenKind kind = TokenKind::nothing;
  TextMode mode = TextMode::data;  // of text: how it was read
  Tag tag = Tag::other;            // of tags
  bool self_closing = false;       // of tags: ends with `/>`
  NameSet attribute_names = 0;     // of tags
  std::string_view source;         // all of it, markup included
  std::string_view name;           // of tags: as written
  std::string_view content;        // text; a comment's data; what stands between a tag's name and its `>`; as written
};

class Tokenizer {
 public:
  // `page` must outlive the tokenizer and its tokens.
  explicit Tokenizer(std::string_view page) : page_(page) {}

  // The next token; false at the end of the page.
  bool next(Token& token);

  // Reads what follows by `mode`, until an end tag called `end_name` (as in a tag; a view that outlives the reading).
  // The standard leaves it to the tree when to do so: behind a start tag, text_mode_of() it, unless inside <svg>,
  // <math>.
  void read_text_as(TextMode mode, std::string_view end_name) {
    mode_ = mode;
    end_name_ = end_name;
  }

 private:
  std::size_t find(MarkupMask MarkupMasks::*mask, std::size_t at);
  std::size_t find_text_end(std::size_t at);
  std::size_t find_raw_end(std::size_t at) const;
  std::size_t find_script_end(std::size_t at) const;
  bool is_end_tag_at(std::size_t at) const;
  void read_tag(Token& token, TokenKind kind, std::size_t name_begin);
  std::size_t skip_attribute(std::size_t at, NameSet& names);
  void read_markup(Token& token);
  void read_comment(Token& token);
  void read_to_greater_than(Token& token, TokenKind kind, std::size_t content_begin);
  void finish(Token& token, TokenKind kind, std::size_t end);

  std::string_view page_;
  std::size_t at_ = 0;
  TextMode mode_ = TextMode::data;
  std::string_view end_name_;
  std::size_t marked_from_ = 0;  // masks_ are those of page_ from here …
  std::size_t marked_to_ = 0;    // … to here
  MarkupMasks masks_;
};

}  // namespace pith
