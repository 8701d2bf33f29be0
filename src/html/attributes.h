// The attributes of a tag, read from its source when they are asked for: WHATWG HTML, 13.2.5.32 to 13.2.5.40.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "html/tokenizer.h"

namespace pith {

// As written: names in whatever case, values without their quotes, neither decoded (decode.h).
struct Attribute {
  std::string_view name;
  std::string_view value;
};

// All attributes in their order. Of several with one name the standard takes the first; they are all read here.
class AttributeReader {
 public:
  // `content` is that of a tag's token, and must outlive what is read.
  explicit AttributeReader(std::string_view content) : content_(content) {}

  // False when there are no more.
  bool next(Attribute& attribute);

 private:
  std::string_view content_;
  std::size_t at_ = 0;
};

// The value of a tag's first attribute called `name` (in lower case), as written. Linear in the tag.
std::optional<std::string_view> find_attribute(const Token& tag, std::string_view name);

}  // namespace pith
