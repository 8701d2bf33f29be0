#include "sites/host.h"

#include <libpsl.h>

#include "text/idna.h"
#include "text/unicode.h"

namespace pith {
namespace {

bool is_ip_address(std::string_view host) {
  return host.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

std::optional<Address> parse_address(std::string_view url) {
  url = trim(url);
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) {
    url.remove_prefix(scheme + 3);
  } else if (url.starts_with("//")) {
    url.remove_prefix(2);
  }
  const std::string_view authority = url.substr(0, url.find_first_of("/?#"));
  std::string_view path = url.substr(authority.size());
  path = path.substr(0, path.find_first_of("?#"));

  std::string_view host = authority;
  if (const std::size_t user = host.rfind('@'); user != std::string_view::npos) host.remove_prefix(user + 1);
  if (const std::size_t port = host.rfind(':'); port != std::string_view::npos) host = host.substr(0, port);
  std::optional<std::string> ascii = host_to_ascii(host);
  if (!ascii) return std::nullopt;
  if (ascii->starts_with("www.") && ascii->find('.', 4) != std::string::npos) ascii->erase(0, 4);
  return Address{*std::move(ascii), path.empty() ? "/" : std::string(path)};
}

std::string_view registrable_domain(std::string_view host) {
  if (is_ip_address(host)) return host;
  const std::string name(host);
  const char* domain = psl_registrable_domain(psl_builtin(), name.c_str());
  if (domain == nullptr) return host;
  // The answer points into `name`, at its tail.
  return host.substr(static_cast<std::size_t>(domain - name.c_str()));
}

}  // namespace pith
