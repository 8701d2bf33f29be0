// Where a path leads, so that two paths to one file are known for one.
#pragma once

#include <string>

namespace pith {

// True when `path` itself is a symbolic link.
bool is_link(const std::string& path);

// What the link `path` leads to; the path itself when it is none.
std::string behind_link(const std::string& path);

// Links that may stand one behind the other, as Linux has it.
constexpr int kMostLinks = 40;

// Follows the links that `path` itself is, also when the last one leads to nothing yet; links among its folders stay.
std::string behind_links(const std::string& path);

// The one name of a file, which need not be there; the path itself where the system cannot say.
std::string real_path(const std::string& path);

}  // namespace pith
