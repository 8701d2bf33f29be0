#include "html/decode.h"

#include <cstddef>

#include "html/entities.h"

namespace pith {
namespace {

bool is_special(char c) {
  return c == '&' || c == '\r' || c == '\0';
}

}  // namespace

void append_decoded(std::string_view source, Decoding decoding, std::string& out) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  const ReferencePlace place = decoding == Decoding::attribute ? ReferencePlace::attribute : ReferencePlace::text;
  for (std::size_t at = 0;;) {
    std::size_t special = at;
    while (special < source.size() && !is_special(source[special])) ++special;
    out += source.substr(at, special - at);
    if (special == source.size()) return;
    at = special + 1;
    if (source[special] == '\r') {
      out += '\n';
      if (at < source.size() && source[at] == '\n') ++at;
    } else if (source[special] == '\0' && decoding != Decoding::data) {
      out += kReplacement;
    } else if (source[special] == '&' && decoding != Decoding::raw) {
      const Reference reference = read_reference(source, special, place);
      if (reference.size == 0) {
        out += '&';
        continue;
      }
      out += reference.view();
      at = special + reference.size;
    } else {
      out += source[special];
    }
  }
}

}  // namespace pith
