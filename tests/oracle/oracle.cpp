#include "oracle/oracle.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "oracle/edits.h"
#include "oracle/lines.h"
#include "oracle/select.h"
#include "oracle/text.h"
#include "text/unicode.h"

namespace pith::oracle {
namespace {

// Lines of the document, half open.
struct LineRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t size() const { return end - begin; }
};

// A line that its edits empty goes as a whole; the best of their rules is named.
void cut_emptied_lines(const std::vector<TextEdit>& edits, const Text& text, Verdicts& verdicts) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::vector<TextEdit> line_edits = edits_of_line(edits, i);
    if (!empties(line_edits, text, i)) continue;
    for (const TextEdit& edit : line_edits) take_line(verdicts, i, *edit.rule);
  }
}

bool is_unbounded(const Active& rule) {
  return rule.rule->limit && rule.rule->limit->none;
}

// More than 90 % of what can be seen, without what rules of `limit none` take; or all there is. Blank lines and white
// space that go along later do not count.
bool is_too_much(const Verdicts& cut, const std::vector<TextEdit>& edits, const Text& text) {
  std::size_t taken = 0;
  std::size_t all = text.visible();
  const auto count = [&](const Active& rule, std::size_t visible) {
    if (is_unbounded(rule)) {
      all -= visible;
    } else {
      taken += visible;
    }
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (cut[i] != nullptr) count(*cut[i], text.visible(i));
  }
  for (const TextEdit& edit : edits) {
    if (cut[edit.line] != nullptr) continue;  // counted with its line
    count(*edit.rule, count_visible(text.document().substr(edit.span.begin, edit.span.size())));
  }
  return (all == 0 && text.visible() > 0) || taken * 100 > 90 * all;
}

// The longest run of blank lines that nobody cut within the gap, the first of equals; empty when there is none.
LineRange longest_blank_run(const Verdicts& cut, LineRange gap) {
  LineRange longest;
  for (std::size_t begin = gap.begin; begin < gap.end; ++begin) {
    std::size_t end = begin;
    while (end < gap.end && cut[end] == nullptr) ++end;
    if (end - begin > longest.size()) longest = {begin, end};
  }
  return longest;
}

// The rule of the nearest cut line before `line` in the gap, else of the first one behind it.
const Active* rule_nearby(const Verdicts& cut, LineRange gap, std::size_t line) {
  for (std::size_t i = line; i > gap.begin; --i) {
    if (cut[i - 1] != nullptr) return cut[i - 1];
  }
  for (std::size_t i = line; i < gap.end; ++i) {
    if (cut[i] != nullptr) return cut[i];
  }
  return nullptr;
}

// Where cuts bring blank runs together one of them stays, and none at an edge of the document.
void join_blank_runs(const Text& text, Verdicts& verdicts) {
  const Verdicts cut = verdicts;
  for (LineRange gap; gap.begin < text.size(); gap.begin = gap.end + 1) {
    gap.end = gap.begin;
    while (gap.end < text.size() && (text.blank(gap.end) || cut[gap.end] != nullptr)) ++gap.end;
    const bool at_edge = gap.begin == 0 || gap.end == text.size();
    const LineRange stays = at_edge ? LineRange() : longest_blank_run(cut, gap);
    for (std::size_t i = gap.begin; i < gap.end; ++i) {
      if (i >= stays.begin && i < stays.end) continue;
      if (cut[i] == nullptr) verdicts[i] = rule_nearby(cut, gap, i);
    }
  }
}

std::vector<NamedEdit> list_edits(const Verdicts& cut, const std::vector<TextEdit>& edits, const Text& text) {
  std::vector<NamedEdit> list;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (cut[i] != nullptr) {
      list.push_back({{text.line(i).begin, text.line(i).next}, cut[i]->name, ""});
      continue;
    }
    for (const TextEdit& edit : with_white_space(edits_of_line(edits, i), text, i)) {
      list.push_back({edit.span, edit.rule->name, edit.with});
    }
  }
  return list;
}

}  // namespace

Result clean(const std::vector<ast::File>& files, const Document& document, Keep keep, Regexes& regexes) {
  const Text text(document.text, document.title, regexes);
  Result result;
  const std::vector<Active> rules = select(files, document, keep, text, result.notices);
  report_keeps(rules, text, result.notices);
  Verdicts cut = cut_lines(rules, text, result.notices);
  const std::vector<TextEdit> edits = edit_text(rules, cut, text, result.notices);
  cut_emptied_lines(edits, text, cut);
  if (is_too_much(cut, edits, text)) {
    result.notices.emplace(NoticeKind::refused, "");
    return result;
  }
  join_blank_runs(text, cut);
  result.edits = list_edits(cut, edits, text);
  return result;
}

}  // namespace pith::oracle
