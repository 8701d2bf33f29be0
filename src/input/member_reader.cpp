#include "input/member_reader.h"

#include <fmt/format.h>

#include "input/gzip_reader.h"
#include "input/zstd_reader.h"

namespace pith {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kGzipStart = "\x1F\x8B\x08"sv;  // with the only method there is
constexpr std::string_view kZstdStart = "\x28\xB5\x2F\xFD"sv;

}  // namespace

std::unique_ptr<MemberReader> MemberReader::create(Compression kind) {
  if (kind == Compression::gzip) return std::make_unique<GzipReader>();
  return std::make_unique<ZstdReader>();
}

MemberReader::Step MemberReader::stop(Fill fill, std::size_t size) {
  if (fill == Fill::interrupted) return {size, Then::interrupted};
  return fail(size, fmt::format("ends in the middle of a {} that began at offset {}", noun_, began_));
}

MemberReader::Step MemberReader::fail(std::size_t size, std::string trouble, bool whole_member) {
  trouble_ = std::move(trouble);
  return {size, Then::damaged, whole_member};
}

Compression tell_compression(std::string_view head) {
  if (head.starts_with(kGzipStart.substr(0, 2))) return Compression::gzip;
  if (head.starts_with(kZstdStart) || is_skippable_frame(head)) return Compression::zstd;
  return Compression::none;
}

std::size_t find_member(Compression kind, std::string_view text) {
  if (kind == Compression::zstd) return text.find(kZstdStart);
  for (std::size_t at = 0; (at = text.find(kGzipStart, at)) != std::string_view::npos; ++at) {
    if (at + 3 < text.size() && !has_reserved_gzip_flags(text[at + 3])) return at;
  }
  return std::string_view::npos;
}

}  // namespace pith
