#include "output/explanation.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "output/leftovers.h"
#include "output/line_changes.h"
#include "output/names.h"
#include "output/numbers.h"

namespace pith {
namespace {

constexpr std::size_t kMostLeftovers = 10;
constexpr std::size_t kMostShown = 80;  // bytes of a line in a remark

class Explanation {
 public:
  Explanation(std::string_view text, const Outcome& outcome, const Program& program, const ExplanationStyle& style,
              std::string& out)
      : text_(text),
        outcome_(outcome),
        program_(program),
        style_(style),
        out_(out),
        changes_(line_changes(text, outcome.edits)) {}

  void write() {
    write_head();
    for (const LineChange& change : changes_) write_line(change);
    write_counts();
    write_notices();
    write_leftovers();
    write_hint();
  }

 private:
  void remark(std::string_view what) {
    out_ += style_.palette.paint(Ink::faint, fmt::format("# {}", printable(what)));
    out_ += '\n';
  }

  void write_head() {
    const Choice& choice = *outcome_.choice;
    remark("site: " + describe_site(choice));
    remark("language: " + (choice.lang.empty() ? "unknown: every language pack applies" : choice.lang));
    remark(fmt::format("rule files: {}",
                       choice.files.empty() ? "none" : fmt::format("{}", fmt::join(choice.files, ", "))));
  }

  // A blank line is its mark alone, whatever white space it holds.
  void marked(Ink ink, std::string_view mark, std::string_view line, bool blank) {
    std::string whole(mark);
    if (!blank) {
      whole += ' ';
      whole += style_.for_terminal ? printable(line, Raw::tabs) : std::string(line);
    }
    out_ += ink == Ink::strong ? whole : style_.palette.paint(ink, whole);
    out_ += '\n';
  }

  void write_line(const LineChange& change) {
    const std::string_view line = change.line.text(text_);
    switch (change.fate) {
      case LineFate::kept:
        marked(Ink::strong, "=", line, change.line.blank);
        return;
      case LineFate::cut:
        marked(Ink::removed, "-" + names_of(change), line, change.line.blank);
        return;
      case LineFate::changed: {
        std::string now;
        append_changed_line(text_, change, now);
        marked(Ink::changed, "~" + names_of(change), line, false);
        marked(Ink::added, ">", now, false);
      }
    }
  }

  std::string names_of(const LineChange& change) const {
    std::vector<std::string_view> names;
    for (const Edit& edit : change.edits) {
      const std::string_view name = program_.rule(edit.rule).name;
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
    return fmt::format("[{}]", fmt::join(names, ", "));
  }

  void write_counts() {
    std::array<std::uint64_t, 3> lines{};
    for (const LineChange& change : changes_) ++lines.at(static_cast<std::size_t>(change.fate));
    std::string left;
    apply(text_, outcome_.edits, left);
    remark(fmt::format("{}: {} cut, {} changed; {} of {} bytes stay", counted(changes_.size(), "line", "lines"),
                       with_commas(lines[1]), with_commas(lines[2]), with_commas(left.size()),
                       with_commas(text_.size())));
  }

  void write_notices() {
    for (const Notice& notice : outcome_.notices) remark(describe(notice, program_));
  }

  void write_leftovers() {
    const std::vector<Leftover> leftovers = find_leftovers(text_, changes_);
    if (leftovers.empty()) return;
    remark("stayed, but looks like boilerplate:");
    for (std::size_t i = 0; i < std::min(leftovers.size(), kMostLeftovers); ++i) {
      const Leftover& leftover = leftovers[i];
      const bool is_long = leftover.text.size() > kMostShown;
      remark(fmt::format("  line {}: {}{} ({})", leftover.line, leftover.text.substr(0, kMostShown), is_long ? "…" : "",
                         leftover.reason));
    }
    if (leftovers.size() > kMostLeftovers) remark(fmt::format("  and {} more", leftovers.size() - kMostLeftovers));
  }

  void write_hint() {
    if (outcome_.edits.empty()) return;
    const bool capped = std::ranges::any_of(outcome_.notices, [](const Notice& notice) {
      return notice.kind == NoticeKind::capped || notice.kind == NoticeKind::refused;
    });
    const Choice& choice = *outcome_.choice;
    // Without a site a test runs with the language of its file.
    const std::string where = !choice.site.empty()   ? " on " + choice.site
                              : !choice.lang.empty() ? ", in a file with  lang " + choice.lang
                                                     : "";
    remark(fmt::format("as a test: put this under  test \"…\"{}{}", capped ? " with caps" : "", where));
  }

  std::string_view text_;
  const Outcome& outcome_;
  const Program& program_;
  const ExplanationStyle& style_;
  std::string& out_;
  std::vector<LineChange> changes_;
};

}  // namespace

void write_explanation(std::string_view text, const Outcome& outcome, const Program& program,
                       const ExplanationStyle& style, std::string& out) {
  Explanation(text, outcome, program, style, out).write();
}

}  // namespace pith
