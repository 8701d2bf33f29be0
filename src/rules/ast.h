// What a rule file says, as written: statements with their places, nothing decided yet.
//
// The parser makes this from text, the compiler consumes it, and the tests' slow twin of the engine runs it directly.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "types.h"

namespace pith::ast {

// `is "…"`, `starts "…"`, `ends "…"`, `has "…"`, `like /…/`, `any`.
enum class Word : std::uint8_t { is, starts, ends, has, like, any };

// What a line looks like, where no words of it are named.
enum class Shape : std::uint8_t {
  any,
  prose,     // a prose paragraph: 15 words or more, and a sentence end
  sentence,  // holds a sentence end
  caps,      // all letters are capitals
  date,      // a day, a time, how long ago; nothing else
  digits,    // holds a digit
  number,    // figures and what belongs to them; nothing else
  address,   // URLs, e-mail addresses, @handles; nothing else
  repeats    // says what another line says, or the title
};

struct Pattern {
  std::string text;          // a phrase with its quotes undone, or a regex as written between the slashes
  bool ignore_case = false;  // regexes only: /…/i
  SourcePos at;
};

// `words <= N`, `words >= N`, `chars <= N`, `chars >= N`.
struct Count {
  enum class Unit : std::uint8_t { words, chars } unit = Unit::words;
  bool at_most = true;  // false: at least
  std::uint32_t n = 0;

  friend bool operator==(const Count&, const Count&) = default;
};

// What `repeats` compares a line with; one of those that are set is enough.
struct Repeats {
  bool above = false;  // the same bytes, without white space at the edges, are a line above
  bool below = false;
  bool title = false;  // the line is the document's title, or its beginning before a separator

  friend bool operator==(const Repeats&, const Repeats&) = default;
};

// A line matches when one of the patterns does, every count holds, and none of `excludes` matches.
struct Matcher {
  Word word = Word::any;
  Shape shape = Shape::any;  // of `any`
  bool exact = false;        // phrases only: bytes as they are
  std::vector<Pattern> patterns;
  std::vector<Count> counts;
  std::vector<Matcher> excludes;  // `but not M`; these have no excludes of their own
  Repeats repeats;                // of `repeats`
  std::uint32_t run = 0;          // `run of N+ lines M`: the line stands in a run of so many that match; 0: `line M`
  SourcePos at;
};

enum class Where : std::uint8_t {
  top_lines,
  bottom_lines,
  top_percent,
  bottom_percent,
  above,           // the next line that is not blank matches
  directly_above,  // and no blank line stands between
  below,           // the line before that is not blank matches
  directly_below,
  before,  // some later line matches
  after,   // some earlier line matches
  alone    // a blank line or an edge of the document on both sides
};

struct Condition {
  Where where = Where::alone;
  bool negated = false;  // `not …`
  std::uint32_t n = 0;   // of top and bottom
  Matcher matcher;       // of above to after
  SourcePos at;
};

// Lines that match and stand where they should: what a file is known by.
struct Lines {
  Matcher matcher;
  std::vector<Condition> conditions;
};

// May a rule take a line of an article? Which risks are run is for the caller to choose (types.h, Keep).
enum class Risk : std::uint8_t { none, some, high };

enum class Until : std::uint8_t {
  end,           // to end
  to_line,       // to line M: that line stays
  through_line,  // through line M: it goes too
  blank,         // to blank
  prose,         // to prose: the next prose paragraph stays
  lines          // for N lines
};

// What a `cut from …` takes. Its first line is the rule's matcher, or the first line of the document.
struct Region {
  bool from_start = false;
  Until until = Until::end;
  Matcher last;         // of to_line and through_line
  std::uint32_t n = 0;  // of lines
  bool or_end = false;
};

struct Limit {
  std::optional<std::uint32_t> lines;
  std::optional<std::uint32_t> percent;
  bool none = false;
};

enum class Action : std::uint8_t { cut_line, cut_region, cut_text, cut_shortcode, replace_text, keep_line };

struct Rule {
  Action action = Action::cut_line;
  Matcher matcher;                      // of the line, the region's first line, or the text
  Region region;                        // of cut_region
  std::vector<std::string> shortcodes;  // of cut_shortcode: names in lower case, `*` is a wildcard
  bool with_text = false;               // of cut_shortcode
  std::string replacement;              // of replace_text: as written, \1 … \9 and \\ not yet undone
  SourcePos replacement_at;
  std::vector<Condition> conditions;
  std::string id;
  bool made_id = false;
  std::string why;
  std::optional<Limit> limit;
  std::string since;  // YYYY-MM-DD or empty; both days belong to the time
  std::string until;
  bool report_only = false;
  std::optional<Risk> risk;
  std::string statement;  // the statement as written, without comment
  SourcePos at;
};

// `NAME:ID` behind `off`, and in square brackets in tests (there the name may be missing).
struct RuleName {
  std::string file;
  std::string id;
  SourcePos at;
};

enum class Mark : char { stays = '=', goes = '-', changes = '~', becomes = '>' };

struct TestLine {
  Mark mark = Mark::stays;
  std::vector<RuleName> rules;  // of `-[id]` and `~[id]`
  std::string text;
  std::string written;  // the whole line
  SourcePos at;
};

struct Test {
  std::string title;
  std::string host;  // of `on HOST`
  bool with_caps = false;
  Keep keep = Keep::balanced;
  std::string document_title;  // of `title "…"`
  std::vector<TestLine> lines;
  SourcePos at;
};

// `HOST`, `=HOST`, `HOST/path/*`. The host is in lower case, in its ASCII form, without `www.`.
struct HostPattern {
  std::string host;
  std::string path;        // starts with `/`; empty: the whole host
  bool subdomains = true;  // false for `=HOST`
  std::string written;
  SourcePos at;
};

enum class Origin : std::uint8_t { builtin, user };

struct File {
  std::string path;  // as given; the name in messages
  Origin origin = Origin::user;
  std::string pack;                // empty: not a pack
  std::vector<HostPattern> sites;  // empty, and no pack: the file is for every document
  std::string lang;
  std::vector<std::string> uses;
  std::vector<SourcePos> use_places;  // parallel to `uses`
  std::vector<Lines> known_by;
  std::optional<Risk> risk;  // of all rules that say nothing of their own
  std::string checked;       // YYYY-MM-DD or empty
  std::uint32_t recheck_days = 0;
  std::string author;
  std::string licence;
  std::string from;
  std::vector<Rule> rules;
  std::vector<RuleName> offs;
  std::vector<Test> tests;
  std::vector<std::string> source_lines;  // for messages of later stages

  // The word before the colon in a rule's full name: the pack, the first site, or the file's stem.
  std::string name() const;

  // A pack for documents of some kind only.
  bool is_gated() const { return !pack.empty() && !known_by.empty(); }

  // Its own, else the file's; else packs, which see texts of all sites, run some. What only protects lines runs none:
  // careful cleaning must not take what bolder cleaning keeps.
  Risk risk_of(const Rule& rule) const {
    if (rule.risk) return *rule.risk;
    if (rule.action == Action::keep_line) return Risk::none;
    return risk.value_or(pack.empty() ? Risk::none : Risk::some);
  }
};

}  // namespace pith::ast
