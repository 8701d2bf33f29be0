// Which members of a JSON record hold its text, its page and what is known about it.
//
// A member is named by a path of keys with dots between them: `metadata.url` is the member `url` of the object
// `metadata`. A member of the record whose key is `metadata.url` itself, dot and all, is meant too, and goes first.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "types.h"

namespace pith {

enum class JsonField : std::uint8_t { text, page, url, id, lang, date, title, source };
constexpr std::size_t kJsonFields = 8;

// Of each field the paths where it may be: it is the first of them that is there and is a string.
class JsonKeys {
 public:
  // The paths that the corpora in use have, all of them.
  static JsonKeys automatic();

  // The paths of one kind of corpus; fails, naming all of them, when there is no such name.
  static Result<JsonKeys> of_schema(std::string_view name);
  static std::vector<std::string_view> schemas();

  const std::vector<std::string>& paths(JsonField field) const { return paths_[static_cast<std::size_t>(field)]; }
  void set_paths(JsonField field, std::vector<std::string> paths) {
    paths_[static_cast<std::size_t>(field)] = std::move(paths);
  }

  // What a text is called that is written for a page: the last key of the first path of texts; `text` when there is no
  // path.
  std::string_view text_key() const;

 private:
  std::array<std::vector<std::string>, kJsonFields> paths_;
};

}  // namespace pith
