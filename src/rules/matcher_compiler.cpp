#include "rules/matcher_compiler.h"

#include <algorithm>
#include <utility>

#include "text/match_form.h"
#include "text/unicode.h"

namespace pith {
namespace {

using ast::Word;

// A string that two matchers share exactly when they are equal once compiled.
std::string key_of(const CompiledMatcher& matcher) {
  std::string key(1, static_cast<char>('A' + static_cast<int>(matcher.word)));
  for (const std::uint32_t pattern : matcher.patterns) key += 'p' + std::to_string(pattern);
  for (const ast::Count& count : matcher.counts) {
    key += count.unit == ast::Count::Unit::words ? 'w' : 'c';
    key += (count.at_most ? '<' : '>') + std::to_string(count.n);
  }
  for (const MatcherId exclude : matcher.excludes) key += '!' + std::to_string(exclude);
  key += static_cast<char>('A' + static_cast<int>(matcher.shape));
  if (matcher.repeats.above) key += 'a';
  if (matcher.repeats.below) key += 'b';
  if (matcher.repeats.title) key += 't';
  if (matcher.run != 0) key += 'r' + std::to_string(matcher.run) + 'o' + std::to_string(matcher.of);
  return key;
}

}  // namespace

std::string phrase_form(Word word, bool exact, std::string_view text) {
  if (exact) return std::string(trim(text));
  std::string form;
  const MatchForm edges = build_match_form(text, form);
  switch (word) {
    case Word::is:
      return form.substr(edges.first, edges.last - edges.first);
    case Word::starts:
      return edges.empty() ? std::string() : form.substr(edges.first);
    case Word::ends:
      return edges.empty() ? std::string() : form.substr(0, edges.last);
    case Word::has:
      return form;
    case Word::like:
    case Word::any:
      break;
  }
  return {};
}

bool MatcherCompiler::add_phrase(const ast::File& file, const ast::Matcher& matcher, const ast::Pattern& pattern,
                                 CompiledMatcher& compiled) {
  constexpr std::size_t kLongestPhrase = 1024;  // bytes; every place that a phrase might stand at costs its length
  if (pattern.text.size() > kLongestPhrase) {
    mistakes_.add(file, codes::kSyntax, pattern.at, "this phrase is too long", "at most 1,024 bytes",
                  "its first words will do, with `starts`");
    return false;
  }
  Phrase phrase{matcher.word, matcher.exact, phrase_form(matcher.word, matcher.exact, pattern.text)};
  if (phrase.text.empty()) {
    mistakes_.add(file, codes::kEmptyPhrase, pattern.at, "nothing is left of this phrase",
                  "no letter, mark, digit, bracket or quote",
                  matcher.word == Word::has ? "" : "signs alone can be found with `has` or a regex");
    return false;
  }
  const std::string key =
      static_cast<char>('0' + static_cast<int>(phrase.word)) + std::string(phrase.exact ? "x" : "f") + phrase.text;
  const auto [it, added] = phrases_.try_emplace(key, static_cast<std::uint32_t>(program_.phrases.size()));
  if (added) program_.phrases.push_back(std::move(phrase));
  compiled.patterns.push_back(it->second);
  return true;
}

bool MatcherCompiler::add_regex(const ast::File& file, const ast::Pattern& pattern, CompiledMatcher& compiled) {
  const std::string key = (pattern.ignore_case ? "i" : "c") + pattern.text;
  auto it = regexes_.find(key);
  if (it == regexes_.end()) {
    tl::expected<RegexFacts, RegexError> facts;
    if (const KnownRegex* known = find_known(known_, pattern.text, pattern.ignore_case); known != nullptr) {
      facts = known->facts();
    } else {
      facts = regex_facts(pattern.text, pattern.ignore_case);
    }
    if (!facts) {
      // The slash stands before the regex.
      const std::uint32_t column =
          pattern.at.column + 1 + count_code_points(std::string_view(pattern.text).substr(0, facts.error().offset));
      mistakes_.add(file, codes::kBadRegex, {pattern.at.line, column, 1}, facts.error().message);
      return false;
    }
    it = regexes_.emplace(key, static_cast<std::uint32_t>(program_.regexes.size())).first;
    program_.regexes.emplace_back(pattern.text, pattern.ignore_case, *std::move(facts));
  }
  compiled.patterns.push_back(it->second);
  return true;
}

MatcherId MatcherCompiler::compile(const ast::File& file, const ast::Matcher& matcher) {
  CompiledMatcher compiled;
  compiled.word = matcher.word;
  compiled.counts = matcher.counts;
  compiled.shape = matcher.shape;
  compiled.repeats = matcher.repeats;
  bool good = true;
  for (const ast::Pattern& pattern : matcher.patterns) {
    good &=
        matcher.word == Word::like ? add_regex(file, pattern, compiled) : add_phrase(file, matcher, pattern, compiled);
  }
  for (const ast::Matcher& exclude : matcher.excludes) {
    compiled.excludes.push_back(compile(file, exclude));
    good &= compiled.excludes.back() != kNoMatcher;
  }
  if (!good) return kNoMatcher;
  compiled.scan = matcher.word == Word::any ||
                  (matcher.word == Word::like && std::ranges::any_of(compiled.patterns, [&](std::uint32_t p) {
                     return program_.regexes[p].facts().literals.empty();
                   }));
  const MatcherId lines = add(std::move(compiled));
  if (matcher.run == 0) return lines;
  CompiledMatcher run;
  run.run = matcher.run;
  run.of = lines;
  return add(std::move(run));
}

MatcherId MatcherCompiler::add(CompiledMatcher compiled) {
  const auto [it, added] = matchers_.try_emplace(key_of(compiled), static_cast<MatcherId>(program_.matchers.size()));
  if (added) program_.matchers.push_back(std::move(compiled));
  return it->second;
}

}  // namespace pith
