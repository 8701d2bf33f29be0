#include "text/idna.h"

#include <unicode/bytestream.h>
#include <unicode/idna.h>

#include <algorithm>
#include <memory>

namespace pith {
namespace {

constexpr std::size_t kLongestHost = 253;  // RFC 1035, section 2.3.4, without the final dot

constexpr bool is_host_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

bool has_good_labels(std::string_view host) {
  return !host.empty() && host.size() <= kLongestHost && host.front() != '.' && host.back() != '.' &&
         host.find("..") == std::string_view::npos && std::ranges::all_of(host, is_host_byte);
}

}  // namespace

std::optional<std::string> host_to_ascii(std::string_view host) {
  if (host.size() > 4 * kLongestHost) return std::nullopt;
  std::string ascii;
  if (std::ranges::all_of(host, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    ascii = host;
    for (char& c : ascii) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  } else {
    UErrorCode status = U_ZERO_ERROR;
    static const std::unique_ptr<icu::IDNA> idna(
        icu::IDNA::createUTS46Instance(UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE, status));
    icu::IDNAInfo info;
    icu::StringByteSink<std::string> sink(&ascii);
    status = U_ZERO_ERROR;
    idna->nameToASCII_UTF8(icu::StringPiece(host.data(), static_cast<std::int32_t>(host.size())), sink, info, status);
    if (U_FAILURE(status) || info.hasErrors()) return std::nullopt;
  }
  if (!ascii.empty() && ascii.back() == '.') ascii.pop_back();
  if (!has_good_labels(ascii)) return std::nullopt;
  return ascii;
}

}  // namespace pith
