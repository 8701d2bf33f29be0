#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "output/rule_draft.h"

namespace pith {
namespace {

constexpr std::string_view kPath = "draft.rules";
// No file is due for a look: a draft depends on no day.
constexpr std::string_view kNoDay = "2000-01-01";
// After so many rounds a line that is complained about takes its whole rule along.
constexpr int kPatience = 4;

std::vector<Diagnostic> mistakes_in(std::string_view text, RuleSet set) {
  set.add(text, kPath);
  const FileFilter is_draft = [](std::string_view path) { return path == kPath; };
  std::vector<Diagnostic> mistakes = set.lint(kNoDay, is_draft);
  Compiled program = std::move(set).compile();
  if (program) {
    std::ranges::move(program->run_tests(is_draft).mistakes, std::back_inserter(mistakes));
  } else {
    std::ranges::move(program.error(), std::back_inserter(mistakes));
  }
  std::erase_if(mistakes,
                [](const Diagnostic& mistake) { return mistake.file != kPath || mistake.severity == Severity::note; });
  return mistakes;
}

// Takes out of the draft what mistakes point at.
class Mender {
 public:
  Mender(Draft& draft, const WrittenDraft& written, bool is_patient)
      : draft_(draft), written_(written), is_patient_(is_patient) {}

  // False when a mistake belongs to no rule.
  bool mend(std::span<const Diagnostic> mistakes) {
    for (const Diagnostic& mistake : mistakes) {
      const std::size_t at = mistake.at.line - 1;
      const DraftPlace place = at < written_.places.size() ? written_.places[at] : DraftPlace{};
      switch (place.kind) {
        case DraftPlace::Kind::other:
          return false;
        case DraftPlace::Kind::rule:
        case DraftPlace::Kind::test:
          rules_.insert(place.rule);
          break;
        case DraftPlace::Kind::test_line:
          mend_line(place);
          break;
      }
    }
    take_out();
    return true;
  }

 private:
  // The line behind a region, or beside a line, may go by another rule of the draft.
  void mend_line(const DraftPlace& place) {
    DraftTestLine& line = draft_.rules[place.rule].test[place.test_line];
    const DraftRule& rule = draft_.rules[place.rule];
    if (!is_patient_) {
      rules_.insert(place.rule);
    } else if (!line.goes && (line.text == rule.end_phrase || line.text == rule.where_phrase)) {
      line.goes = true;
    } else {
      lines_.emplace(place.rule, place.test_line);
    }
  }

  void take_out() {
    for (auto at = lines_.rbegin(); at != lines_.rend(); ++at) {
      std::vector<DraftTestLine>& test = draft_.rules[at->first].test;
      test.erase(test.begin() + static_cast<std::ptrdiff_t>(at->second));
      if (std::ranges::none_of(test, &DraftTestLine::by_rule)) rules_.insert(at->first);
    }
    for (auto at = rules_.rbegin(); at != rules_.rend(); ++at) {
      draft_.rules.erase(draft_.rules.begin() + static_cast<std::ptrdiff_t>(*at));
    }
  }

  Draft& draft_;
  const WrittenDraft& written_;
  bool is_patient_;
  std::set<std::size_t> rules_;
  std::set<std::pair<std::size_t, std::size_t>> lines_;
};

}  // namespace

Result<std::string> write_checked_draft(Draft& draft, const std::function<RuleSet()>& others) {
  for (int round = 0;; ++round) {
    WrittenDraft written = write_draft(draft);
    const std::vector<Diagnostic> mistakes = mistakes_in(written.text, others());
    if (mistakes.empty()) return std::move(written.text);
    if (!Mender(draft, written, round < kPatience).mend(mistakes)) {
      const auto found = std::ranges::find_if(mistakes, [&](const Diagnostic& mistake) {
        const std::size_t at = mistake.at.line - 1;
        return at >= written.places.size() || written.places[at].kind == DraftPlace::Kind::other;
      });
      return tl::unexpected(
          Error{fmt::format("the draft cannot be written: {}: {}", found->message, found->source_line)});
    }
  }
}

}  // namespace pith
