#include "rules/lint.h"

#include <fmt/format.h>
#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "rules/cursor.h"
#include "rules/matcher_compiler.h"
#include "rules/regex.h"
#include "text/match_form.h"
#include "text/unicode.h"

namespace pith {
namespace {

using ast::Action;
using ast::File;
using ast::Matcher;
using ast::Rule;
using ast::Where;
using ast::Word;

constexpr std::uint32_t kShortestHas = 4;  // letters and digits
constexpr int kLargestRegex = 25000;       // steps of its program

// Phrases with more places to cut than this are compared whole only; all parts of them would be too many.
constexpr std::size_t kMostEdges = 64;

std::chrono::sys_days day_of(std::string_view date) {
  using namespace std::chrono;
  return year_month_day(year(static_cast<int>(*to_number(date.substr(0, 4)))), month(*to_number(date.substr(5, 2))),
                        day(*to_number(date.substr(8, 2))));
}

std::uint32_t count_word_chars(std::string_view text) {
  std::uint32_t n = 0;
  for (std::size_t i = 0; i < text.size();) {
    const Decoded d = decode(text, i);
    // A character of a script without spaces says about as much as two letters.
    if (is_word(d.code_point)) n += is_spaceless(d.code_point) ? 2 : 1;
    i += d.size;
  }
  return n;
}

// Looks at one file on its own.
class FileLinter {
 public:
  FileLinter(const File& file, Mistakes& mistakes) : file_(file), mistakes_(mistakes) {}

  void lint(std::string_view today) {
    lint_date(today);
    for (const ast::Lines& lines : file_.known_by) {
      lint_matcher(lines.matcher);
      for (const ast::Condition& condition : lines.conditions) lint_matcher(condition.matcher);
      lint_every_line(lines.matcher, lines.conditions);
    }
    for (const Rule& rule : file_.rules) lint_rule(rule);
  }

 private:
  void lint_date(std::string_view today) {
    if (file_.checked.empty() || file_.recheck_days == 0 || !is_day(today)) return;
    const auto due = day_of(file_.checked) + std::chrono::days(file_.recheck_days);
    if (due >= day_of(today)) return;
    mistakes_.add(
        file_, codes::kRecheck, {1, 1, 1},
        fmt::format("these rules were checked on {} for {} days: due for a look", file_.checked, file_.recheck_days));
  }

  void lint_rule(const Rule& rule) {
    const bool has_matcher = rule.action != Action::cut_shortcode && !rule.region.from_start;
    if (has_matcher) lint_matcher(rule.matcher);
    lint_matcher(rule.region.last);
    for (const ast::Condition& condition : rule.conditions) lint_matcher(condition.matcher);
    if (has_matcher) lint_every_line(rule.matcher, rule.conditions);
  }

  // Which lines stand in a run is not known before all were tried.
  void lint_every_line(const Matcher& matcher, std::span<const ast::Condition> conditions) {
    if (!needs_every_line(matcher) || (matcher.run == 0 && is_narrowed(conditions))) return;
    mistakes_.add(file_, codes::kEveryLine, matcher.at, "this needs a look at every line of every text",
                  "no phrase, and no three letters in a row that every match holds",
                  "add a phrase, or a place such as `directly above line is \"…\"` or `top 5 lines`");
  }

  void lint_matcher(const Matcher& matcher) {
    for (const ast::Pattern& pattern : matcher.patterns) {
      if (matcher.word == Word::has && !matcher.exact && count_word_chars(pattern.text) < kShortestHas &&
          matcher.counts.empty()) {
        mistakes_.add(file_, codes::kShortHas, pattern.at, "a phrase this short is found in many lines", "",
                      "make it longer, narrow it with `words <= N`, or use `is`, `starts` or `ends`");
      }
      if (matcher.word == Word::like) lint_regex(pattern);
    }
    for (const Matcher& exclude : matcher.excludes) lint_matcher(exclude);
  }

  void lint_regex(const ast::Pattern& pattern) {
    auto facts = regex_facts(pattern.text, pattern.ignore_case);
    if (!facts) return;
    const Regex regex(pattern.text, pattern.ignore_case, *std::move(facts));
    if (regex.matches("")) {
      mistakes_.add(file_, codes::kMatchesEmpty, pattern.at,
                    "this regex matches an empty line, so it matches everywhere", "",
                    "anchor it with ^ and $, or use + for *");
    }
    if (regex.size() > kLargestRegex) {
      mistakes_.add(file_, codes::kLargeRegex, pattern.at,
                    fmt::format("this regex becomes a program of {} steps", regex.size()), "slow to build and to match",
                    "repeat no large class: `*` instead of a count, or a class of what must not stand there");
    }
  }

  // Of regexes only: what a line looks like is told at a glance.
  static bool needs_every_line(const Matcher& matcher) {
    return matcher.word == Word::like && std::ranges::any_of(matcher.patterns, [](const ast::Pattern& pattern) {
             const auto facts = regex_facts(pattern.text, pattern.ignore_case);
             return facts && facts->literals.empty();
           });
  }

  // A place that leaves few lines to try.
  static bool is_narrowed(std::span<const ast::Condition> conditions) {
    return std::ranges::any_of(conditions, [](const ast::Condition& condition) {
      if (condition.negated) return false;
      switch (condition.where) {
        case Where::top_lines:
        case Where::bottom_lines:
          return true;
        case Where::above:
        case Where::directly_above:
        case Where::below:
        case Where::directly_below:
          return !needs_every_line(condition.matcher);
        case Where::top_percent:
        case Where::bottom_percent:
        case Where::before:
        case Where::after:
        case Where::alone:
          return false;
      }
      return false;
    });
  }

  const File& file_;
  Mistakes& mistakes_;
};

// Finds rules whose every line some other rule takes whatever the place.
class ShadowFinder {
 public:
  ShadowFinder(std::span<const File> files, Mistakes& mistakes) : files_(files), mistakes_(mistakes) {
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (!files[i].pack.empty()) packs_.emplace(files[i].pack, i);
    }
  }

  void find(const FileFilter& asked) {
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (asked && !asked(files_[i].path)) continue;
      takers_.clear();
      for (const std::size_t seen : visible_from(i)) add_takers(files_[seen]);
      for (const Rule& rule : files_[i].rules) check(files_[i], rule);
    }
  }

 private:
  struct Taker {
    const File* file = nullptr;
    const Rule* rule = nullptr;
  };
  using Key = std::pair<Word, std::string>;

  // The file itself and, for a pack, the packs it builds on.
  std::vector<std::size_t> visible_from(std::size_t file) const {
    std::vector<std::size_t> seen = {file};
    if (files_[file].pack.empty()) return seen;
    std::set<std::size_t> known = {file};
    const auto add = [&](std::string_view pack) {
      const auto found = packs_.find(pack);
      if (found != packs_.end() && known.insert(found->second).second) seen.push_back(found->second);
    };
    add("common");
    for (std::size_t i = 0; i < seen.size(); ++i) {
      for (const std::string& use : files_[seen[i]].uses) add(use);
    }
    return seen;
  }

  static bool is_unconditional(const Rule& rule) {
    return rule.action == Action::cut_line && rule.conditions.empty() && rule.matcher.counts.empty() &&
           rule.matcher.excludes.empty() && !rule.matcher.exact && rule.matcher.run == 0 && !rule.report_only &&
           rule.since.empty() && rule.until.empty();
  }

  void add_takers(const File& file) {
    for (const Rule& rule : file.rules) {
      if (!is_unconditional(rule)) continue;
      for (const ast::Pattern& pattern : rule.matcher.patterns)
        takers_.emplace(key(rule.matcher, pattern), Taker{&file, &rule});
    }
  }

  static Key key(const Matcher& matcher, const ast::Pattern& pattern) {
    if (matcher.word == Word::like) return {Word::like, (pattern.ignore_case ? "i" : "c") + pattern.text};
    return {matcher.word, phrase_form(matcher.word, matcher.exact, pattern.text)};
  }

  void check(const File& file, const Rule& rule) {
    if (rule.action != Action::cut_line || rule.matcher.patterns.empty() || rule.matcher.exact) return;
    Taker taker;
    for (const ast::Pattern& pattern : rule.matcher.patterns) {
      taker = taker_of(file, rule, key(rule.matcher, pattern));
      if (taker.rule == nullptr) return;
    }
    mistakes_.add(file, codes::kShadowed, rule.at, "this rule can never fire", "",
                  fmt::format("`{}:{}` in {}:{} takes every line that it could take", taker.file->name(),
                              taker.rule->id, taker.file->path, taker.rule->at.line));
  }

  Taker taker_of(const File& file, const Rule& rule, const Key& phrase) const {
    if (const Taker same = other(file, rule, phrase, true); same.rule != nullptr) return same;
    if (phrase.first == Word::like) return {};
    const std::string& text = phrase.second;
    std::vector<std::size_t> edges;
    for (std::size_t i = 0; i <= text.size(); ++i) {
      if (is_word_edge(text, i)) edges.push_back(i);
    }
    if (edges.size() > kMostEdges) return {};
    for (const std::size_t begin : edges) {
      for (const std::size_t end : edges) {
        if (end <= begin) continue;
        const std::string part = text.substr(begin, end - begin);
        const bool at_start = begin == 0 && (phrase.first == Word::is || phrase.first == Word::starts);
        const bool at_end = end == text.size() && (phrase.first == Word::is || phrase.first == Word::ends);
        for (const Word word : {Word::has, Word::starts, Word::ends}) {
          if ((word == Word::starts && !at_start) || (word == Word::ends && !at_end)) continue;
          if (phrase == Key{word, part}) continue;
          if (const Taker found = other(file, rule, {word, part}, false); found.rule != nullptr) return found;
        }
      }
    }
    return {};
  }

  // Some other rule with this very phrase; of two equal rules the one further down is the idle one.
  Taker other(const File& file, const Rule& rule, const Key& key, bool equal) const {
    const auto [first, last] = takers_.equal_range(key);
    for (auto it = first; it != last; ++it) {
      const Taker& taker = it->second;
      if (taker.rule == &rule) continue;
      // It must run wherever the rule does.
      const ast::Risk risk = taker.file->risk_of(*taker.rule);
      if (risk > file.risk_of(rule)) continue;
      if (taker.file->is_gated() && taker.file != &file) continue;
      const bool idle_too = equal && is_unconditional(rule) && taker.file == &file && risk == file.risk_of(rule);
      if (idle_too && taker.rule->at.line > rule.at.line) continue;
      return taker;
    }
    return {};
  }

  std::span<const File> files_;
  Mistakes& mistakes_;
  std::map<std::string_view, std::size_t> packs_;
  std::multimap<Key, Taker> takers_;
};

}  // namespace

void lint_rules(std::span<const File> files, std::string_view today, const FileFilter& asked, Mistakes& mistakes) {
  for (const File& file : files) {
    if (!asked || asked(file.path)) FileLinter(file, mistakes).lint(today);
  }
  ShadowFinder(files, mistakes).find(asked);
}

}  // namespace pith
