#include "engine/shortcodes.h"

#include "text/match_form.h"
#include "text/unicode.h"

namespace pith {
namespace {

constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool is_name_byte(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

// Scans one line, left to right, never back.
class TagScanner {
 public:
  TagScanner(std::string_view line, std::vector<ShortcodeTag>& tags) : line_(line), tags_(tags) {}

  void scan() {
    std::size_t at = line_.find('[');
    while (at != std::string_view::npos) at = line_.find('[', tag(at));
  }

 private:
  // Reads the tag that may start at `open`; where to look for the next one.
  std::size_t tag(std::size_t open) {
    std::size_t i = open + 1;
    const bool closing = i < line_.size() && line_[i] == '/';
    i += closing;
    const std::size_t name = i;
    while (i < line_.size() && is_name_byte(line_[i])) ++i;
    if (i == name || !is_letter(line_[name])) return open + 1;
    const std::size_t name_end = i;
    if (i < line_.size() && line_[i] != ']' && line_[i] != ' ' && line_[i] != '\t' && line_[i] != '/' &&
        line_[i] != '=') {
      return i;
    }
    while (i < line_.size()) {
      const Decoded d = decode(line_, i);
      if (d.code_point == '[') return i;
      i += d.size;
      if (d.code_point == ']') {
        add(open, i, line_.substr(name, name_end - name), closing);
        return i;
      }
      if (d.code_point == '=') i = skip_value(i);
    }
    return i;
  }

  // Behind the quoted value at `i`; `i` itself where there is none or it is never closed. Text that went through a
  // typographer has “ and ″ where the author typed ", in any pairing.
  std::size_t skip_value(std::size_t i) {
    if (i >= line_.size()) return i;
    const Decoded open = decode(line_, i);
    const char quote = plain_quote(open.code_point);
    if (quote == '\0' || last_quote(quote) <= i) return i;
    for (std::size_t j = i + open.size; j < line_.size();) {
      const Decoded d = decode(line_, j);
      j += d.size;
      if (plain_quote(d.code_point) == quote) return j;
    }
    return i;
  }

  // Where the last quote of this kind stands, so that a value that is never closed costs no search.
  std::size_t last_quote(char quote) {
    if (!knows_last_) {
      for (std::size_t i = 0; i < line_.size();) {
        const Decoded d = decode(line_, i);
        if (const char q = plain_quote(d.code_point); q != '\0') (q == '"' ? last_dual_ : last_single_) = i;
        i += d.size;
      }
      knows_last_ = true;
    }
    return quote == '"' ? last_dual_ : last_single_;
  }

  void add(std::size_t begin, std::size_t end, std::string_view name, bool closing) {
    ShortcodeTag tag;
    tag.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    tag.name = name;
    for (char& c : tag.name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    tag.closing = closing;
    tags_.push_back(std::move(tag));
  }

  std::string_view line_;
  std::vector<ShortcodeTag>& tags_;
  std::size_t last_single_ = 0;
  std::size_t last_dual_ = 0;
  bool knows_last_ = false;
};

}  // namespace

void scan_shortcodes(std::string_view line, std::vector<ShortcodeTag>& tags) {
  TagScanner(line, tags).scan();
}

bool wildcard_matches(std::string_view pattern, std::string_view name) {
  std::size_t p = 0;
  std::size_t n = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = n;
    } else if (p < pattern.size() && pattern[p] == name[n]) {
      ++p;
      ++n;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      n = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace pith
