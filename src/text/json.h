// Writes JSON (RFC 8259).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace pith {

// Appends `text` as a JSON string with its quotes. Ill-formed UTF-8 becomes U+FFFD.
void append_json_string(std::string& out, std::string_view text);

// Builds one JSON value in memory; the caller nests begin and end rightly.
class JsonWriter {
 public:
  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);
  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(std::uint64_t number);
  // The shortest digits that read back as this very number, which must be finite.
  JsonWriter& value(double number);
  JsonWriter& value(bool flag);

  // The same as key(name).value(text) and so on.
  template <class T>
  JsonWriter& member(std::string_view name, const T& what) {
    return key(name).value(what);
  }

  const std::string& text() const { return out_; }
  std::string take() { return std::move(out_); }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();

  std::string out_;
  bool first_ = true;  // no comma before the next value
  bool after_key_ = false;
};

}  // namespace pith
