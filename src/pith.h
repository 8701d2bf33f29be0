// pith: takes the boilerplate out of web texts, by readable rules.
//
//   pith::RuleSet rules;                                    // mutable: collects rules and mistakes
//   rules.add(text, "sites/example.org.rules");             // never stops at the first mistake
//   pith::Compiled program = std::move(rules).compile();    // or all mistakes
//   pith::Cleaner cleaner(*program);                        // one per thread
//   pith::Outcome outcome = cleaner.clean(document);        // edits: span, replacement, rule
//
// Nothing here prints, exits or throws. Offsets are bytes of UTF-8.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "types.h"

namespace pith {

// Where a rule file comes from. User files outrank built-in ones; a user's pack replaces the built-in pack of its name,
// and a file whose path ends like that of a built-in file (rules/sites/example.org.rules) replaces that file.
enum class Origin : std::uint8_t { builtin, user };

class Program;
using Compiled = tl::expected<Program, std::vector<Diagnostic>>;

// Collects rule files. Not safe to share between threads.
class RuleSet {
 public:
  RuleSet();
  RuleSet(RuleSet&&) noexcept;
  RuleSet& operator=(RuleSet&&) noexcept;
  ~RuleSet();

  // Adds a rule file; `path` names it in messages. Copies what it needs.
  void add(std::string_view text, std::string_view path, Origin origin = Origin::user);

  // Adds the rule files that are built into the library.
  void add_builtin();

  // A hash of everything that was added: texts, paths, order.
  std::uint64_t fingerprint() const;

  // The rules of all files as JSON, without loss: format, files, each with header, rules and tests.
  std::string to_json() const;

  // Warnings and notes, beside the mistakes that compile() finds: rules that cannot fire, phrases that are too short,
  // rules that are slow. `today` (YYYY-MM-DD) tells which files are due for a look.
  // Slow regexes are tried to be told, so it pays to ask of few files.
  std::vector<Diagnostic> lint(std::string_view today, const FileFilter& files = {}) const;

  // The program, or all mistakes of all files by file and place.
  Compiled compile() &&;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// One rule as people see it. Views live as long as the program.
struct RuleView {
  std::string_view name;  // NAME:ID, as reports print it
  std::string_view file;  // path
  std::uint32_t line = 0;
  std::string_view statement;
  std::string_view why;    // may be empty
  std::string_view level;  // pack, imported, site or user
  bool is_builtin = false;
};

// What one test of a rule file showed.
struct TestReport {
  std::string_view file;
  std::uint32_t line = 0;
  std::string_view title;
  bool passed = false;
};

struct TestReports {
  std::vector<TestReport> tests;
  std::vector<Diagnostic> mistakes;  // failed tests, and rules that no test makes fire
};

// Compiled rules: immutable, cheap to copy, safe to share between threads.
class Program {
 public:
  std::size_t rule_count() const;
  // `index` must be under rule_count().
  RuleView rule(RuleIndex index) const;
  // The rules called `name`: NAME:ID, or an ID alone; an ID that a user's file has means the rules of user files only.
  std::vector<RuleIndex> find_rules(std::string_view name) const;
  // Full names near to `name`, for "did you mean"; empty when there is none.
  std::string_view nearest_rule(std::string_view name) const;

  // The same rules for cleaners that are as careful as that; without it, Keep::balanced.
  Program with(Keep keep) const;

  // Runs the tests of the rule files. Rules without a test that makes them fire are errors in packs and built-in files,
  // else warnings.
  TestReports run_tests(const FileFilter& files = {}) const;

  struct Impl;
  explicit Program(std::shared_ptr<const Impl> impl);

 private:
  friend class Cleaner;
  std::shared_ptr<const Impl> impl_;
  Keep keep_ = Keep::balanced;
};

// One thread's worker. Keeps its memory from document to document.
class Cleaner {
 public:
  explicit Cleaner(const Program& program);
  Cleaner(Cleaner&&) noexcept;
  Cleaner& operator=(Cleaner&&) noexcept;
  ~Cleaner();

  // The edits live until the next call, and no longer than the document's text.
  Outcome clean(const Document& document);

  // The same with a look at the clock between the stages: adds to `times`.
  Outcome clean(const Document& document, StageTimes& times);

  // From now on clean() books what every rule costs, with looks at the clock around every line that is compared
  // with one: slow, and not to be timed itself.
  void book_costs();
  // What was booked, all zero when nothing was; ends the booking.
  RuleCosts take_costs();

  // Why `rule` takes nothing of the document, or what it takes: sentences for people, one a line.
  std::vector<std::string> why(const Document& document, RuleIndex rule);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Calls see(piece) for what is left when `edits` (sorted, disjoint, of this text) are done, piece by piece: what stays
// of the text, and what they put in.
template <class See>
void for_each_piece(std::string_view text, std::span<const Edit> edits, See see) {
  std::size_t at = 0;
  for (const Edit& edit : edits) {
    see(text.substr(at, edit.span.begin - at));
    see(std::string_view(edit.with));
    at = edit.span.end;
  }
  see(text.substr(at));
}

// Appends the text that is left when `edits` (sorted, disjoint, of this text) are done.
void apply(std::string_view text, std::span<const Edit> edits, std::string& out);

// What a mistake's code means, with an example; nothing when there is no such code.
struct CodeHelp {
  std::string_view code;
  std::string_view title;
  std::string_view explanation;
};
std::optional<CodeHelp> explain_code(std::string_view code);
std::vector<CodeHelp> all_code_help();

std::string_view version();

}  // namespace pith
