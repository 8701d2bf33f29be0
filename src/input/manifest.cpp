#include "input/manifest.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <simdjson.h>

#include "input/descriptor.h"
#include "input/file.h"
#include "text/json.h"
#include "text/unicode.h"

namespace pith {
namespace {

namespace dom = simdjson::dom;

// Sums are two groups deep; what stands deeper was not written by pith.
constexpr int kDeepestGroup = 2;

Sums sums_of(const dom::object& object, int depth = 0) {
  Sums sums;
  for (const auto& [name, value] : object) {
    if (std::uint64_t number = 0; value.get_uint64().get(number) == simdjson::SUCCESS) {
      sums.numbers.emplace(name, number);
    } else if (dom::object group; depth < kDeepestGroup && value.get_object().get(group) == simdjson::SUCCESS) {
      sums.groups.emplace(name, sums_of(group, depth + 1));
    }
  }
  return sums;
}

// A name may be of any bytes, and JSON is UTF-8: then every byte is written as the character of its number.
std::string bytes_of(std::string_view characters) {
  std::string bytes;
  for (std::size_t i = 0; i < characters.size();) {
    const Decoded next = decode(characters, i);
    bytes += static_cast<char>(next.code_point);
    i += next.size;
  }
  return bytes;
}

std::string characters_of(std::string_view bytes) {
  std::string characters;
  for (const char byte : bytes) {
    const Encoded character(static_cast<unsigned char>(byte));
    characters += character.text();
  }
  return characters;
}

bool read_input(const dom::object& object, Finished& input) {
  std::string_view name;
  if (object["input"].get_string().get(name) == simdjson::SUCCESS) {
    input.input = name;
  } else if (object["input_bytes"].get_string().get(name) == simdjson::SUCCESS) {
    input.input = bytes_of(name);
  } else {
    return false;
  }
  dom::object sums;
  if (object["size"].get_uint64().get(input.size) != simdjson::SUCCESS ||
      object["modified"].get_int64().get(input.modified) != simdjson::SUCCESS ||
      object["written"].get_uint64().get(input.written) != simdjson::SUCCESS ||
      object["sums"].get_object().get(sums) != simdjson::SUCCESS) {
    return false;
  }
  input.sums = sums_of(sums);
  return true;
}

}  // namespace

Result<ManifestText> read_manifest(const std::string& path) {
  ManifestText manifest;
  if (::access(path.c_str(), F_OK) != 0) return manifest;
  std::string text;
  if (auto file = read_file(path, text); !file) return tl::unexpected(std::move(file).error());
  dom::parser parser;
  std::string_view rest = text;
  for (std::size_t end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    dom::object object;
    if (parser.parse(line.data(), line.size()).get_object().get(object) != simdjson::SUCCESS) break;
    if (manifest.size == 0) {
      std::string_view key;
      if (object["key"].get_string().get(key) != simdjson::SUCCESS) break;
      manifest.key = key;
    } else {
      Finished input;
      if (!read_input(object, input)) break;
      input.end = text.size() - rest.size();
      manifest.inputs.push_back(std::move(input));
    }
    manifest.size = text.size() - rest.size();
  }
  return manifest;
}

std::string manifest_head(std::string_view key) {
  JsonWriter json;
  json.begin_object().member("key", key).end_object();
  return json.take() + '\n';
}

std::string manifest_line(const Finished& input, std::string_view sums) {
  std::string line = "{";
  if (is_valid_utf8(input.input)) {
    line += "\"input\":";
    append_json_string(line, input.input);
  } else {
    line += "\"input_bytes\":";
    append_json_string(line, characters_of(input.input));
  }
  line += fmt::format(R"(,"size":{},"modified":{},"written":{},"sums":)", input.size, input.modified, input.written);
  line += sums;
  while (line.ends_with('\n')) line.pop_back();
  line += "}\n";
  return line;
}

}  // namespace pith
