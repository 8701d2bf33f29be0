#include "input/warc_document.h"

#include <array>

#include "text/header_fields.h"
#include "text/language.h"
#include "text/media_type.h"

namespace pith {
namespace {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The date of "2026-03-14T09:26:53Z"; empty when it has another shape.
std::string date_of(std::string_view time) {
  constexpr std::string_view kShape = "0000-00-00";
  if (time.size() < kShape.size()) return {};
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    if (kShape[i] == '0' ? !is_digit(time[i]) : time[i] != kShape[i]) return {};
  }
  return std::string(time.substr(0, kShape.size()));
}

std::string without_brackets(std::string url) {
  if (url.size() < 2 || url.front() != '<' || url.back() != '>') return url;
  return url.substr(1, url.size() - 2);
}

WarcKind kind_of(std::string_view essence) {
  if (essence == "text/plain") return WarcKind::text;
  return essence == "text/html" || essence == "application/xhtml+xml" ? WarcKind::page : WarcKind::other;
}

// What is read of a record's header.
enum Field : std::size_t { kId, kTarget, kDate, kType, kContentType, kPayloadType, kLanguage, kSegment, kFieldCount };
constexpr std::array<std::string_view, kFieldCount> kNames = {
    "WARC-Record-ID",
    "WARC-Target-URI",
    "WARC-Date",
    "WARC-Type",
    "Content-Type",
    "WARC-Identified-Payload-Type",
    "WARC-Identified-Content-Language",
    "WARC-Segment-Number",
};
using Fields = std::array<std::optional<std::string>, kFieldCount>;

// The media type of the content; nothing when there is no content to clean. Fills in `http`.
std::optional<MediaType> content_type(const Fields& fields, std::string_view block, std::optional<HttpResponse>& http) {
  if (fields[kSegment]) return std::nullopt;
  const std::string type = lower_ascii(fields[kType].value_or(""));
  const MediaType own = parse_media_type(fields[kContentType].value_or(""));
  if (type == "conversion" || type == "resource") return own;
  if (type != "response" || (own.essence != "application/http" && !own.essence.empty())) return std::nullopt;
  http = parse_http_response(block);
  if (!http || http->status < 200 || http->status > 299) return std::nullopt;
  return parse_media_type(find_field(http->fields, "Content-Type").value_or(""));
}

}  // namespace

WarcDocument warc_document(const WarcRecord& record) {
  Fields fields;
  find_fields(record.fields(), kNames, fields);
  WarcDocument document;
  document.id = fields[kId].value_or("");
  document.url = without_brackets(fields[kTarget].value_or(""));
  document.date = date_of(fields[kDate].value_or(""));
  document.block = record.block;
  std::optional<MediaType> media = content_type(fields, record.block, document.http);
  if (media && media->essence.empty()) media = parse_media_type(fields[kPayloadType].value_or(""));
  if (media) document.kind = kind_of(media->essence);
  if (document.kind == WarcKind::other) {
    document.http.reset();
    return document;
  }
  document.charset = media->charset;
  const std::string languages = fields[kLanguage].value_or("");
  document.lang = bcp47_language(trim_header_space(std::string_view(languages).substr(0, languages.find(','))));
  return document;
}

}  // namespace pith
