// Where a path leads, so that two paths to one file are known for one.
#pragma once

#include <string>
#include <unordered_set>

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

// Some files, known again by any path. Asks the system little: most paths differ in their last name.
class RealPaths {
 public:
  void add(const std::string& path);
  bool has(const std::string& path) const;

 private:
  std::unordered_set<std::string> names_;  // the last ones of the paths
  std::unordered_set<std::string> paths_;
};

}  // namespace pith
