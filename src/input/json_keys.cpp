#include "input/json_keys.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <initializer_list>

namespace pith {
namespace {

// Paths with spaces between them, by field.
struct Schema {
  std::string_view name;
  std::string_view text;
  std::string_view page;
  std::string_view url;
  std::string_view id;
  std::string_view lang;
  std::string_view date;
};

constexpr Schema kAutomatic = {
    "",
    "text content raw_content t p",
    "html h",
    "url u metadata.url metadata.WARC-Target-URI metadata.warc_url warc_headers.warc-target-uri meta.url",
    "id warc_id digest warc_headers.warc-record-id",
    "language lang metadata.language metadata.identification.label",
    "date timestamp ts created date_download metadata.date warc_headers.warc-date",
};

constexpr std::array<Schema, 9> kSchemas = {{
    {"datatrove", "text", "", "metadata.url url", "id", "metadata.language language", "metadata.date date"},
    {"dolma", "text", "", "metadata.url metadata.warc_url", "id", "", "created"},
    {"fineweb", "text", "", "url metadata.url", "id", "language metadata.language", "date metadata.date"},
    {"mc4", "text", "", "url", "", "", "timestamp"},
    {"ccnet", "raw_content", "", "url", "digest", "language", "date_download"},
    {"oscar", "content", "", "warc_headers.warc-target-uri", "warc_headers.warc-record-id",
     "metadata.identification.label", "warc_headers.warc-date"},
    {"hplt", "text t p", "html h", "u", "id", "lang", "ts"},
    {"nemo", "text", "", "url", "warc_id", "language", ""},
    {"roots", "text", "", "meta.url", "", "", ""},
}};

std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> paths;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    paths.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return paths;
}

JsonKeys keys_of(const Schema& schema) {
  JsonKeys keys;
  keys.set_paths(JsonField::text, split(schema.text));
  keys.set_paths(JsonField::page, split(schema.page));
  keys.set_paths(JsonField::url, split(schema.url));
  keys.set_paths(JsonField::id, split(schema.id));
  keys.set_paths(JsonField::lang, split(schema.lang));
  keys.set_paths(JsonField::date, split(schema.date));
  keys.set_paths(JsonField::title, {"title", "metadata.title", "meta.title"});
  keys.set_paths(JsonField::source, {"source"});
  return keys;
}

}  // namespace

JsonKeys JsonKeys::automatic() {
  return keys_of(kAutomatic);
}

Result<JsonKeys> JsonKeys::of_schema(std::string_view name) {
  const auto* const schema = std::ranges::find(kSchemas, name, &Schema::name);
  if (schema != kSchemas.end()) return keys_of(*schema);
  return tl::unexpected(Error{fmt::format("there is no schema `{}`: use one of {}", name, fmt::join(schemas(), ", "))});
}

std::vector<std::string_view> JsonKeys::schemas() {
  std::vector<std::string_view> names(kSchemas.size());
  std::ranges::transform(kSchemas, names.begin(), &Schema::name);
  return names;
}

std::string_view JsonKeys::text_key() const {
  const std::vector<std::string>& texts = paths(JsonField::text);
  if (texts.empty()) return "text";
  const std::string_view path = texts.front();
  return path.substr(path.rfind('.') + 1);
}

}  // namespace pith
