#include "oracle/shortcodes.h"

#include <algorithm>
#include <optional>

#include "text/match_form.h"
#include "text/unicode.h"

namespace pith::oracle {
namespace {

constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr bool is_name_byte(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

std::string lower(std::string_view name) {
  std::string out(name);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

// `'` or `"` for a quote of that family, typographic ones included; 0 for all else.
char quote_family(std::string_view line, std::size_t at) {
  std::string plain;
  build_match_form(line.substr(at, decode(line, at).size), plain);
  return plain == "'" || plain == "\"" ? plain.front() : '\0';
}

// The place behind the quoted value whose opening quote stands at `at`; nothing when it is not closed on this line.
std::optional<std::size_t> behind_quoted(std::string_view line, std::size_t at) {
  const char family = quote_family(line, at);
  for (std::size_t i = at + decode(line, at).size; i < line.size(); i += decode(line, i).size) {
    if (quote_family(line, i) == family) return i + decode(line, i).size;
  }
  return std::nullopt;
}

// Where the attributes that start at `at` end: at a bracket outside quotes or at the end of the line.
std::size_t attributes_end(std::string_view line, std::size_t at) {
  bool after_equals = false;
  while (at < line.size() && line[at] != ']' && line[at] != '[') {
    const std::size_t next = at + decode(line, at).size;
    // A quote that nothing closes on this line is no quote.
    const bool quote = after_equals && quote_family(line, at) != '\0';
    after_equals = line[at] == '=';
    at = quote ? behind_quoted(line, at).value_or(next) : next;
  }
  return at;
}

// What starts at a bracket: a tag when `whole`, else something that ends at `span.end` and is none.
struct Attempt {
  Tag tag;
  bool whole = false;
};

// The bracket stands at `at` of the line. Spans are bytes of the line.
Attempt attempt_tag(std::string_view line, std::size_t at) {
  Attempt attempt;
  std::size_t i = at + 1;
  attempt.tag.closing = i < line.size() && line[i] == '/';
  i += attempt.tag.closing;
  const std::size_t name = i;
  while (i < line.size() && is_name_byte(line[i])) ++i;
  attempt.tag.name = lower(line.substr(name, i - name));
  const bool named = i > name && is_letter(line[name]) && i < line.size() &&
                     std::string_view("] \t/=").find(line[i]) != std::string_view::npos;
  if (named) i = attributes_end(line, i);
  attempt.whole = named && i < line.size() && line[i] == ']';
  attempt.tag.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(attempt.whole ? i + 1 : i)};
  return attempt;
}

// `*` stands for any run of characters. Fills one row a pattern byte: where in the name the pattern can have got to.
bool fits_wildcard(std::string_view pattern, std::string_view name) {
  std::vector<bool> reached(name.size() + 1, false);
  reached[0] = true;
  for (const char p : pattern) {
    std::vector<bool> next(name.size() + 1, false);
    for (std::size_t i = 0; i <= name.size(); ++i) {
      if (p == '*') next[i] = reached[i] || (i > 0 && next[i - 1]);
      if (p != '*') next[i] = i > 0 && reached[i - 1] && name[i - 1] == p;
    }
    reached = next;
  }
  return reached[name.size()];
}

}  // namespace

std::vector<Tag> find_tags(const ast::Rule& rule, const Text& text, std::size_t line) {
  const std::string_view whole = text.line(line).text(text.document());
  std::vector<Tag> tags;
  for (std::size_t at = whole.find('['); at != std::string_view::npos;) {
    Attempt attempt = attempt_tag(whole, at);
    Tag& tag = attempt.tag;
    at = whole.find('[', tag.span.end);
    const auto named = [&](const std::string& pattern) { return fits_wildcard(pattern, tag.name); };
    if (!attempt.whole || !std::ranges::any_of(rule.shortcodes, named)) continue;
    tag.line = line;
    tag.span.begin += text.line(line).begin;
    tag.span.end += text.line(line).begin;
    tags.push_back(tag);
  }
  return tags;
}

std::vector<Stretch> pair_up(const std::vector<Tag>& tags) {
  std::vector<Stretch> stretches;
  std::vector<bool> paired(tags.size(), false);
  for (std::size_t close = 0; close < tags.size(); ++close) {
    if (!tags[close].closing) continue;
    for (std::size_t open = close; open > 0; --open) {
      const Tag& tag = tags[open - 1];
      if (tag.closing || paired[open - 1] || tag.name != tags[close].name) continue;
      paired[open - 1] = true;
      stretches.push_back({tag.span.begin, tags[close].span.end});
      break;
    }
  }
  for (const Tag& tag : tags) stretches.push_back(tag.span);
  return stretches;
}

}  // namespace pith::oracle
