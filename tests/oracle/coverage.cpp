#include "oracle/coverage.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "oracle/lines.h"
#include "oracle/match.h"
#include "oracle/text.h"
#include "text/unicode.h"

namespace pith::oracle {
namespace {

using ast::Action;
using ast::Shape;
using ast::Until;
using ast::Where;
using ast::Word;

// In the order of the enums.
constexpr std::array kActions = {"cut line", "cut from", "cut text", "cut shortcode", "replace text", "keep line"};
constexpr std::array kWheres = {"top lines", "bottom lines",   "top %",  "bottom %", "above", "directly above",
                                "below",     "directly below", "before", "after",    "alone"};
constexpr std::array kUntils = {"to end", "to line", "through line", "to blank", "to prose", "for lines"};
constexpr std::array kWords = {"is", "starts", "ends", "has", "like", "any"};
constexpr std::array kShapes = {"any", "prose", "sentence", "caps", "date", "digits", "number", "address", "repeats"};
constexpr std::array kKeeps = {"strict", "balanced", "bold"};
constexpr std::array kNotices = {"capped",  "no end",   "gave up",      "report-only",
                                 "refused", "site tie", "no site file", "too large"};
constexpr std::array kLevels = {"pack", "imported", "site", "user"};
constexpr std::array kSources = {"no site", "named site", "site by address", "site by its lines"};

// Needs a text of megabytes; other tests make these.
bool is_out_of_reach(NoticeKind kind) {
  return kind == NoticeKind::gave_up || kind == NoticeKind::too_large;
}

template <class Names, class Enum>
std::string name(const Names& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

std::string limit_name(const ast::Rule& rule) {
  if (!rule.limit) return "no word on a limit";
  if (rule.limit->none) return "limit none";
  if (rule.limit->lines && rule.limit->percent) return "limit of lines and %";
  return rule.limit->lines ? "limit of lines" : "limit of %";
}

std::string repeats_name(const ast::Repeats& what) {
  return std::string("repeats") + (what.above ? " above" : "") + (what.below ? " below" : "") +
         (what.title ? " title" : "");
}

std::string matcher_name(const ast::Matcher& matcher) {
  if (matcher.word != Word::any) return name(kWords, matcher.word) + (matcher.exact ? " exact" : "");
  return matcher.shape == Shape::repeats ? repeats_name(matcher.repeats) : name(kShapes, matcher.shape);
}

bool asks_for_a_line(Where where) {
  return where >= Where::above && where <= Where::after;
}

bool is_text_matcher_rule(const Active& rule) {
  return rule.rule->action == Action::cut_text || rule.rule->action == Action::replace_text;
}

}  // namespace

Coverage::Coverage() {
  const auto both = [&](const std::string& what, const std::string& yes, const std::string& no) {
    counts_[what + ": " + yes];
    counts_[what + ": " + no];
  };
  for (const char* action : kActions) both(action, "fires", "does not");
  for (const char* where : kWheres) {
    both(where, "holds", "does not");
    both(std::string("not ") + where, "holds", "does not");
  }
  for (const char* until : kUntils) both(until, "fires", "does not");
  for (const char* level : kLevels) both(std::string("rule of level ") + level, "fires", "does not");
  for (const char* word : kWords) both(word, "matches", "does not");
  for (const char* shape : {"prose", "sentence", "caps", "date", "digits", "number", "address", "repeats above",
                            "repeats below", "repeats title", "repeats above below", "repeats above title",
                            "repeats below title", "repeats above below title"}) {
    both(shape, "matches", "does not");
  }
  for (const char* place : {"cut line", "cut from", "keep line", "to line", "known by"})
    both(std::string("a run in ") + place, "long enough", "too short");
  for (const char* where : kWheres) {
    const std::string place = where;
    if (place.find("above") != place.npos || place.find("below") != place.npos || place == "before" || place == "after")
      both("a run in " + place, "long enough", "too short");
  }
  for (const char* of : {"a site", "a pack"}) {
    both(std::string("known by, of ") + of, "knows", "does not");
    both(std::string("known by with a place, of ") + of, "knows", "does not");
  }
  for (const char* risk : {"risk of its own", "risk of the file", "no word on risk"}) both(risk, "fires", "does not");
  for (const char* keep : {"strict", "balanced"}) both(std::string("keep ") + keep, "leaves rules out", "runs all");
  counts_["keep bold: runs all"];
  for (const char* word : {"is exact", "starts exact", "ends exact", "has exact"}) both(word, "matches", "does not");
  for (std::size_t i = 0; i < kNotices.size(); ++i) {
    if (!is_out_of_reach(static_cast<NoticeKind>(i))) counts_[std::string("notice: ") + kNotices[i]];
  }
  for (const char* source : kSources) counts_[source];
  both("language", "known", "unknown");
  for (const char* limit : {"no word on a limit", "limit of lines", "limit of %", "limit of lines and %"})
    both(limit, "fires", "is capped");
  counts_["limit none: fires"];
  for (const char* what : {"but not", "a count", "or end", "with text", "from start", "report-only"})
    both(what, "fires", "does not");
  both("a matcher with `but not`", "matches", "is excluded");
  both("keep", "of a level that protects", "of a level that does not");
  for (const char* what : {"a date excludes a rule", "a date excludes none", "off", "a pack is replaced",
                           "two rules overlap in a line", "an edit replaces", "a line is emptied"})
    counts_[what];
  for (const char* what :
       {"text: empty", "text: blank lines only", "text: an invisible line", "text: no last line end",
        "text: \\r\\n only", "text: a line over 4096 bytes", "text: ill-formed", "text: NUL", "text: many equal lines"})
    counts_[what];
}

// Names that the constructor does not list would go unheeded.
void Coverage::count(const std::string& what) {
  ++counts_.at(what);
}

void Coverage::see(Twins& twins, const Paper& paper) {
  Regexes regexes;
  const Text text(paper.text, paper.title, regexes);
  const Result result = twins.engine(paper);
  Notices notices;
  const Rules rules = select(twins.files(), paper.view(), paper.keep, text, notices);
  see_shape(text);
  see_known_by(twins, text);
  see_choice(twins, paper, rules, text);
  for (const auto& [kind, rule] : result.notices) count("notice: " + name(kNotices, kind));
  for (const Active& rule : rules) {
    // Files of one site share their name; what was done is told by names alone.
    const auto same_name = [&](const Active& other) { return other.name == rule.name; };
    if (std::ranges::count_if(rules, same_name) == 1) see_rule(rule, result, text);
  }
  see_keeps(rules, text);
  see_overlaps(rules, text);
}

void Coverage::see_shape(const Text& text) {
  const std::string_view whole = text.document();
  if (whole.empty()) return count("text: empty");
  std::map<std::string_view, std::size_t> seen;
  bool all_blank = true;
  bool all_windows = text.size() > 1;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const Line& line = text.line(i);
    const std::string_view written = line.text(whole);
    all_blank &= line.blank;
    all_windows &= line.next - line.end == 2 || i + 1 == text.size();
    if (line.blank && !trim(written).empty()) count("text: an invisible line");
    if (written.size() > 4096) count("text: a line over 4096 bytes");
    if (!line.blank) ++seen[written];
  }
  if (all_blank) count("text: blank lines only");
  if (all_windows) count("text: \\r\\n only");
  if (!whole.ends_with('\n')) count("text: no last line end");
  if (!is_valid_utf8(whole)) count("text: ill-formed");
  if (whole.find('\0') != std::string_view::npos) count("text: NUL");
  if (std::ranges::any_of(seen, [](const auto& line) { return line.second >= 5; })) count("text: many equal lines");
}

void Coverage::see_choice(Twins& twins, const Paper& paper, const Rules& rules, const Text& text) {
  Cleaner cleaner(twins.program());
  const Choice choice = *cleaner.clean(paper.view()).choice;
  count(name(kSources, choice.source));
  count(choice.lang.empty() ? "language: unknown" : "language: known");
  Notices ignored;
  Document timeless = paper.view();
  timeless.date = "";
  const std::size_t of_all_times = select(twins.files(), timeless, paper.keep, text, ignored).size();
  if (!paper.date.empty()) count(rules.size() < of_all_times ? "a date excludes a rule" : "a date excludes none");
  const std::size_t of_all_risks = select(twins.files(), paper.view(), Keep::bold, text, ignored).size();
  count("keep " + name(kKeeps, paper.keep) + (rules.size() < of_all_risks ? ": leaves rules out" : ": runs all"));
  std::vector<ast::File> files = twins.files();
  for (ast::File& file : files) file.offs.clear();
  if (select(files, paper.view(), paper.keep, text, ignored).size() > rules.size()) count("off");
  std::set<std::string> packs;
  for (const ast::File& file : files) {
    if (!file.pack.empty() && !packs.insert(file.pack).second) count("a pack is replaced");
  }
}

void Coverage::see_rule(const Active& rule, const Result& result, const Text& text) {
  const ast::Rule& written = *rule.rule;
  const bool reported = result.notices.contains({NoticeKind::report_only, rule.name});
  const bool capped = result.notices.contains({NoticeKind::capped, rule.name});
  bool fires = std::ranges::any_of(result.edits, [&](const NamedEdit& edit) { return edit.rule == rule.name; });
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool asked = written.region.from_start || written.action == Action::cut_shortcode
                           ? !text.blank(i)
                           : matches(written.matcher, text, i);
    if (!asked) continue;
    bool all = true;
    for (const ast::Condition& condition : written.conditions) {
      const bool holds = hold({condition}, text, i);
      count((condition.negated ? "not " : "") + name(kWheres, condition.where) + (holds ? ": holds" : ": does not"));
      all &= holds;
    }
    if (written.action == Action::keep_line && all) fires = true;
  }
  const auto fired = [&](const std::string& what) { count(what + (fires ? ": fires" : ": does not")); };
  fired(name(kActions, written.action));
  fired("rule of level " + name(kLevels, rule.level));
  fired(written.risk ? "risk of its own" : rule.file->risk ? "risk of the file" : "no word on risk");
  if (written.action == Action::cut_region) fired(name(kUntils, written.region.until));
  if (written.region.or_end) fired("or end");
  if (written.region.from_start) fired("from start");
  if (written.with_text) fired("with text");
  if (!written.matcher.excludes.empty()) fired("but not");
  if (!written.matcher.counts.empty()) fired("a count");
  if (written.report_only) count(std::string("report-only: ") + (reported ? "fires" : "does not"));
  if (written.action != Action::keep_line) {
    if (fires) count(limit_name(written) + ": fires");
    if (capped) count(limit_name(written) + ": is capped");
  }
  const bool replaces = written.action == Action::replace_text;
  const bool changes = std::ranges::any_of(
      result.edits, [&](const NamedEdit& edit) { return edit.rule == rule.name && !edit.with.empty(); });
  if (replaces && changes) count("an edit replaces");
  const bool takes_line = std::ranges::any_of(result.edits, [&](const NamedEdit& edit) {
    return edit.rule == rule.name && text.document()[edit.span.end - 1] == '\n';
  });
  if (is_text_matcher_rule(rule) && takes_line) count("a line is emptied");
  see_matchers(written, text);
}

void Coverage::see_known_by(const Twins& twins, const Text& text) {
  for (const ast::File& file : twins.files()) {
    const std::string of = file.pack.empty() ? "of a site" : "of a pack";
    for (const ast::Lines& known : file.known_by) {
      bool knows = false;
      for (std::size_t i = 0; i < text.size(); ++i) knows |= is_among(known, text, i);
      count((known.conditions.empty() ? "known by, " : "known by with a place, ") + of +
            (knows ? ": knows" : ": does not"));
      see_matcher(known.matcher, "known by", text);
    }
  }
}

void Coverage::see_matchers(const ast::Rule& rule, const Text& text) {
  if (rule.action != Action::cut_shortcode && !rule.region.from_start)
    see_matcher(rule.matcher, name(kActions, rule.action), text);
  if (rule.action == Action::cut_region && rule.region.until == Until::to_line)
    see_matcher(rule.region.last, "to line", text);
  for (const ast::Condition& condition : rule.conditions) {
    if (asks_for_a_line(condition.where)) see_matcher(condition.matcher, name(kWheres, condition.where), text);
  }
}

void Coverage::see_matcher(const ast::Matcher& matcher, const std::string& place, const Text& text) {
  ast::Matcher alone = matcher;
  alone.run = 0;
  ast::Matcher simple = alone;
  simple.excludes.clear();
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.blank(i)) continue;
    const bool matched = matches(alone, text, i);
    count(matcher_name(matcher) + (matched ? ": matches" : ": does not"));
    if (matcher.run != 0 && matched)
      count("a run in " + place + (matches(matcher, text, i) ? ": long enough" : ": too short"));
    if (matcher.excludes.empty() || !matches(simple, text, i)) continue;
    count(std::string("a matcher with `but not`: ") + (matched ? "matches" : "is excluded"));
  }
}

void Coverage::see_keeps(const Rules& rules, const Text& text) {
  for (const Active& keep : rules) {
    if (keep.rule->action != Action::keep_line || keep.rule->report_only) continue;
    for (const Active& cut : rules) {
      if (cut.rule->action != Action::cut_line) continue;
      for (std::size_t i = 0; i < text.size(); ++i) {
        if (!matches(keep.rule->matcher, text, i) || !hold(keep.rule->conditions, text, i)) continue;
        if (!matches(cut.rule->matcher, text, i) || !hold(cut.rule->conditions, text, i)) continue;
        count(keep.level >= cut.level ? "keep: of a level that protects" : "keep: of a level that does not");
      }
    }
  }
}

void Coverage::see_overlaps(const Rules& rules, const Text& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::vector<Span> found;
    for (const Active& rule : rules) {
      if (!is_text_matcher_rule(rule) || !hold(rule.rule->conditions, text, i)) continue;
      const std::size_t before = found.size();
      for (const Match& match : find_all(rule.rule->matcher, text, i)) found.push_back(match.span);
      for (std::size_t a = 0; a < before; ++a) {
        for (std::size_t b = before; b < found.size(); ++b) {
          if (found[a].begin < found[b].end && found[b].begin < found[a].end)
            return count("two rules overlap in a line");
        }
      }
    }
  }
}

}  // namespace pith::oracle
