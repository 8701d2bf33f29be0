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
  for (const Line& line : lines) {
    const std::size_t before = words_.size();
    append_words(line.text(gold), words_);
    const auto own = std::span(words_).subspan(before);
    if (!own.empty() && own.size() < kRun) ++short_lines_[hash_of(own)];
  }
  for (std::size_t i = 0; i + kRun <= words_.size(); ++i) ++runs_[hash_of(std::span(words_).subspan(i, kRun))];
}

bool GoldLines::take(std::string_view line) {
  words_.clear();
  append_words(line, words_);
  if (words_.empty()) return false;
  if (words_.size() < kRun) {
    const auto found = short_lines_.find(hash_of(words_));
    return found != short_lines_.end() && found->second > 0 && found->second-- > 0;
  }
  std::vector<Left::iterator> found;
  const std::size_t runs = words_.size() - kRun + 1;
  for (std::size_t i = 0; i < runs; ++i) {
    const auto run = runs_.find(hash_of(std::span(words_).subspan(i, kRun)));
    if (run != runs_.end() && run->second > 0) found.push_back(run);
  }
  if (found.size() * 2 < runs) return false;
  for (const Left::iterator& run : found) run->second -= run->second > 0 ? 1 : 0;
  return true;
}

}  // namespace pith
