// Host names in the form that the network uses.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pith {

// The host in lower-case ASCII (UTS #46, non-transitional): "Bücher.example" is "xn--bcher-kva.example". Nothing when
// it is no host name: empty labels, characters that no host name holds, over 253 bytes.
std::optional<std::string> host_to_ascii(std::string_view host);

}  // namespace pith
