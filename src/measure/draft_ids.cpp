#include "measure/draft_ids.h"

#include <fmt/format.h>

#include <set>
#include <string>

#include "text/match_form.h"
#include "text/unicode.h"

namespace pith {
namespace {

constexpr std::size_t kLongest = 28;  // code points; cut behind a word where that is possible

// What the rule is about; of a regex, without what stands for any number or word.
std::string plain_text(const DraftRule& rule) {
  if (rule.word == DraftWord::date) return "date " + rule.where_phrase;
  if (rule.word == DraftWord::number) return "number " + rule.where_phrase;
  const std::string& pattern = rule.patterns.front();
  if (rule.word != DraftWord::like) return pattern;
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern.compare(i, 10, "[\\s\\p{Z}]+") == 0) {
      out += ' ';
      i += 9;
    } else if (pattern[i] == '\\' && i + 1 < pattern.size()) {
      ++i;
      const bool is_class = pattern[i] == 'd' || pattern[i] == 'S';
      out += is_class ? ' ' : pattern[i];
    } else {
      out += pattern[i];
    }
  }
  return out;
}

std::string words_of(std::string_view text) {
  std::string form;
  build_match_form(text, form);
  std::string out;
  std::size_t points = 0;
  std::size_t behind_word = 0;
  for (std::size_t i = 0; i < form.size();) {
    const Decoded d = decode(form, i);
    if (d.valid && is_word(d.code_point)) {
      if (points >= kLongest) {
        if (behind_word > 0) out.resize(behind_word);
        break;
      }
      ++points;
      out += form.substr(i, d.size);
    } else if (!out.empty() && out.back() != '-') {
      behind_word = out.size();
      out += '-';
      ++points;
    }
    i += d.size;
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out.empty() ? "line" : out;
}

}  // namespace

void make_draft_ids(std::span<DraftRule> rules) {
  std::set<std::string> used;
  for (DraftRule& rule : rules) {
    const std::string base = words_of(plain_text(rule));
    rule.id = base;
    for (int i = 2; !used.insert(rule.id).second; ++i) rule.id = fmt::format("{}-{}", base, i);
  }
}

}  // namespace pith
