#include "input/format.h"

#include <algorithm>
#include <array>
#include <utility>

namespace pith {
namespace {

constexpr std::array<std::pair<std::string_view, Format>, 8> kSuffixes = {{
    {".jsonl", Format::jsonl},
    {".ndjson", Format::jsonl},
    {".warc", Format::warc},
    {".wet", Format::warc},
    {".html", Format::page},
    {".htm", Format::page},
    {".xhtml", Format::page},
    {".txt", Format::text},
}};

constexpr std::array<std::pair<std::string_view, Compression>, 2> kCompressed = {
    {{".gz", Compression::gzip}, {".zst", Compression::zstd}}};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool ends_like(std::string_view name, std::string_view suffix) {
  return name.size() > suffix.size() && std::ranges::equal(name.substr(name.size() - suffix.size()), suffix, {}, lower);
}

bool starts_like(std::string_view text, std::string_view start) {
  return text.size() >= start.size() && std::ranges::equal(text.substr(0, start.size()), start, {}, lower);
}

std::string_view without_space(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\f");
  return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

// `{}` or `{"`, with white space anywhere, up to the end of a line.
bool is_object_start(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  if (!line.starts_with('{')) return false;
  const std::string_view inside = without_space(line.substr(1));
  if (inside.starts_with('}')) return without_space(inside.substr(1)).empty();
  const std::size_t key_end = inside.starts_with('"') ? inside.find('"', 1) : std::string_view::npos;
  return key_end != std::string_view::npos && without_space(inside.substr(key_end + 1)).starts_with(':');
}

bool is_page_start(std::string_view text) {
  return starts_like(text, "<!doctype html") || starts_like(text, "<html") ||
         (starts_like(text, "<?xml") && text.substr(0, 1024).find("<html") != std::string_view::npos);
}

}  // namespace

std::string_view without_compression(std::string_view name) {
  for (const auto& [suffix, compression] : kCompressed) {
    if (ends_like(name, suffix)) return name.substr(0, name.size() - suffix.size());
  }
  return name;
}

std::optional<Format> format_of_name(std::string_view name) {
  const std::string_view plain = without_compression(name);
  for (const auto& [suffix, format] : kSuffixes) {
    if (ends_like(plain, suffix)) return format;
  }
  return std::nullopt;
}

Format format_of_bytes(std::string_view head) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (head.starts_with(kByteOrderMark)) head.remove_prefix(kByteOrderMark.size());
  head = without_space(head);
  if (head.starts_with("WARC/")) return Format::warc;
  if (is_object_start(head)) return Format::jsonl;
  return is_page_start(head) ? Format::page : Format::text;
}

Compression compression_of_name(std::string_view name) {
  for (const auto& [suffix, compression] : kCompressed) {
    if (ends_like(name, suffix)) return compression;
  }
  return Compression::none;
}

}  // namespace pith
