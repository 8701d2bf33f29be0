// The rule files that the build put into the library.
#pragma once

#include <span>
#include <string_view>

namespace pith {

struct BuiltinFile {
  std::string_view path;  // as in the source tree: rules/packs/lang/da.rules
  std::string_view text;
};

// Sorted by path. Static.
std::span<const BuiltinFile> builtin_files();

}  // namespace pith
