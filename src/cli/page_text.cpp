#include "cli/page_text.h"

#include "text/encoding.h"

namespace pith {
namespace {

std::string_view host_of(const Document& document) {
  if (!document.site.empty()) return document.site;
  const std::size_t scheme = document.url.find("://");
  const std::string_view rest = scheme == std::string_view::npos ? document.url : document.url.substr(scheme + 3);
  return rest.substr(0, rest.find_first_of(":/?#"));
}

EncodingHints hints_of(const Document& document) {
  return {document.lang, host_of(document)};
}

std::string_view name_unless_utf8(Encoding encoding) {
  return encoding == Encoding::utf_8 ? std::string_view() : name(encoding);
}

}  // namespace

DecodedText TextDecoder::text(std::string_view bytes, std::string_view transport, const Document& known) {
  const Encoding encoding = find_text_encoding(bytes, transport, hints_of(known)).encoding;
  // With its byte-order mark, which belongs to what is not to be changed.
  if (encoding == Encoding::utf_8) return {bytes, {}};
  return {to_utf8(bytes, encoding, utf8_).text, name(encoding)};
}

DecodedText TextDecoder::page(std::string_view bytes, std::string_view transport, const Document& known) {
  const Encoding encoding = find_page_encoding(bytes, transport, hints_of(known)).encoding;
  return {utf8_page(to_utf8(bytes, encoding, utf8_).text), name_unless_utf8(encoding)};
}

std::string_view TextDecoder::utf8_page(std::string_view page) {
  visible_.clear();
  visible_text(page, visible_, facts_);
  return visible_;
}

}  // namespace pith
