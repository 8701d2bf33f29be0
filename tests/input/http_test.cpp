#include <fmt/format.h>
#include <gtest/gtest.h>
#include <isa-l/igzip_lib.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "input/http_response.h"
#include "text/header_fields.h"
#include "text/media_type.h"

namespace pith {
namespace {

using namespace std::string_literals;

const std::string kPage = "<p>The ferry to Gannet Creek sails at nine.</p>\n";

std::string response(std::string_view fields, std::string_view message) {
  return fmt::format("HTTP/1.1 200 OK\r\n{}\r\n{}", fields, message);
}

// `wrapping` is isa-l's: gzip, zlib or none.
std::string compress(std::uint16_t wrapping, std::string_view text) {
  std::string in(text);
  std::string out(text.size() + 1000, '\0');
  std::vector<std::uint8_t> work(ISAL_DEF_LVL1_DEFAULT);
  const auto stream = std::make_unique<isal_zstream>();
  isal_deflate_stateless_init(stream.get());
  stream->level = 1;
  stream->level_buf = work.data();
  stream->level_buf_size = static_cast<std::uint32_t>(work.size());
  stream->gzip_flag = wrapping;
  stream->end_of_stream = 1;
  stream->next_in = reinterpret_cast<std::uint8_t*>(in.data());
  stream->avail_in = static_cast<std::uint32_t>(in.size());
  stream->next_out = reinterpret_cast<std::uint8_t*>(out.data());
  stream->avail_out = static_cast<std::uint32_t>(out.size());
  EXPECT_EQ(isal_deflate_stateless(stream.get()), COMP_OK);
  out.resize(out.size() - stream->avail_out);
  return out;
}
std::string gzip(std::string_view text) {
  return compress(IGZIP_GZIP, text);
}
std::string zlib(std::string_view text) {
  return compress(IGZIP_ZLIB, text);
}
std::string raw(std::string_view text) {
  return compress(IGZIP_DEFLATE, text);
}

std::string chunked(std::string_view text, std::size_t size) {
  std::string out;
  for (; !text.empty(); text.remove_prefix(std::min(size, text.size()))) {
    const std::string_view chunk = text.substr(0, size);
    out += fmt::format("{:X}\r\n{}\r\n", chunk.size(), chunk);
  }
  return out + "0\r\n\r\n";
}

// Text that does not compress to next to nothing.
std::string long_text(std::size_t size) {
  std::string text;
  for (std::uint32_t i = 1; text.size() < size; i = i * 1664525 + 1013904223) text += fmt::format("<p>{}</p>\n", i);
  return text;
}

// The body; with its damage behind a bar, or the error behind a "!".
std::string decoded(std::string_view fields, std::string_view message, std::size_t limit = HttpDecoder::kLimit) {
  const std::string block = response(fields, message);
  HttpDecoder decoder(limit);
  const auto parsed = parse_http_response(block);
  if (!parsed) return "no response";
  const Result<HttpBody> body = decoder.decode(*parsed);
  if (!body) return "!" + body.error().message;
  return std::string(body->bytes) + (body->damage.empty() ? "" : "|" + body->damage);
}

TEST(HttpResponse, IsStatusFieldsAndMessage) {
  const std::string block = response("Server: x\r\nContent-Type: text/html;\r\n charset=utf-8\r\n", kPage);
  const auto parsed = parse_http_response(block);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->status, 200);
  EXPECT_EQ(find_field(parsed->fields, "content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(parsed->message, kPage);
}

TEST(HttpResponse, TakesTheStatusLinesOfManyServers) {
  const auto status = [](std::string_view line) {
    const auto parsed = parse_http_response(line);
    return parsed ? parsed->status : 0;
  };
  EXPECT_EQ(status("HTTP/1.1 200 OK\r\n\r\n"), 200);
  EXPECT_EQ(status("HTTP/1.0 404\r\n\r\n"), 404);
  EXPECT_EQ(status("HTTP/2 301 \n\n"), 301);
  EXPECT_EQ(status("http/1.1  200 ok\n"), 200);
  EXPECT_EQ(status("HTTP/1.1 200"), 200);
  for (const std::string_view line :
       {"", "HTTP/1.1", "HTTP/1.1 ", "HTTP/1.1 2000 OK", "HTTP/1.1 20 OK", "HTTP/1.1 OK", "HTTP/1.1 -200",
        "HTTP/1.1 200OK", "ICY 200 OK", "<html>", "\r\nHTTP/1.1 200 OK"}) {
    EXPECT_EQ(status(line), 0) << line;
  }
}

TEST(HttpResponse, HasNoMessageWhenItEndsInItsHeader) {
  for (const std::string_view block : {"HTTP/1.1 200 OK", "HTTP/1.1 200 OK\r\nA: b", "HTTP/1.1 200 OK\nA: b\n\n"}) {
    const auto parsed = parse_http_response(block);
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->message, "");
  }
  const auto parsed = parse_http_response("HTTP/1.1 200 OK\nA: b\n\nC: d\n\n");
  EXPECT_EQ(parsed->message, "C: d\n\n");
}

TEST(HttpBody, IsTheMessageWithoutCodings) {
  EXPECT_EQ(decoded("", kPage), kPage);
  EXPECT_EQ(decoded("", ""), "");
  EXPECT_EQ(decoded("Content-Encoding: identity\r\n", kPage), kPage);
  EXPECT_EQ(decoded("Content-Encoding: utf-8\r\n", kPage), kPage);
}

TEST(HttpBody, IsPutTogetherFromChunks) {
  constexpr std::string_view kChunked = "Transfer-Encoding: chunked\r\n";
  for (const std::size_t size : {1U, 7U, 16U, 1000U}) EXPECT_EQ(decoded(kChunked, chunked(kPage, size)), kPage);
  EXPECT_EQ(decoded(kChunked, "0\r\n\r\n"), "");
  EXPECT_EQ(decoded(kChunked, "3;name=\"x\"\r\nabc\r\n02 \r\nde\r\n0\r\nTrailer: x\r\n\r\n"), "abcde");
  EXPECT_EQ(decoded(kChunked, "3\nabc\n2\nde\n0\n\n"), "abcde");
}

TEST(HttpBody, IsWhatIsWholeOfDamagedChunks) {
  constexpr std::string_view kChunked = "Transfer-Encoding: Chunked\r\n";
  EXPECT_EQ(decoded(kChunked, "3\r\nabc\r\n"), "abc|its last chunk is missing, or the size of one is wrong");
  EXPECT_EQ(decoded(kChunked, "3\r\nabc"), "abc|its last chunk is missing, or the size of one is wrong");
  EXPECT_EQ(decoded(kChunked, "3\r\nabc\r\n9\r\nde"), "abcde|it ends inside a chunk");
  EXPECT_EQ(decoded(kChunked, "9\r\nabc"), "abc|it ends inside a chunk");
  EXPECT_EQ(decoded(kChunked, "3\r\nabc\r\nxyz\r\nde\r\n0\r\n\r\n"),
            "abc|its last chunk is missing, or the size of one is wrong");
  EXPECT_EQ(decoded(kChunked, "3\r\nabc\r\n-2\r\nde\r\n0\r\n\r\n"),
            "abc|its last chunk is missing, or the size of one is wrong");
  EXPECT_EQ(decoded(kChunked, "3\r\nabc\r\n11112222333344445\r\nde\r\n"),
            "abc|its last chunk is missing, or the size of one is wrong");
  EXPECT_EQ(decoded(kChunked, "3\r\nabc\r\nffffffffffffffff\r\nde"), "abcde|it ends inside a chunk");
  EXPECT_EQ(decoded(kChunked, "3\r\nabc\r\n1\r\nde\r\n0\r\n\r\n"), "abcd|a chunk is longer than its size says");
}

TEST(HttpBody, IsTakenAsItIsWhenItDoesNotLookChunked) {
  constexpr std::string_view kChunked = "Transfer-Encoding: chunked\r\n";
  for (const std::string_view body :
       {"<p>a</p>", "\r\n", "3 cats\r\n", "3\r\ncats and dogs\r\n", "0\nis a number", "add"}) {
    EXPECT_EQ(decoded(kChunked, body), body);
  }
}

TEST(HttpBody, IsInflated) {
  const std::string large = long_text(300'000);
  for (const std::string& page : {kPage, ""s, large}) {
    EXPECT_EQ(decoded("Content-Encoding: gzip\r\n", gzip(page)), page);
    EXPECT_EQ(decoded("Content-Encoding: X-GZIP\r\n", gzip(page)), page);
    EXPECT_EQ(decoded("Content-Encoding: deflate\r\n", zlib(page)), page);
    EXPECT_EQ(decoded("Content-Encoding: deflate\r\n", raw(page)), page);
    EXPECT_EQ(decoded("Content-Encoding: deflate, gzip\r\n", gzip(zlib(page))), page);
    EXPECT_EQ(decoded("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", chunked(gzip(page), 100)), page);
    EXPECT_EQ(decoded("Transfer-Encoding: gzip, chunked\r\n", chunked(gzip(page), 7)), page);
  }
}

TEST(HttpBody, IsTakenAsItIsWhenACrawlerHasDecodedIt) {
  const std::string latin1 = "<p>" + std::string(200, 'x') + "caf\xe9</p>";
  for (const std::string_view coding : {"gzip", "deflate", "br", "zstd", "compress"}) {
    const std::string field = fmt::format("Content-Encoding: {}\r\n", coding);
    EXPECT_EQ(decoded(field, kPage), kPage);
    EXPECT_EQ(decoded(field, latin1), latin1);
    EXPECT_EQ(decoded(field + "Transfer-Encoding: chunked\r\n", kPage), kPage);
  }
  // Not chunked any more, but still compressed.
  EXPECT_EQ(decoded("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", gzip(kPage)), kPage);
}

TEST(HttpBody, IsWhatCanBeInflatedOfACutOne) {
  const std::string page = long_text(100'000);
  for (const auto& [field, data] : {std::pair{"gzip", gzip(page)}, {"deflate", zlib(page)}, {"deflate", raw(page)}}) {
    const std::string half = decoded(fmt::format("Content-Encoding: {}\r\n", field), data.substr(0, data.size() / 2));
    const std::string_view bytes = std::string_view(half).substr(0, half.find('|'));
    EXPECT_TRUE(half.ends_with("|its compressed data is cut")) << half.substr(half.size() - 100);
    EXPECT_TRUE(page.starts_with(bytes) && bytes.size() > page.size() / 3);

    std::string bad = data;
    for (std::size_t i = bad.size() / 2; i < bad.size(); ++i) bad[i] = static_cast<char>(bad[i] ^ 0x55);
    const std::string some = decoded(fmt::format("Content-Encoding: {}\r\n", field), bad);
    // A bare stream has no checksum, so what follows damage may look like a stream.
    EXPECT_TRUE(some.ends_with("|its compressed data is damaged") || data == raw(page));
    EXPECT_EQ(some.substr(0, page.size() / 3), page.substr(0, page.size() / 3));
  }
  std::string wrong_sum = gzip(kPage);
  wrong_sum[wrong_sum.size() - 5] = static_cast<char>(wrong_sum[wrong_sum.size() - 5] ^ 1);
  EXPECT_EQ(decoded("Content-Encoding: gzip\r\n", wrong_sum), kPage + "|its compressed data is damaged");
}

TEST(HttpBody, IsAnErrorWhenNothingCanBeMadeOfIt) {
  EXPECT_EQ(decoded("Content-Encoding: gzip\r\n", "\x1f\x8b\x08\xff"),
            "!the body's compressed data is damaged from its beginning on");
  EXPECT_EQ(decoded("Content-Encoding: br\r\n", "\x0b\x02\x80<p>a</p>\x03"),
            "!the body's Content-Encoding 'br' cannot be decoded");
  EXPECT_EQ(decoded("Content-Encoding: gzip, gzip, gzip, gzip, gzip\r\n", gzip(kPage)), "!the body has over 4 codings");
}

TEST(HttpBody, IsBounded) {
  const std::string bomb = gzip(std::string(10'000'000, 'a'));
  const std::string twice = gzip(bomb);
  EXPECT_EQ(decoded("Content-Encoding: gzip\r\n", bomb, 1'000'000), "!the body has more than 1000000 bytes");
  EXPECT_EQ(decoded("Content-Encoding: gzip, gzip\r\n", twice, 1'000'000), "!the body has more than 1000000 bytes");
  EXPECT_EQ(decoded("", std::string(1000, 'a'), 999), "!the body has more than 999 bytes");
  EXPECT_EQ(decoded("Content-Encoding: gzip\r\n", bomb, 9'999'999), "!the body has more than 9999999 bytes");
  EXPECT_EQ(decoded("Content-Encoding: gzip\r\n", bomb, 10'000'000).size(), 10'000'000U);
}

TEST(HttpDecoder, DecodesOneBodyAfterTheOther) {
  HttpDecoder decoder;
  for (const std::string& text : {long_text(100'000), kPage, ""s, long_text(5000)}) {
    const std::string block =
        response("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", chunked(gzip(text), 50));
    const auto body = decoder.decode(*parse_http_response(block));
    ASSERT_TRUE(body);
    EXPECT_EQ(body->bytes, text);
    EXPECT_EQ(body->damage, "");
  }
}

TEST(MediaType, IsParsedAsTheStandardSays) {
  struct Case {
    std::string_view text;
    std::string_view essence;
    std::string_view charset;
  };
  constexpr Case kCases[] = {
      {"text/html", "text/html", ""},
      {" Text/HTML ;Charset=UTF-8 ", "text/html", "UTF-8"},
      {"text/html;charset=\"windows-1252\"", "text/html", "windows-1252"},
      {"text/html; charset=\"a\\\"b\\", "text/html", "a\"b\\"},
      {"text/html; charset=\"iso-8859-1\"junk; charset=utf-8", "text/html", "iso-8859-1"},
      {"text/html; charset=; charset=utf-8", "text/html", "utf-8"},
      {"text/html; charset; x=y;; charset=utf-8", "text/html", "utf-8"},
      {"text/html; charset =utf-8", "text/html", ""},
      {"text/html; x=\";charset=gbk\"; charset=utf-8", "text/html", "utf-8"},
      {"text/html; charset=a; charset=b", "text/html", "a"},
      {"text/html charset=utf-8", "", ""},
      {"text/", "", ""},
      {"/html", "", ""},
      {"text", "", ""},
      {"", "", ""},
      {"te xt/html", "", ""},
      {"text/ html", "", ""},
      {"text /html", "", ""},
      {"application/xhtml+xml;charset='utf-8'", "application/xhtml+xml", "'utf-8'"},
  };
  for (const Case& c : kCases) {
    const MediaType type = parse_media_type(c.text);
    EXPECT_EQ(type.essence, c.essence) << c.text;
    EXPECT_EQ(type.charset, c.charset) << c.text;
  }
}

}  // namespace
}  // namespace pith
