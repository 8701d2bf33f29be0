#include "cli/record_decoder.h"

#include "text/language.h"

namespace pith {

Document RecordDecoder::describe(std::string_view path, std::string_view id, std::string_view url,
                                 std::string_view date) const {
  Document document = options_.describe(path, {});
  document.id = id;
  if (!url.empty()) {
    document.url = url;
    // A folder says less than the address.
    if (options_.site_from_path) document.site = {};
  }
  if (!date.empty()) document.date = date;
  return document;
}

RecordDocument RecordDecoder::decode(const JsonRecord& record, std::string_view path) {
  RecordDocument decoded{describe(path, record.id, record.url, record.date), {}, {}};
  // "eng_Latn", as some corpora have it, is English.
  lang_ = bcp47_language(record.lang.substr(0, record.lang.find('_')));
  if (!lang_.empty()) decoded.document.lang = lang_;
  decoded.document.title = record.title;
  decoded.document.text = record.content;
  if (record.kind == JsonKind::page) {
    decoded.document.text = decoder_.utf8_page(record.content);
    if (record.title.empty()) decoded.document.title = decoder_.title();
  }
  return decoded;
}

std::string_view RecordDecoder::problem_of(const JsonRecord& record) {
  switch (record.kind) {
    case JsonKind::no_text:
      return "no text in it (--text-key says where it is)";
    case JsonKind::not_object:
      return "no JSON object";
    case JsonKind::broken:
      return record.problem;
    case JsonKind::text:
    case JsonKind::page:
      break;
  }
  return {};
}

Result<RecordDocument> RecordDecoder::decode(const WarcDocument& record, std::string_view path) {
  RecordDocument decoded{describe(path, record.id, record.url, record.date), {}, {}};
  if (!record.lang.empty()) decoded.document.lang = record.lang;
  std::string_view bytes = record.block;
  if (record.http) {
    auto body = http_.decode(*record.http);
    if (!body) return tl::unexpected(std::move(body).error());
    bytes = body->bytes;
    decoded.problem = body->damage;
  }
  const DecodedText text = record.kind == WarcKind::page ? decoder_.page(bytes, record.charset, decoded.document)
                                                         : decoder_.text(bytes, record.charset, decoded.document);
  decoded.document.text = text.text;
  if (record.kind == WarcKind::page) decoded.document.title = decoder_.title();
  decoded.encoding = text.encoding;
  return decoded;
}

}  // namespace pith
