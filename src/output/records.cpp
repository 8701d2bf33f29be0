#include "output/records.h"

#include <fmt/format.h>

#include "output/base64.h"
#include "output/names.h"
#include "text/json.h"
#include "text/unicode.h"

namespace pith {
namespace {

std::string line_of(JsonWriter& json) {
  std::string line = json.take();
  line += '\n';
  return line;
}

// A name for people, and its exact bytes where that is not the same: two names must never become one.
void write_name(JsonWriter& json, std::string_view key, std::string_view key_of_base64, std::string_view name) {
  json.member(key, name);
  if (!is_valid_utf8(name)) json.member(key_of_base64, std::string_view(base64(name)));
}

void write_id(JsonWriter& json, std::string_view id) {
  write_name(json, "id", "id_base64", id);
}

void write_known(JsonWriter& json, std::string_view key, std::string_view value) {
  if (!value.empty()) json.member(key, value);
}

void write_head(JsonWriter& json, const Cleaned& cleaned) {
  json.begin_object();
  write_id(json, cleaned.id());
  json.member("site", std::string_view(cleaned.outcome.choice->site));
  write_known(json, "encoding", cleaned.encoding);
}

void write_notices(JsonWriter& json, const Cleaned& cleaned) {
  json.key("notices").begin_array();
  for (const Notice& notice : cleaned.outcome.notices) {
    json.begin_object().member("kind", name_of(notice.kind));
    if (concerns_a_rule(notice.kind)) json.member("rule", cleaned.program.rule(notice.rule).name);
    if (notice.line != 0) json.member("line", std::uint64_t{notice.line});
    json.member("detail", std::string_view(notice.detail)).end_object();
  }
  json.end_array();
}

void write_place(JsonWriter& json, const Edit& edit) {
  json.member("start", std::uint64_t{edit.span.begin}).member("end", std::uint64_t{edit.span.end});
}

void write_rule(JsonWriter& json, const RuleView& rule) {
  json.member("rule", rule.name).member("file", rule.file).member("line", std::uint64_t{rule.line});
}

// Text that must come back byte for byte.
void write_bytes(JsonWriter& json, std::string_view key, std::string_view key_of_base64, std::string_view bytes) {
  if (is_valid_utf8(bytes)) {
    json.member(key, bytes);
  } else {
    json.member(key_of_base64, std::string_view(base64(bytes)));
  }
}

}  // namespace

std::string Cleaned::id() const {
  if (record == 0) return std::string(input);
  return document.id.empty() ? fmt::format("{}:{}", input, record) : std::string(document.id);
}

std::string text_record(const Cleaned& cleaned) {
  std::string left;
  apply(cleaned.document.text, cleaned.outcome.edits, left);
  JsonWriter json;
  write_head(json, cleaned);
  if (cleaned.record != 0) {
    write_known(json, "url", cleaned.document.url);
    write_known(json, "date", cleaned.document.date);
    write_known(json, "lang", cleaned.document.lang);
  }
  json.member("text", std::string_view(left));
  if (!cleaned.outcome.notices.empty()) write_notices(json, cleaned);
  json.end_object();
  return line_of(json);
}

std::string spans_record(const Cleaned& cleaned) {
  JsonWriter json;
  write_head(json, cleaned);
  json.key("edits").begin_array();
  for (const Edit& edit : cleaned.outcome.edits) {
    json.begin_object();
    write_place(json, edit);
    json.member("rule", cleaned.program.rule(edit.rule).name);
    if (!edit.with.empty()) json.member("with", edit.with);
    json.end_object();
  }
  json.end_array().end_object();
  return line_of(json);
}

std::string failed_record(std::uint64_t record, std::string_view problem) {
  std::string line = R"({"id":null,"record":)" + std::to_string(record) + R"(,"error":)";
  append_json_string(line, problem);
  return line + "}\n";
}

std::string explain_record(const Cleaned& cleaned) {
  const Choice& choice = *cleaned.outcome.choice;
  JsonWriter json;
  write_head(json, cleaned);
  json.member("site_source", name_of(choice.source)).member("lang", std::string_view(choice.lang));
  json.key("files").begin_array();
  for (const std::string_view file : choice.files) json.value(file);
  json.end_array().key("edits").begin_array();
  for (const Edit& edit : cleaned.outcome.edits) {
    json.begin_object();
    write_place(json, edit);
    write_rule(json, cleaned.program.rule(edit.rule));
    if (!edit.with.empty()) json.member("with", edit.with);
    json.end_object();
  }
  json.end_array();
  write_notices(json, cleaned);
  json.end_object();
  return line_of(json);
}

std::string why_record(std::string_view id, const RuleView& rule, std::span<const std::string> why) {
  JsonWriter json;
  json.begin_object();
  write_id(json, id);
  write_rule(json, rule);
  json.key("why").begin_array();
  for (const std::string& sentence : why) json.value(std::string_view(sentence));
  json.end_array().end_object();
  return line_of(json);
}

std::string ledger_lines(const Cleaned& cleaned) {
  std::string lines;
  const auto begin_line = [&](JsonWriter& json) {
    json.begin_object();
    write_name(json, "document", "document_base64", cleaned.input);
    if (cleaned.record != 0) json.member("record", cleaned.record);
  };
  if (!cleaned.encoding.empty()) {
    JsonWriter json;
    begin_line(json);
    json.member("encoding", cleaned.encoding).end_object();
    lines += line_of(json);
  }
  for (const Edit& edit : cleaned.outcome.edits) {
    JsonWriter json;
    begin_line(json);
    write_place(json, edit);
    write_rule(json, cleaned.program.rule(edit.rule));
    write_bytes(json, "text", "base64", cleaned.document.text.substr(edit.span.begin, edit.span.size()));
    if (!edit.with.empty()) write_bytes(json, "with", "with_base64", edit.with);
    json.end_object();
    lines += line_of(json);
  }
  return lines;
}

}  // namespace pith
