#include "rules/ast.h"

namespace pith::ast {

std::string File::name() const {
  if (!pack.empty()) return pack;
  if (!sites.empty()) {
    const HostPattern& site = sites.front();
    std::string name = site.host + site.path;
    while (name.ends_with('*') || name.ends_with('/')) name.pop_back();
    return name;
  }
  const std::size_t slash = path.rfind('/');
  std::string stem = slash == std::string::npos ? path : path.substr(slash + 1);
  if (stem.ends_with(".rules")) stem.resize(stem.size() - std::string_view(".rules").size());
  return stem;
}

}  // namespace pith::ast
