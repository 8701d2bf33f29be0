#include "output/warc_writer.h"

#include <fmt/format.h>

#include <iterator>

#include "output/digest.h"
#include "text/header_fields.h"

namespace pith {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

// The end of the last line of a field.
std::string_view line_end(std::string_view lines) {
  const std::string_view last = lines.substr(without_line_end(lines).size());
  return last.empty() ? kLineEnd : last;
}

// Appends the field with another value.
void append_with(const HeaderField& field, std::string_view value, std::string& out) {
  const auto before = static_cast<std::size_t>(field.value.data() - field.lines.data());
  out += field.lines.substr(0, before);
  out += value;
  out += line_end(field.lines);
}

void append_length(std::size_t length, std::string_view end, std::string& out) {
  fmt::format_to(std::back_inserter(out), "Content-Length: {}{}", length, end);
}

void append_block(std::string_view block, std::string& out) {
  out += block;
  out += kLineEnd;
  out += kLineEnd;
}

}  // namespace

void append_warc_record(std::string_view header, std::string_view block, std::string& out) {
  out += take_line(header);
  bool has_length = false;
  while (!header.empty()) {
    const HeaderField field = take_field(header);
    if (equal_but_case(field.name, "Content-Length")) {
      has_length = true;
      append_with(field, fmt::to_string(block.size()), out);
    } else if (equal_but_case(field.name, "WARC-Block-Digest") || equal_but_case(field.name, "WARC-Payload-Digest")) {
      append_with(field, warc_digest_like(field.value, block), out);
    } else {
      if (without_line_end(field.lines).empty() && !has_length) append_length(block.size(), field.lines, out);
      out += field.lines;
    }
  }
  append_block(block, out);
}

void append_warc_conversion(std::string_view header, std::string_view text, std::string& out) {
  const std::string_view version = without_line_end(take_line(header));
  const auto field = [&](std::string_view name) { return find_field(header, name).value_or(""); };
  const auto append = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) fmt::format_to(std::back_inserter(out), "{}: {}\r\n", name, value);
  };
  const std::string target = field("WARC-Target-URI");
  const std::string date = field("WARC-Date");
  const std::string id = field("WARC-Record-ID");
  // Drafts of the standard are not written any more.
  out += version == "WARC/1.1" ? version : "WARC/1.0";
  out += kLineEnd;
  append("WARC-Type", "conversion");
  append("WARC-Target-URI", target);
  append("WARC-Date", date);
  append("WARC-Record-ID", fmt::format("<urn:uuid:{}>", uuid_of(id.empty() ? target + ' ' + date : id)));
  append("WARC-Refers-To", id);
  append("WARC-Block-Digest", warc_digest(text));
  append("WARC-Identified-Content-Language", field("WARC-Identified-Content-Language"));
  append("Content-Type", "text/plain");
  append_length(text.size(), kLineEnd, out);
  out += kLineEnd;
  append_block(text, out);
}

}  // namespace pith
