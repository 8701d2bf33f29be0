#include "cli/real_path.h"

#include <sys/stat.h>

#include <filesystem>
#include <system_error>
#include <utility>

namespace pith {

namespace fs = std::filesystem;

namespace {

std::string last_name(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

}  // namespace

bool is_link(const std::string& path) {
  struct stat state = {};
  return ::lstat(path.c_str(), &state) == 0 && S_ISLNK(state.st_mode);
}

std::string behind_link(const std::string& path) {
  std::error_code error;
  const fs::path to = fs::read_symlink(path, error);
  return error ? path : (fs::path(path).parent_path() / to).string();
}

std::string behind_links(const std::string& path) {
  std::string at = path;
  for (int i = 0; i < kMostLinks && is_link(at); ++i) at = behind_link(at);
  return at;
}

std::string real_path(const std::string& path) {
  std::error_code error;
  // Absolute first: of a path that begins with something that is not there, weakly_canonical() keeps that beginning.
  const fs::path absolute = fs::absolute(behind_links(path), error);
  std::string real = error ? path : fs::weakly_canonical(absolute, error).string();
  if (error) return path;
  while (real.size() > 1 && real.ends_with('/')) real.pop_back();
  return real;
}

void RealPaths::add(const std::string& path) {
  std::string real = real_path(path);
  names_.insert(last_name(real));
  paths_.insert(std::move(real));
}

bool RealPaths::has(const std::string& path) const {
  const std::string at = behind_links(path);
  return names_.contains(last_name(at)) && paths_.contains(real_path(at));
}

}  // namespace pith
