#include "sites/site_index.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace pith {
namespace {

bool path_matches(std::string_view pattern, std::string_view path) {
  if (pattern.empty()) return true;
  if (!pattern.ends_with('*')) return pattern == path;
  return path.starts_with(pattern.substr(0, pattern.size() - 1));
}

}  // namespace

std::uint32_t SiteIndex::add(std::string_view host, std::string_view path, bool subdomains, std::uint8_t group,
                             std::uint32_t value) {
  std::vector<Entry>& entries = hosts_[std::string(host)];
  has_paths_ = has_paths_ || !path.empty();
  for (const Entry& entry : entries) {
    if (entry.path == path && entry.subdomains == subdomains && entry.group == group) return entry.value;
  }
  entries.push_back({std::string(path), subdomains, group, value});
  return value;
}

std::vector<std::uint32_t> SiteIndex::find(const Address& address) const {
  constexpr std::size_t kGroups = 8;
  std::array<const Entry*, kGroups> best{};
  std::array<bool, kGroups> decided{};
  const std::string_view domain = registrable_domain(address.host);
  std::string_view host = address.host;
  for (bool whole = true;; whole = false) {
    if (const auto found = hosts_.find(std::string(host)); found != hosts_.end()) {
      for (const Entry& entry : found->second) {
        if (decided[entry.group] || (!whole && !entry.subdomains) || !path_matches(entry.path, address.path)) continue;
        const auto weight = [](const Entry& e) { return std::tuple(!e.subdomains, e.path.size()); };
        const Entry*& held = best[entry.group];
        if (held == nullptr || weight(entry) > weight(*held)) held = &entry;
      }
    }
    for (std::size_t group = 0; group < kGroups; ++group) decided[group] = best[group] != nullptr;
    const std::size_t dot = host.find('.');
    if (host.size() <= domain.size() || dot == std::string_view::npos) break;
    host.remove_prefix(dot + 1);
  }
  std::vector<std::uint32_t> values;
  for (const Entry* entry : best) {
    if (entry != nullptr) values.push_back(entry->value);
  }
  return values;
}

}  // namespace pith
