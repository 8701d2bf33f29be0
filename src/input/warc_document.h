// What a document needs of a WARC record.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "input/http_response.h"
#include "input/warc_reader.h"

namespace pith {

enum class WarcKind : std::uint8_t {
  text,   // text/plain
  page,   // text/html, application/xhtml+xml
  other,  // nothing to clean: warcinfo, request, metadata, revisit, binaries, errors; to be passed through
};

// The view is a part of the record and lives as long.
struct WarcDocument {
  WarcKind kind = WarcKind::other;
  std::string id;       // WARC-Record-ID as it stands: "<urn:uuid:…>"
  std::string url;      // WARC-Target-URI, without the angle brackets that WARC 1.0 puts around it
  std::string date;     // YYYY-MM-DD, of WARC-Date
  std::string lang;     // BCP 47, of the first of WARC-Identified-Content-Language
  std::string charset;  // what the Content-Type of the response or the record says, as it is written
  std::string_view block;
  // A response's; its body (see HttpDecoder) is the content. Without it, the block is.
  std::optional<HttpResponse> http;
};

// Reads conversion, resource and response records; a response counts when its status is 2xx. Fields that are missing or
// have another shape are empty, a media type that is missing is WARC-Identified-Payload-Type's. Of `other` records
// only id, url and date are read, and a part of a segmented record (ISO 28500, section 8) is one of these.
WarcDocument warc_document(const WarcRecord& record);

}  // namespace pith
