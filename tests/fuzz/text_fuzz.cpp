// Any bytes as a document's text: lines cover it, match forms are UTF-8 that knows where it comes from, and characters
// that are called plain are.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "text/lines.h"
#include "text/match_form.h"
#include "text/plain.h"
#include "text/unicode.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

void check_lines(std::string_view text) {
  std::vector<pith::Line> lines;
  pith::split_lines(text, lines);
  std::uint32_t behind = 0;
  std::uint32_t visible = 0;
  for (const pith::Line& line : lines) {
    check(line.begin == behind && line.begin <= line.end && line.end <= line.next && line.begin < line.next);
    check(line.blank == pith::is_blank(line.text(text)));
    behind = line.next;
    visible += pith::count_visible(line.text(text));
  }
  check(behind == text.size());
  check(visible == pith::count_visible(text));
}

void check_form(std::string_view text) {
  std::string form;
  std::string mapped;
  pith::FormMap map;
  const pith::MatchForm edges = pith::build_match_form(text, form);
  const pith::MatchForm same = pith::build_match_form(text, mapped, &map);
  check(form == mapped && edges.first == same.first && edges.last == same.last);
  check(edges.first <= edges.last && edges.last <= form.size() && edges.end == form.size());
  check(pith::is_valid_utf8(form));
  check(!pith::is_blank(text) || form.empty());
  check(map.source_begin.size() == form.size() && map.source_end.size() == form.size());
  for (std::size_t i = 0; i < form.size(); ++i)
    check(map.source_begin[i] < map.source_end[i] && map.source_end[i] <= text.size());
}

// Appends with white space folded, as a match form is.
void append_folded(std::string& out, std::string_view piece) {
  for (const char c : piece) {
    if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
  }
}

// What the match form must be if all characters are plain; false when one is odd.
bool form_of_plain(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size();) {
    const pith::Decoded d = pith::decode(text, i);
    if (d.valid && d.code_point >= 0x80 &&
        pith::plain_at(text, i).entry == static_cast<std::uint16_t>(pith::PlainKind::odd)) {
      return false;
    }
    // Between two letters, so that white space is seen.
    std::string between;
    pith::build_match_form("x" + std::string(text.substr(i, d.size)) + "x", between);
    append_folded(out, std::string_view(between).substr(1, between.size() - 2));
    i += d.size;
  }
  if (out.ends_with(' ')) out.pop_back();
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_lines(text);
  check_form(text);
  std::string plain;
  if (!form_of_plain(text, plain)) return 0;
  std::string form;
  pith::build_match_form(text, form);
  check(form == plain);
  return 0;
}
