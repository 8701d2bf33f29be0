// HTTP responses as WARC records hold them (RFC 9112, RFC 9110), and what their bodies are when transfer and content
// codings are taken off.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "input/inflate.h"
#include "types.h"

namespace pith {

// The views are parts of the block.
struct HttpResponse {
  int status = 0;            // 200
  std::string_view fields;   // for text/header_fields.h, with the empty line behind them
  std::string_view message;  // the body as it was sent, with its codings
};

// Nothing when the block does not begin with a status line of any version of HTTP. Lines may end with LF alone; a block
// that ends inside its header has an empty message.
std::optional<HttpResponse> parse_http_response(std::string_view block);

struct HttpBody {
  std::string_view bytes;
  std::string damage;  // for people: why this is not all of it; empty when it is
};

// Takes codings off. One thread at a time; keeps its memory from body to body.
class HttpDecoder {
 public:
  static constexpr std::size_t kLimit = std::size_t{64} << 20;

  // A body of more than `limit` bytes is an error, so that a small file cannot ask for all memory.
  explicit HttpDecoder(std::size_t limit = kLimit) : limit_(limit) {}

  // The body without chunks (RFC 9112, section 7.1), gzip, x-gzip and deflate (RFC 9110, section 8.4.1; with zlib's
  // wrapping or without). Of a body that is cut or damaged, what is whole. Crawlers store bodies decoded and leave the
  // fields that name the codings: a body that does not look coded is taken as it is. Fails, saying why, when nothing
  // can be made of it: a coding that is not known (br, zstd, compress), over four of them, too large. The body's views
  // live until the next call, and no longer than the response.
  Result<HttpBody> decode(const HttpResponse& response);

 private:
  Result<std::string_view> take_off(std::string_view coding, std::string_view bytes, std::string& damage);
  Result<std::string_view> take_gzip(std::string_view bytes, std::string& damage);
  Result<std::string_view> take_deflate(std::string_view bytes, std::string& damage);
  std::string& out() { return buffers_[turn_]; }
  // What out() is worth.
  Result<std::string_view> inflated(Inflated how, std::string& damage);
  std::string_view take_chunks(std::string_view bytes, std::string& damage);

  std::size_t limit_;
  std::array<std::string, 2> buffers_;  // one is read while the other is written
  std::size_t turn_ = 0;
};

}  // namespace pith
