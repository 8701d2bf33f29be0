// Any bytes as the block of a response: its pieces are the block, a body keeps to the limit, and decoding again says
// the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "input/http_response.h"
#include "text/header_fields.h"
#include "text/media_type.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kLimit = 100'000;
  const std::string_view block(reinterpret_cast<const char*>(data), size);
  const auto response = pith::parse_http_response(block);
  if (!response) return 0;
  check(response->status >= 100 && response->status <= 999);
  check(block.ends_with(std::string(response->fields) + std::string(response->message)));
  for (std::string_view rest = response->fields; !rest.empty();) {
    const pith::HeaderField field = pith::take_field(rest);
    check(!field.lines.empty() && field.lines.find(field.name) != std::string_view::npos);
    check(pith::unfold(field.value).find('\n') == std::string::npos);
    const pith::MediaType type = pith::parse_media_type(field.value);
    check(type.essence.empty() ? type.charset.empty() : type.essence.find('/') != std::string::npos);
  }
  pith::HttpDecoder decoder(kLimit);
  const auto body = decoder.decode(*response);
  if (!body) {
    check(!body.error().message.empty());
    return 0;
  }
  check(body->bytes.size() <= kLimit);
  const std::string bytes(body->bytes);
  const auto again = decoder.decode(*response);
  check(again && again->bytes == bytes && again->damage == body->damage);
  return 0;
}
