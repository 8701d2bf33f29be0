#include "measure/gold_lines.h"

#include <xxhash.h>

#include <span>

#include "text/lines.h"
#include "text/match_form.h"
#include "text/unicode.h"

namespace pith {
namespace {

constexpr std::size_t kRun = 3;

// Appends a hash for each word. In a script without spaces every character is one.
void append_words(std::string_view text, std::vector<std::uint64_t>& words) {
  std::string form;
  build_match_form(text, form);
  std::size_t begin = 0;
  const auto end_word = [&](std::size_t end) {
    if (begin < end) words.push_back(XXH3_64bits(form.data() + begin, end - begin));
  };
  for (std::size_t i = 0; i < form.size();) {
    const Decoded d = decode(form, i);
    const bool inside = d.valid && is_word(d.code_point);
    if (!inside || is_spaceless(d.code_point)) {
      end_word(i);
      begin = inside ? i : i + d.size;
    }
    i += d.size;
    if (inside && is_spaceless(d.code_point)) {
      end_word(i);
      begin = i;
    }
  }
  end_word(form.size());
}

std::uint64_t hash_of(std::span<const std::uint64_t> words) {
  return XXH3_64bits(words.data(), words.size_bytes());
}

}  // namespace

GoldLines::GoldLines(std::string_view gold) {
  std::vector<Line> lines;
  split_lines(gold, lines);
  std::vector<std::uint64_t> words;
  for (const Line& line : lines) {
    const std::size_t before = words.size();
    append_words(line.text(gold), words);
    const auto own = std::span(words).subspan(before);
    if (!own.empty() && own.size() < kRun) short_lines_.insert(hash_of(own));
  }
  for (std::size_t i = 0; i + kRun <= words.size(); ++i) runs_.insert(hash_of(std::span(words).subspan(i, kRun)));
}

bool GoldLines::has(std::string_view line) const {
  std::vector<std::uint64_t> words;
  append_words(line, words);
  if (words.empty()) return false;
  if (words.size() < kRun) return short_lines_.contains(hash_of(words));
  std::size_t found = 0;
  const std::size_t runs = words.size() - kRun + 1;
  for (std::size_t i = 0; i < runs; ++i) found += runs_.contains(hash_of(std::span(words).subspan(i, kRun))) ? 1 : 0;
  return found * 2 >= runs;
}

}  // namespace pith
