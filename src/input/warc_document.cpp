#include "input/warc_document.h"

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

// The media type of the content; nothing when there is no content to clean. Fills in `http`.
std::optional<MediaType> content_type(const WarcRecord& record, std::string_view type,
                                      std::optional<HttpResponse>& http) {
  if (record.field("WARC-Segment-Number")) return std::nullopt;
  const MediaType own = parse_media_type(record.field("Content-Type").value_or(""));
  if (type == "conversion" || type == "resource") return own;
  if (type != "response" || (own.essence != "application/http" && !own.essence.empty())) return std::nullopt;
  http = parse_http_response(record.block);
  if (!http || http->status < 200 || http->status > 299) return std::nullopt;
  return parse_media_type(find_field(http->fields, "Content-Type").value_or(""));
}

}  // namespace

WarcDocument warc_document(const WarcRecord& record) {
  WarcDocument document;
  document.id = record.field("WARC-Record-ID").value_or("");
  document.url = without_brackets(record.field("WARC-Target-URI").value_or(""));
  document.date = date_of(record.field("WARC-Date").value_or(""));
  document.block = record.block;
  std::optional<MediaType> media =
      content_type(record, lower_ascii(record.field("WARC-Type").value_or("")), document.http);
  if (media && media->essence.empty()) {
    media = parse_media_type(record.field("WARC-Identified-Payload-Type").value_or(""));
  }
  if (media) document.kind = kind_of(media->essence);
  if (document.kind == WarcKind::other) {
    document.http.reset();
    return document;
  }
  document.charset = media->charset;
  const std::string languages = record.field("WARC-Identified-Content-Language").value_or("");
  document.lang = bcp47_language(trim_header_space(std::string_view(languages).substr(0, languages.find(','))));
  return document;
}

}  // namespace pith
