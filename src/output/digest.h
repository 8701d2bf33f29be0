// Digests as WARC fields hold them (ISO 28500, section 5.8): "sha1:" and base 32.
#pragma once

#include <string>
#include <string_view>

namespace pith {

// SHA-1 (FIPS 180-4) in base 32 (RFC 4648, section 6), as crawlers write it.
std::string warc_digest(std::string_view bytes);

// The same with the algorithm and in the spelling (base 16 in either case, base 32 with or without padding) of `like`,
// a digest that stood in its place; SHA-1 where that names an algorithm that is not known.
std::string warc_digest_like(std::string_view like, std::string_view bytes);

// A UUID made from `name` (RFC 9562, section 5.5, version 5, in a namespace of pith's own), in lower case. The same for
// the same name.
std::string uuid_of(std::string_view name);

}  // namespace pith
