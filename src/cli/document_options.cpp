#include "cli/document_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "input/host_in_path.h"

namespace pith {
namespace {

constexpr std::string_view kSpaces = " \t\r\n";

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The shape of BCP 47: a language of two or three letters, then parts of letters and digits.
bool is_language(std::string_view code) {
  const std::string_view first = code.substr(0, code.find('-'));
  return first.size() >= 2 && first.size() <= 3 && std::ranges::all_of(first, is_letter) && !code.ends_with('-') &&
         std::ranges::all_of(code, [](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-'; });
}

std::optional<Format> format_of(const Arguments& arguments) {
  const std::string_view format = arguments.value(Flag::format);
  if (format == "text") return Format::text;
  if (format == "html") return Format::page;
  if (format == "jsonl") return Format::jsonl;
  return format == "warc" ? std::optional(Format::warc) : std::nullopt;
}

Result<JsonKeys> keys_of(const Arguments& arguments) {
  JsonKeys keys = JsonKeys::automatic();
  if (arguments.has(Flag::schema)) {
    auto schema = JsonKeys::of_schema(arguments.value(Flag::schema));
    if (!schema) return schema;
    keys = *std::move(schema);
  }
  constexpr std::array<std::pair<Flag, JsonField>, 5> kKeys = {{{Flag::text_key, JsonField::text},
                                                                {Flag::url_key, JsonField::url},
                                                                {Flag::id_key, JsonField::id},
                                                                {Flag::lang_key, JsonField::lang},
                                                                {Flag::date_key, JsonField::date}}};
  for (const auto& [flag, field] : kKeys) {
    if (arguments.has(flag)) keys.set_paths(field, {std::string(arguments.value(flag))});
  }
  return keys;
}

}  // namespace

bool DocumentOptions::names_by_folder(std::string_view path) const {
  return site_from_path && !host_in_path(path).empty();
}

Document DocumentOptions::describe(std::string_view path, std::string_view text) const {
  Document document{text, path, site, url, lang, date, {}};
  if (site_from_path) {
    const std::string_view host = host_in_path(path);
    if (!host.empty()) document.site = host;
  }
  return document;
}

Result<DocumentOptions> read_document_options(const Arguments& arguments) {
  DocumentOptions options;
  options.site = arguments.value(Flag::site);
  options.url = arguments.value(Flag::url);
  options.lang = arguments.value(Flag::lang);
  options.date = arguments.value(Flag::date);
  options.site_from_path = arguments.has(Flag::site_from);
  options.format = format_of(arguments);
  auto keys = keys_of(arguments);
  if (!keys) return tl::unexpected(std::move(keys).error());
  options.keys = *std::move(keys);
  if (options.site_from_path && !options.site.empty()) {
    return tl::unexpected(Error{"'--site' and '--site-from path' exclude each other: use one"});
  }
  if (options.site.find("://") != std::string::npos) {
    return tl::unexpected(Error{fmt::format("'--site' takes a host like example.org; use --url {}", options.site)});
  }
  if (options.site.find_first_of(kSpaces) != std::string::npos) {
    return tl::unexpected(Error{fmt::format("'--site' takes a host like example.org, not '{}'", options.site)});
  }
  if (options.url.find_first_of(kSpaces) != std::string::npos) {
    return tl::unexpected(Error{fmt::format("'--url' takes an address without spaces, not '{}'", options.url)});
  }
  if (!options.lang.empty() && !is_language(options.lang)) {
    return tl::unexpected(Error{fmt::format("'--lang' takes a code like da or pt-BR, not '{}'", options.lang)});
  }
  return options;
}

}  // namespace pith
