// The site of a file that lies in a folder named after it.
#pragma once

#include <string_view>

namespace pith {

// The first folder in `path` whose name has the shape of a host: "dump/example.org/2024/a.txt" gives "example.org".
// Empty when there is none; the file's own name does not count. The view is a part of `path`.
std::string_view host_in_path(std::string_view path);

}  // namespace pith
