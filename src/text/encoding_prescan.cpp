#include "text/encoding_prescan.h"

#include <algorithm>
#include <string>

namespace pith {
namespace {

constexpr std::string_view kSpace = "\t\n\f\r ";

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}
constexpr bool is_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}
constexpr bool is_space(char c) {
  return kSpace.find(c) != std::string_view::npos;
}

struct Attribute {
  std::string name;   // in lower case
  std::string value;  // in lower case
};

// "Extracting a character encoding from a meta element", in a value of lower case.
std::optional<Encoding> encoding_in_content(std::string_view content) {
  constexpr std::string_view kCharset = "charset";
  std::size_t at = 0;
  do {
    at = content.find(kCharset, at);
    if (at == std::string_view::npos) return std::nullopt;
    at = std::min(content.find_first_not_of(kSpace, at + kCharset.size()), content.size());
  } while (at == content.size() || content[at] != '=');
  at = content.find_first_not_of(kSpace, at + 1);
  if (at == std::string_view::npos) return std::nullopt;
  if (const char quote = content[at]; quote == '"' || quote == '\'') {
    const std::size_t end = content.find(quote, at + 1);
    if (end == std::string_view::npos) return std::nullopt;
    return encoding_for_label(content.substr(at + 1, end - at - 1));
  }
  return encoding_for_label(content.substr(at, content.find_first_of("\t\n\f\r ;", at) - at));
}

// A page that can say so in ASCII is not in UTF-16.
Encoding as_ascii_page(Encoding encoding) {
  return encoding == Encoding::utf_16be || encoding == Encoding::utf_16le ? Encoding::utf_8 : encoding;
}

// "Get an XML encoding": <?xml … encoding="…"?>.
std::optional<Encoding> xml_encoding(std::string_view bytes) {
  constexpr std::string_view kName = "encoding";
  if (!bytes.starts_with("<?xml")) return std::nullopt;
  bytes = bytes.substr(0, bytes.find('>'));
  const auto skip_blanks = [&](std::size_t at) {
    while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) <= ' ') ++at;
    return at;
  };
  std::size_t at = bytes.find(kName);
  if (at == std::string_view::npos) return std::nullopt;
  at = skip_blanks(at + kName.size());
  if (at == bytes.size() || bytes[at] != '=') return std::nullopt;
  at = skip_blanks(at + 1);
  if (at == bytes.size() || (bytes[at] != '"' && bytes[at] != '\'')) return std::nullopt;
  const std::size_t end = bytes.find(bytes[at], at + 1);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view label = bytes.substr(at + 1, end - at - 1);
  if (std::ranges::any_of(label, [](char c) { return static_cast<unsigned char>(c) <= ' '; })) return std::nullopt;
  const std::optional<Encoding> encoding = encoding_for_label(label);
  return encoding ? std::optional(as_ascii_page(*encoding)) : std::nullopt;
}

// Reads what <meta> says. Wherever the bytes end, nothing was found.
class Prescan {
 public:
  explicit Prescan(std::string_view bytes) : bytes_(bytes) {}

  std::optional<Encoding> run() {
    for (; at_ < bytes_.size(); ++at_) {
      const std::string_view rest = bytes_.substr(at_);
      if (rest.front() != '<') continue;
      if (rest.starts_with("<!--")) {
        skip_past(at_ + 2, "-->", 2);
      } else if (is_meta(rest)) {
        at_ += 5;
        if (const std::optional<Encoding> encoding = read_meta()) return encoding;
      } else if (is_tag(rest)) {
        at_ = std::min(bytes_.find_first_of("\t\n\f\r >", at_), bytes_.size());
        Attribute attribute;
        while (read_attribute(attribute)) {
        }
      } else if (rest.size() > 1 && (rest[1] == '!' || rest[1] == '/' || rest[1] == '?')) {
        skip_past(at_, ">", 0);
      }
    }
    return std::nullopt;
  }

 private:
  static bool is_meta(std::string_view rest) {
    constexpr std::string_view kMeta = "<meta";
    if (rest.size() <= kMeta.size() || !(is_space(rest[kMeta.size()]) || rest[kMeta.size()] == '/')) return false;
    return std::ranges::equal(rest.substr(0, kMeta.size()), kMeta, {}, lower);
  }
  static bool is_tag(std::string_view rest) {
    const std::size_t name = rest.starts_with("</") ? 2 : 1;
    return rest.size() > name && is_letter(rest[name]);
  }

  // To the last byte of what ends something.
  void skip_past(std::size_t from, std::string_view end, std::size_t last) {
    const std::size_t found = bytes_.find(end, from);
    at_ = found == std::string_view::npos ? bytes_.size() : found + last;
  }

  std::optional<Encoding> read_meta() {
    bool has_pragma = false;
    bool has_http_equiv = false;
    bool has_content = false;
    bool has_charset = false;
    std::optional<bool> needs_pragma;
    std::optional<Encoding> encoding;
    for (Attribute attribute; read_attribute(attribute);) {
      if (attribute.name == "http-equiv" && !has_http_equiv) {
        has_http_equiv = true;
        has_pragma = attribute.value == "content-type";
      } else if (attribute.name == "content" && !has_content) {
        has_content = true;
        if (encoding || has_charset) continue;
        encoding = encoding_in_content(attribute.value);
        if (encoding) needs_pragma = true;
      } else if (attribute.name == "charset" && !has_charset) {
        has_charset = true;
        encoding = encoding_for_label(attribute.value);
        needs_pragma = false;
      }
    }
    if (at_ >= bytes_.size() || !encoding || !needs_pragma || (*needs_pragma && !has_pragma)) return std::nullopt;
    if (*encoding == Encoding::x_user_defined) return Encoding::windows_1252;
    return as_ascii_page(*encoding);
  }

  // "Get an attribute". False when the tag or the bytes end.
  bool read_attribute(Attribute& attribute) {
    attribute = {};
    while (at_ < bytes_.size() && (is_space(bytes_[at_]) || bytes_[at_] == '/')) ++at_;
    if (at_ >= bytes_.size() || bytes_[at_] == '>') return false;
    for (; at_ < bytes_.size(); ++at_) {
      const char c = bytes_[at_];
      if (c == '=' && !attribute.name.empty()) return read_value(attribute);
      if (is_space(c)) break;
      if (c == '/' || c == '>') return true;
      attribute.name += lower(c);
    }
    skip_space();
    if (at_ < bytes_.size() && bytes_[at_] == '=') return read_value(attribute);
    return at_ < bytes_.size();
  }

  bool read_value(Attribute& attribute) {
    ++at_;
    skip_space();
    if (at_ >= bytes_.size()) return false;
    if (const char quote = bytes_[at_]; quote == '"' || quote == '\'') {
      for (++at_; at_ < bytes_.size() && bytes_[at_] != quote; ++at_) attribute.value += lower(bytes_[at_]);
      ++at_;
    } else {
      for (; at_ < bytes_.size() && !is_space(bytes_[at_]) && bytes_[at_] != '>'; ++at_)
        attribute.value += lower(bytes_[at_]);
    }
    return at_ < bytes_.size();
  }

  void skip_space() {
    while (at_ < bytes_.size() && is_space(bytes_[at_])) ++at_;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<Encoding> prescan_page(std::string_view bytes) {
  using namespace std::string_view_literals;
  bytes = bytes.substr(0, kPrescanBytes);
  if (bytes.starts_with("<\0?\0x\0"sv)) return Encoding::utf_16le;
  if (bytes.starts_with("\0<\0?\0x"sv)) return Encoding::utf_16be;
  if (const std::optional<Encoding> encoding = Prescan(bytes).run()) return encoding;
  return xml_encoding(bytes);
}

}  // namespace pith
