#include "output/digest.h"

#include <fmt/format.h>
#include <nettle/nettle-meta.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace pith {
namespace {

using Bytes = std::span<const std::uint8_t>;

std::string base32(Bytes bytes, bool padded) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const std::uint8_t byte : bytes) {
    bits = bits << 8 | byte;
    for (count += 8; count >= 5; count -= 5) out += kAlphabet[bits >> (count - 5) & 31];
  }
  if (count > 0) out += kAlphabet[bits << (5 - count) & 31];
  while (padded && out.size() % 8 != 0) out += '=';
  return out;
}

std::string base16(Bytes bytes, bool upper) {
  const std::string_view digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  std::string out;
  for (const std::uint8_t byte : bytes) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

constexpr bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

std::vector<std::uint8_t> hash_of(const nettle_hash& hash, std::string_view bytes) {
  std::vector<std::max_align_t> context(hash.context_size / sizeof(std::max_align_t) + 1);
  std::vector<std::uint8_t> digest(hash.digest_size);
  hash.init(context.data());
  hash.update(context.data(), bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  hash.digest(context.data(), digest.size(), digest.data());
  return digest;
}

// "SHA-256" is nettle's "sha256".
const nettle_hash* find_hash(std::string_view label) {
  std::string name;
  for (const char c : label) {
    if (c != '-') name += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  }
  return nettle_lookup_hash(name.c_str());
}

}  // namespace

std::string warc_digest(std::string_view bytes) {
  return "sha1:" + base32(hash_of(nettle_sha1, bytes), false);
}

std::string warc_digest_like(std::string_view like, std::string_view bytes) {
  const std::string_view label = like.substr(0, like.find(':'));
  const nettle_hash* const hash = label.size() == like.size() ? nullptr : find_hash(label);
  if (hash == nullptr) return warc_digest(bytes);
  const std::string_view value = like.substr(label.size() + 1);
  const std::vector<std::uint8_t> digest = hash_of(*hash, bytes);
  const bool hex = value.size() == 2 * digest.size() && std::ranges::all_of(value, is_hex);
  const bool upper = std::ranges::any_of(value, [](char c) { return c >= 'A' && c <= 'F'; });
  return fmt::format("{}:{}", label, hex ? base16(digest, upper) : base32(digest, value.ends_with('=')));
}

std::string uuid_of(std::string_view name) {
  // Made at random, once.
  constexpr std::string_view kNamespace = "\x8e\x2f\x61\xd4\x0b\x9c\x4a\x57\xb3\x1e\xc6\x70\x45\xda\x92\x3f";
  std::string named(kNamespace);
  named += name;
  std::vector<std::uint8_t> uuid = hash_of(nettle_sha1, named);
  uuid.resize(16);
  uuid[6] = static_cast<std::uint8_t>((uuid[6] & 0x0F) | 0x50);
  uuid[8] = static_cast<std::uint8_t>((uuid[8] & 0x3F) | 0x80);
  std::string text = base16(uuid, false);
  for (const std::size_t at : {20U, 16U, 12U, 8U}) text.insert(at, 1, '-');
  return text;
}

}  // namespace pith
