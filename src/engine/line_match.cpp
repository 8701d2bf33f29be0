#include "engine/line_match.h"

#include <algorithm>
#include <cstring>

#include "text/line_shape.h"

namespace pith {
namespace {

using ast::Shape;
using ast::Word;

bool count_holds(const ast::Count& count, LineTable& table, LineIndex line) {
  const bool more = count.unit == ast::Count::Unit::words
                        ? table.has_words(line, std::uint64_t{count.n} + count.at_most)
                        : table.has_chars(line, std::uint64_t{count.n} + count.at_most);
  return more != count.at_most;
}

bool repeats(const ast::Repeats& what, LineTable& table, LineIndex line) {
  return (what.above && table.repeats_above(line)) || (what.below && table.repeats_below(line)) ||
         (what.title && table.is_title(line));
}

bool has_shape(const CompiledMatcher& matcher, LineTable& table, LineIndex line) {
  switch (matcher.shape) {
    case Shape::any:
      return true;
    case Shape::prose:
      return table.is_prose(line);
    case Shape::sentence:
      return table.has_sentence_end(line);
    case Shape::caps:
      return is_caps_line(table.trimmed(line));
    case Shape::date:
      return is_date_line(table.trimmed(line));
    case Shape::digits:
      return has_digit(table.trimmed(line));
    case Shape::number:
      return is_number_line(table.trimmed(line));
    case Shape::address:
      return is_address_line(table.trimmed(line));
    case Shape::repeats:
      return repeats(matcher.repeats, table, line);
  }
  return false;
}

}  // namespace

bool stands_at(std::string_view form, std::size_t at, std::string_view phrase) {
  return form.substr(at).starts_with(phrase) && is_word_edge(form, at) && is_word_edge(form, at + phrase.size());
}

std::size_t find_phrase(std::string_view form, std::string_view phrase, std::size_t from) {
  while (from + phrase.size() <= form.size()) {
    // glibc's memmem takes linear time whatever the phrase; string_view::find does not.
    const void* found = memmem(form.data() + from, form.size() - from, phrase.data(), phrase.size());
    if (found == nullptr) break;
    const auto at = static_cast<std::size_t>(static_cast<const char*>(found) - form.data());
    if (is_word_edge(form, at) && is_word_edge(form, at + phrase.size())) return at;
    from = at + 1;
  }
  return std::string_view::npos;
}

bool phrase_matches(Word word, bool exact, std::string_view phrase, const LineTable& table, LineIndex line) {
  switch (word) {
    case Word::is:
      return (exact ? table.trimmed(line) : table.form_inside(line)) == phrase;
    case Word::starts:
      return stands_at(exact ? table.trimmed(line) : table.form_from_first(line), 0, phrase);
    case Word::ends: {
      const std::string_view whole = exact ? table.trimmed(line) : table.form_to_last(line);
      return whole.size() >= phrase.size() && stands_at(whole, whole.size() - phrase.size(), phrase);
    }
    case Word::has:
      return find_phrase(exact ? table.trimmed(line) : table.form(line), phrase) != std::string_view::npos;
    case Word::like:
    case Word::any:
      break;
  }
  return false;
}

bool pattern_matches(const ProgramData& program, Word word, std::uint32_t pattern, const LineTable& table,
                     LineIndex line) {
  if (word == Word::like) return program.regexes[pattern].matches(table.trimmed(line));
  const Phrase& phrase = program.phrases[pattern];
  return phrase_matches(word, phrase.exact, phrase.text, table, line);
}

bool base_matches(const ProgramData& program, const CompiledMatcher& matcher, LineTable& table, LineIndex line) {
  if (matcher.word == Word::any) return has_shape(matcher, table, line);
  return std::ranges::any_of(matcher.patterns, [&](std::uint32_t pattern) {
    return pattern_matches(program, matcher.word, pattern, table, line);
  });
}

bool counts_hold(const CompiledMatcher& matcher, LineTable& table, LineIndex line) {
  return std::ranges::all_of(matcher.counts, [&](const ast::Count& c) { return count_holds(c, table, line); });
}

bool is_excluded(const ProgramData& program, const CompiledMatcher& matcher, LineTable& table, LineIndex line) {
  return std::ranges::any_of(matcher.excludes, [&](MatcherId m) { return matcher_matches(program, m, table, line); });
}

bool matcher_matches(const ProgramData& program, MatcherId id, LineTable& table, LineIndex line) {
  if (table[line].blank) return false;
  const CompiledMatcher& matcher = program.matchers[id];
  return counts_hold(matcher, table, line) && base_matches(program, matcher, table, line) &&
         !is_excluded(program, matcher, table, line);
}

}  // namespace pith
