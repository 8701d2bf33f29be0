#include "input/http_response.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "text/header_fields.h"
#include "text/unicode.h"

namespace pith {
namespace {

constexpr std::size_t kMostCodings = 4;
constexpr std::array<std::string_view, 4> kUnknownCodings = {"br", "zstd", "compress", "x-compress"};

tl::unexpected<Error> fail(std::string message) {
  return tl::unexpected(Error{std::move(message)});
}

// The status code of "HTTP/1.1 200 OK"; 0 when it is no status line (RFC 9112, section 4). Some servers leave out
// numbers of the version, and the reason.
int parse_status(std::string_view line) {
  if (!equal_but_case(line.substr(0, 5), "HTTP/")) return 0;
  line.remove_prefix(std::min(line.find_first_of(" \t"), line.size()));
  line = trim_header_space(line);
  int status = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), status);
  const bool separate = end == line.data() + line.size() || *end == ' ' || *end == '\t';
  return error == std::errc() && separate && status >= 100 && status <= 999 ? status : 0;
}

// The names in a list of codings, in lower case, behind those that are there.
void append_codings(std::string_view list, std::vector<std::string>& codings) {
  while (!list.empty()) {
    const std::string_view entry = list.substr(0, list.find(','));
    list.remove_prefix(std::min(entry.size() + 1, list.size()));
    const std::string_view name = trim_header_space(entry.substr(0, entry.find(';')));
    if (!name.empty() && codings.size() <= kMostCodings) codings.push_back(lower_ascii(name));
  }
}

// True when the beginning has no control characters, and is UTF-8 or long enough to tell: compressed data hardly ever
// is so.
bool looks_like_text(std::string_view bytes) {
  constexpr std::size_t kProbe = 512;
  constexpr std::size_t kEnough = 128;
  constexpr std::size_t kLongestCharacter = 4;
  const std::size_t end = std::min(bytes.size(), kProbe);
  bool is_utf8 = true;
  for (std::size_t i = 0; i < end;) {
    const Decoded d = decode(bytes.substr(0, end + kLongestCharacter), i);
    const bool control = d.code_point < 0x20 && (d.code_point < '\t' || d.code_point > '\r');
    if (control) return false;
    is_utf8 = is_utf8 && d.valid;
    i += d.size;
  }
  return is_utf8 || end >= kEnough;
}

// RFC 1950, section 2.2: deflate with a window of 32 KB at most, no dictionary, and a check.
bool has_zlib_header(std::string_view bytes) {
  if (bytes.size() < 2) return false;
  const unsigned cmf = static_cast<unsigned char>(bytes[0]);
  const unsigned flags = static_cast<unsigned char>(bytes[1]);
  return (cmf & 0x0F) == 8 && cmf >> 4 <= 7 && (flags & 0x20) == 0 && (cmf * 256 + flags) % 31 == 0;
}

// Takes a chunk's first line off `bytes`: its size, or nothing when it is none.
std::optional<std::uint64_t> take_chunk_size(std::string_view& bytes) {
  constexpr std::size_t kLongestLine = 4096;  // extensions are hardly ever there
  std::string_view rest = bytes.substr(0, kLongestLine);
  const std::string_view line = take_line(rest);
  if (!line.ends_with('\n')) return std::nullopt;
  const std::string_view digits = trim_header_space(line.substr(0, line.find(';')));
  std::uint64_t size = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size, 16);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  bytes.remove_prefix(line.size());
  return size;
}

// Takes the end of a line off; false when there is none.
bool take_line_end(std::string_view& bytes) {
  const std::size_t size = bytes.starts_with('\n') ? 1 : bytes.starts_with("\r\n") ? 2 : 0;
  bytes.remove_prefix(size);
  return size != 0;
}

}  // namespace

std::optional<HttpResponse> parse_http_response(std::string_view block) {
  HttpResponse response;
  response.status = parse_status(without_line_end(take_line(block)));
  if (response.status == 0) return std::nullopt;
  response.fields = block;
  while (!block.empty()) {
    if (without_line_end(take_line(block)).empty()) break;
  }
  response.fields.remove_suffix(block.size());
  response.message = block;
  return response;
}

Result<HttpBody> HttpDecoder::decode(const HttpResponse& response) {
  std::vector<std::string> codings;
  append_codings(find_field(response.fields, "Content-Encoding").value_or(""), codings);
  append_codings(find_field(response.fields, "Transfer-Encoding").value_or(""), codings);
  if (codings.size() > kMostCodings) return fail(fmt::format("the body has over {} codings", kMostCodings));
  HttpBody body;
  body.bytes = response.message;
  // Those that were put on last come off first (RFC 9110, section 8.4).
  while (!codings.empty()) {
    turn_ = body.bytes.data() == buffers_[0].data() ? 1 : 0;
    const Result<std::string_view> bytes = take_off(codings.back(), body.bytes, body.damage);
    if (!bytes) return tl::unexpected(bytes.error());
    body.bytes = *bytes;
    codings.pop_back();
  }
  if (body.bytes.size() > limit_) return fail(fmt::format("the body has more than {} bytes", limit_));
  return body;
}

Result<std::string_view> HttpDecoder::take_off(std::string_view coding, std::string_view bytes, std::string& damage) {
  if (coding == "chunked") return take_chunks(bytes, damage);
  if (coding == "gzip" || coding == "x-gzip") return take_gzip(bytes, damage);
  if (coding == "deflate") return take_deflate(bytes, damage);
  // Other names are no codings but mistakes ("utf-8", "none"), which browsers pass over.
  if (std::ranges::find(kUnknownCodings, coding) == kUnknownCodings.end() || looks_like_text(bytes)) return bytes;
  return fail(fmt::format("the body's Content-Encoding '{}' cannot be decoded", coding));
}

Result<std::string_view> HttpDecoder::take_gzip(std::string_view bytes, std::string& damage) {
  if (!bytes.starts_with("\x1f\x8b")) return bytes;
  return inflated(inflate_all(bytes, Wrapping::gzip, limit_, out()), damage);
}

Result<std::string_view> HttpDecoder::take_deflate(std::string_view bytes, std::string& damage) {
  if (looks_like_text(bytes)) return bytes;
  // Some servers send the bare stream, whose first bytes may look like zlib's by chance.
  if (has_zlib_header(bytes)) {
    const Inflated how = inflate_all(bytes, Wrapping::zlib, limit_, out());
    if (how != Inflated::damaged || !out().empty()) return inflated(how, damage);
  }
  return inflated(inflate_all(bytes, Wrapping::none, limit_, out()), damage);
}

Result<std::string_view> HttpDecoder::inflated(Inflated how, std::string& damage) {
  switch (how) {
    case Inflated::whole:
      break;
    case Inflated::cut:
      damage = "its compressed data is cut";
      break;
    case Inflated::damaged:
      damage = "its compressed data is damaged";
      break;
    case Inflated::too_large:
      return fail(fmt::format("the body has more than {} bytes", limit_));
  }
  if (how != Inflated::whole && out().empty())
    return fail("the body's compressed data is damaged from its beginning on");
  return out();
}

std::string_view HttpDecoder::take_chunks(std::string_view bytes, std::string& damage) {
  const std::string_view all = bytes;
  out().clear();
  for (bool first = true;; first = false) {
    const std::optional<std::uint64_t> size = take_chunk_size(bytes);
    if (!size && first) return all;
    if (!size) {
      damage = "its last chunk is missing, or the size of one is wrong";
      return out();
    }
    if (*size == 0) return first && !take_line_end(bytes) && !bytes.empty() ? all : std::string_view(out());
    if (*size > bytes.size()) {
      out() += bytes;
      damage = "it ends inside a chunk";
      return out();
    }
    std::string_view behind = bytes.substr(static_cast<std::size_t>(*size));
    const bool ends = take_line_end(behind) || behind.empty();
    if (!ends && first) return all;
    out() += bytes.substr(0, static_cast<std::size_t>(*size));
    bytes = behind;
    if (!ends) {
      damage = "a chunk is longer than its size says";
      return out();
    }
  }
}

}  // namespace pith
