// Host and path to the rule files that speak for them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sites/host.h"

namespace pith {

class SiteIndex {
 public:
  // `path` is empty (the whole host), a path, or a path ending in `*`. `group` separates levels: within one the most
  // specific pattern alone is chosen, across groups they add up. Returns the value that already holds this very pattern
  // in the group, or `value`.
  std::uint32_t add(std::string_view host, std::string_view path, bool subdomains, std::uint8_t group,
                    std::uint32_t value);

  // The values for an address, at most one a group: the longest host first, label by label down to the registrable
  // domain; of one host `=HOST` before HOST, of these the longest path.
  std::vector<std::uint32_t> find(const Address& address) const;

  // Some pattern asks for a path.
  bool has_paths() const { return has_paths_; }

 private:
  struct Entry {
    std::string path;
    bool subdomains = true;
    std::uint8_t group = 0;
    std::uint32_t value = 0;
  };
  std::unordered_map<std::string, std::vector<Entry>> hosts_;
  bool has_paths_ = false;
};

}  // namespace pith
