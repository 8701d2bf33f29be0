// Addresses, hosts and the domains that people register.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pith {

struct Address {
  std::string host;  // lower-case ASCII, without `www.` and port
  std::string path;  // starts with `/`; without query and fragment
};

// Reads a URL ("https://www.Example.org:8080/a/b?c") or a bare host, with or without a path. Nothing when there is no
// host in it.
std::optional<Address> parse_address(std::string_view url);

// The shortest suffix of `host` that its owner registered, by the public suffix list: "example.co.uk" of
// "news.example.co.uk". The host itself where the list has no answer (single labels, addresses of the IP kind).
std::string_view registrable_domain(std::string_view host);

}  // namespace pith
