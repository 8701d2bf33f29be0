// From the bytes of a document to the UTF-8 text that rules see.
#pragma once

#include <string>
#include <string_view>

#include "html/visible_text.h"
#include "types.h"

namespace pith {

// Views live as long as the bytes, or until the decoder's next call.
struct DecodedText {
  std::string_view text;
  std::string_view encoding;  // its name in the WHATWG Encoding Standard; empty: UTF-8
};

// Keeps its memory from document to document.
class TextDecoder {
 public:
  // A text. One that is UTF-8, or nearly, is left as it is. `transport` is the label that came with it, or empty;
  // `known` is what else is known of it.
  DecodedText text(std::string_view bytes, std::string_view transport, const Document& known);

  // The visible text of a page that is UTF-8.
  std::string_view utf8_page(std::string_view page);

  // The visible text of a page; likewise.
  DecodedText page(std::string_view bytes, std::string_view transport, const Document& known);

  // Of the last page; empty when it has none.
  std::string_view title() const { return facts_.title; }

 private:
  std::string utf8_;
  std::string visible_;
  PageFacts facts_;
};

}  // namespace pith
