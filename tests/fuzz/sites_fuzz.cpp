// Any bytes as an address: a host is one that the network could use, and its registrable domain is a part of it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sites/host.h"
#include "text/idna.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto address = pith::parse_address(text);
  if (!address) return 0;
  check(!address->host.empty() && address->host.size() <= 253);
  check(address->host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-._") == std::string_view::npos);
  check(address->path.starts_with('/') && address->path.find_first_of("?#") == std::string_view::npos);
  check(pith::host_to_ascii(address->host) == address->host);
  const std::string_view domain = pith::registrable_domain(address->host);
  check(!domain.empty() && address->host.ends_with(domain));
  return 0;
}
