// What runs: the rules of all files, compiled, immutable, shared by threads. Which of them a document gets is decided
// per document (engine/select.h).
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "rules/ast.h"
#include "rules/regex.h"
#include "sites/site_index.h"
#include "types.h"

namespace pith {

using MatcherId = std::uint32_t;
constexpr MatcherId kNoMatcher = ~MatcherId{0};
using FileIndex = std::uint32_t;

// A phrase, ready to be compared: a match form cut where the matcher touches the line's edge, or bytes as they are.
struct Phrase {
  ast::Word word = ast::Word::has;
  bool exact = false;
  std::string text;
};

struct CompiledMatcher {
  ast::Word word = ast::Word::any;
  ast::Shape shape = ast::Shape::any;
  std::vector<std::uint32_t> patterns;  // into Program's phrases, or regexes for `like`
  std::vector<ast::Count> counts;
  std::vector<MatcherId> excludes;
  ast::Repeats repeats;
  bool scan = false;  // no phrase and no literal to look it up by: it can only be tried, line by line
  // A run has these two and nothing else: the lines of `of` that stand next to each other, `run` of them or more.
  std::uint32_t run = 0;
  MatcherId of = kNoMatcher;
};

struct CompiledCondition {
  ast::Where where = ast::Where::alone;
  bool negated = false;
  std::uint32_t n = 0;
  MatcherId matcher = kNoMatcher;
};

// Who wins: packs, then imported files, then site files, then the user's own.
enum class Level : std::uint8_t { pack, imported, site, user };

// What a rule may take of one document at most; kNoBound where nothing bounds it.
struct Bounds {
  static constexpr std::uint32_t kNoBound = ~std::uint32_t{0};
  std::uint32_t percent = 40;  // of the code points outside white space
  std::uint32_t lines = kNoBound;
  std::uint32_t prose = kNoBound;  // prose paragraphs

  bool is_none() const { return percent == kNoBound && lines == kNoBound && prose == kNoBound; }
};

// A piece of a replacement: literal text, or the group of that number.
struct ReplacementPart {
  std::string literal;
  int group = 0;  // 0: the literal
};

struct CompiledRule {
  ast::Action action = ast::Action::cut_line;
  Level level = Level::pack;
  ast::Risk risk = ast::Risk::none;
  std::uint32_t rank = 0;  // of two rules that take the same, the one of lower rank is named
  MatcherId matcher = kNoMatcher;
  MatcherId last = kNoMatcher;  // of a region
  bool from_start = false;
  ast::Until until = ast::Until::end;
  std::uint32_t lines = 0;
  bool or_end = false;
  bool with_text = false;
  bool report_only = false;
  bool gated = false;  // the file is a pack for documents that it knows by a line
  std::vector<std::string> shortcodes;
  std::vector<ReplacementPart> replacement;
  std::vector<CompiledCondition> conditions;
  Bounds bounds;
  std::string since;
  std::string until_date;
};

// What people see of a rule.
struct RuleInfo {
  std::string name;  // NAME:ID
  std::string id;
  FileIndex file = 0;
  std::uint32_t line = 0;
  std::string statement;
  std::string why;
  Level level = Level::pack;
  bool made_id = false;
};

struct FileInfo {
  std::string path;
  std::string name;  // pack, first site, or stem
  bool is_pack = false;
  bool is_site = false;
  std::string lang;
  ast::Origin origin = ast::Origin::user;
  Level level = Level::pack;
  std::vector<FileIndex> uses;                   // packs, `common` not among them
  std::vector<RuleIndex> offs;                   // rules that this file switches off
  std::pair<RuleIndex, RuleIndex> rules;         // its own rules, half open
  std::pair<std::size_t, std::size_t> known_by;  // in ProgramData, half open

  // A pack for documents of some kind only.
  bool is_gated() const { return is_pack && known_by.first < known_by.second; }
};

// A document is of the file's site, or the pack is for it, when a line matches and fulfils the conditions.
struct KnownBy {
  FileIndex file = 0;
  MatcherId matcher = kNoMatcher;
  std::vector<CompiledCondition> conditions;
};

struct ProgramData {
  std::vector<FileInfo> files;
  std::vector<RuleInfo> infos;
  std::vector<CompiledRule> rules;  // parallel to `infos`
  std::vector<CompiledMatcher> matchers;
  std::vector<Phrase> phrases;
  std::vector<Regex> regexes;
  std::vector<KnownBy> known_by;
  SiteIndex sites;
  std::vector<std::pair<FileIndex, ast::Test>> tests;
  bool builtin_tests = true;  // false: built-in files are tested with all of their own only, and some are left out
};

}  // namespace pith
