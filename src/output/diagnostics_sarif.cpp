// Mistakes as a SARIF 2.1.0 log (OASIS), for code scanning.
#include <set>

#include "output/diagnostics.h"
#include "output/names.h"
#include "pith.h"
#include "text/json.h"

namespace pith {
namespace {

// A path as a relative reference (RFC 3986): everything but unreserved characters and slashes is percent-encoded.
std::string as_uri(std::string_view path) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  constexpr std::string_view kPlain = "-._~/";
  std::string uri;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter_or_digit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter_or_digit || kPlain.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      uri += '%';
      uri += kHex[byte >> 4];
      uri += kHex[byte & 15];
    }
  }
  return uri;
}

void write_text(JsonWriter& json, std::string_view key, std::string_view text) {
  json.key(key).begin_object().member("text", text).end_object();
}

void write_tool(JsonWriter& json, std::span<const Diagnostic> mistakes) {
  json.key("tool").begin_object().key("driver").begin_object();
  json.member("name", "pith").member("version", version()).key("rules").begin_array();
  std::set<std::string_view> codes;
  for (const Diagnostic& mistake : mistakes) codes.insert(mistake.code);
  for (const std::string_view code : codes) {
    json.begin_object().member("id", code);
    if (const auto help = explain_code(code)) {
      write_text(json, "shortDescription", help->title);
      write_text(json, "fullDescription", help->explanation);
    }
    json.end_object();
  }
  json.end_array().end_object().end_object();
}

void write_result(JsonWriter& json, const Diagnostic& mistake) {
  json.begin_object().member("ruleId", mistake.code).member("level", name_of(mistake.severity));
  write_text(json, "message", mistake.help.empty() ? mistake.message : mistake.message + "\n" + mistake.help);
  json.key("locations").begin_array().begin_object().key("physicalLocation").begin_object();
  json.key("artifactLocation").begin_object().member("uri", std::string_view(as_uri(mistake.file))).end_object();
  json.key("region")
      .begin_object()
      .member("startLine", std::uint64_t{mistake.at.line})
      .member("startColumn", std::uint64_t{mistake.at.column})
      .member("endColumn", std::uint64_t{mistake.at.column} + mistake.at.width)
      .end_object();
  json.end_object().end_object().end_array().end_object();
}

void write_sarif(std::span<const Diagnostic> mistakes, const Palette& /*palette*/, std::string& out) {
  JsonWriter json;
  json.begin_object()
      .member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      .member("version", "2.1.0")
      .key("runs")
      .begin_array()
      .begin_object();
  write_tool(json, mistakes);
  json.member("columnKind", "unicodeCodePoints").key("results").begin_array();
  for (const Diagnostic& mistake : mistakes) write_result(json, mistake);
  json.end_array().end_object().end_array().end_object();
  out += json.take() + '\n';
}

}  // namespace

const MessageFormat kSarifMessages{"sarif", "a SARIF 2.1.0 log for code scanning", write_sarif};

}  // namespace pith
