// Media types as Content-Type fields name them.
#pragma once

#include <string>
#include <string_view>

namespace pith {

struct MediaType {
  std::string essence;  // "text/html", in lower case; empty when there is none
  std::string charset;  // of the first charset parameter, as it is written; empty when there is none
};

// Reads "text/html; charset=utf-8" (WHATWG MIME Sniffing, section 4.4, "parse a MIME type"). Bytes beyond ASCII count
// as the code points of the same numbers.
MediaType parse_media_type(std::string_view text);

}  // namespace pith
