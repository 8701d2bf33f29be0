// The words every layer shares: places in a text, documents, edits, mistakes.
//
// Units: unless a name says otherwise, offsets and sizes are bytes, lines and columns count from 1, and a column
// counts code points. Spans are half open.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace pith {

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  friend bool operator==(const Span&, const Span&) = default;
};

// A failure that is not a mistake in a rule file: `message` says what went wrong, where, and what to do.
struct Error {
  std::string message;
};

template <class T>
using Result = tl::expected<T, Error>;

// A place in a rule file. `width` is the number of code points to underline, at least 1.
struct SourcePos {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t width = 1;
};

enum class Severity : std::uint8_t { error, warning, note };

// One mistake in a rule file. Self-contained: it outlives the text it points into.
struct Diagnostic {
  std::string_view code;  // "E012"; static, explained by explain_code()
  Severity severity = Severity::error;
  std::string file;
  SourcePos at;
  std::string source_line;  // the whole line as written, without its end
  std::string message;      // one line, no full stop
  std::string label;        // what stands under the caret; may be empty
  std::string help;         // what to do; may be empty
};

// Which rule files, by their paths, something is asked of; without one, of all.
using FileFilter = std::function<bool(std::string_view path)>;

// What goes in. The views must outlive the call that takes the document.
struct Document {
  std::string_view text;   // UTF-8; other bytes pass through unharmed
  std::string_view id;     // a name for reports; may be empty
  std::string_view site;   // a host the user named; empty when unknown
  std::string_view url;    // the document's own address; empty when unknown
  std::string_view lang;   // BCP 47; empty when unknown
  std::string_view date;   // YYYY-MM-DD, anything behind it ignored; empty when unknown
  std::string_view title;  // as the page or the record gives it; empty when unknown
};

// How careful cleaning is: which rules run, by the risk that they take a line of an article (`risk` in rule files).
enum class Keep : std::uint8_t {
  strict,    // rules of risk none
  balanced,  // and some
  bold       // and high
};

// The position of a rule in Program::rules().
using RuleIndex = std::uint32_t;

// One change: `span` of the input becomes `with` (empty for a cut) because of `rule`.
struct Edit {
  Span span;
  RuleIndex rule = 0;
  std::string_view with;
};

enum class NoticeKind : std::uint8_t {
  capped,        // the rule would have passed its limit and did nothing (a region: this one did nothing)
  no_end,        // the region's last line, or the prose behind it, was not found
  gave_up,       // a text regex ran out of its work budget on this line; the rest of the line was left alone
  report_only,   // the rule would have cut here but is report-only
  refused,       // all rules together would have taken more than 90 %: nothing was cut (`rule` is unset)
  site_tie,      // `known by` lines chose several sites equally: none was taken (`rule` is unset)
  no_site_file,  // a site was named for which there is no rule file (`rule` is unset)
  too_large,     // the document is over 4 GiB: nothing was cut (`rule` is unset)
};

// Something a person should know about one document. `line` counts from 1; 0 where there is none.
struct Notice {
  NoticeKind kind = NoticeKind::capped;
  RuleIndex rule = 0;
  std::uint32_t line = 0;
  std::string detail;
};

// Where the time of cleaning went, in nanoseconds by the clock.
struct StageTimes {
  std::uint64_t split = 0;   // into lines
  std::uint64_t match = 0;   // which site, and which lines the rules match
  std::uint64_t decide = 0;  // what the rules do with these lines
};

// What one rule cost over some documents.
struct RuleCost {
  std::uint64_t tries = 0;        // comparisons of a line with one of its phrases or regexes
  double nanoseconds = 0;         // of these, and of what it then decided
  std::uint32_t sharers = 0;      // rules that ask for the same lines, itself among them: they share that time
  bool tries_every_line = false;  // something in it can only be tried, line by line
};

struct RuleCosts {
  std::vector<RuleCost> rules;  // by RuleIndex
  RuleCost known_by;            // the `known by` lines of all sites
};

// How a file is compressed: gzip is RFC 1952, zstd RFC 8878.
enum class Compression : std::uint8_t { none, gzip, zstd };

enum class SiteSource : std::uint8_t { none, named, address, known_by };

// Which rule files a document got and how its site was found.
struct Choice {
  SiteSource source = SiteSource::none;
  std::string site;                     // the host of the chosen files, or the host asked for; empty when unknown
  bool has_site_file = false;           // some of the files are the site's own
  std::string lang;                     // empty when unknown: then every language pack applies
  std::vector<std::string_view> files;  // paths of rule files, sorted; they live as long as the program
};

// What comes out. Views live until the cleaner's next run, and no longer than the document's text.
struct Outcome {
  std::span<const Edit> edits;  // sorted, disjoint, none empty
  std::span<const Notice> notices;
  const Choice* choice = nullptr;
};

}  // namespace pith
