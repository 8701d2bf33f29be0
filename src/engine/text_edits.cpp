#include "engine/text_edits.h"

#include <fmt/format.h>
#include <algorithm>
#include <map>
#include <tuple>

#include "engine/text_finders.h"
#include "text/unicode.h"

namespace pith {
namespace {

using ast::Action;

bool is_text_rule(Action action) {
  return action == Action::cut_text || action == Action::replace_text || action == Action::cut_shortcode;
}

// What one rule would take, its own overlaps counted once. `edits` are sorted by place.
Taken taken_by(Run& run, std::vector<TextEdit>& edits) {
  Taken taken;
  for (std::size_t i = 0; i < edits.size();) {
    const LineIndex line = edits[i].line;
    std::uint32_t of_line = 0;
    std::uint32_t behind = 0;
    for (; i < edits.size() && edits[i].line == line; ++i) {
      const std::uint32_t begin = std::max(edits[i].span.begin, behind);
      behind = std::max(behind, edits[i].span.end);
      if (begin < behind) of_line += count_visible(run.table.document().substr(begin, behind - begin));
    }
    const bool whole_prose = run.table.is_prose(line) && of_line == run.shares.visible(line);
    taken.add({of_line, 1, whole_prose ? 1U : 0U});
  }
  return taken;
}

// Adds the edits of one rule to `all` if they are within its bounds.
void add_rule(Run& run, RuleIndex index, std::vector<TextEdit> edits, std::vector<TextEdit>& all) {
  if (edits.empty()) return;
  const CompiledRule& rule = run.program->rules[index];
  std::ranges::stable_sort(edits, {}, [](const TextEdit& e) { return std::tuple(e.span.begin, e.span.end); });
  const Taken taken = taken_by(run, edits);
  if (std::string why = run.passes_bound(rule.bounds, taken); !why.empty()) {
    run.notice(NoticeKind::capped, index, edits.front().line, std::move(why));
    return;
  }
  if (rule.report_only) {
    run.notice(NoticeKind::report_only, index, edits.front().line,
               fmt::format("would change {} {}", taken.lines, taken.lines == 1 ? "line" : "lines"));
    return;
  }
  std::ranges::move(edits, std::back_inserter(all));
}

// Keeps the winners, by place.
std::vector<TextEdit> settle(const Run& run, std::vector<TextEdit> edits) {
  std::ranges::stable_sort(edits, {}, [&](const TextEdit& e) {
    const CompiledRule& rule = run.program->rules[e.rule];
    return std::tuple(-static_cast<int>(rule.level), ~e.span.size(), e.span.begin, rule.rank);
  });
  std::map<std::uint32_t, std::uint32_t> taken;  // begin to end
  std::erase_if(edits, [&](const TextEdit& e) {
    const auto behind = taken.lower_bound(e.span.end);
    if (behind != taken.begin() && std::prev(behind)->second > e.span.begin) return true;
    taken.emplace(e.span.begin, e.span.end);
    return false;
  });
  std::ranges::sort(edits, {}, [](const TextEdit& e) { return e.span.begin; });
  return edits;
}

std::uint32_t space_before(std::string_view document, std::uint32_t from, std::uint32_t at) {
  std::string_view gap = document.substr(from, at - from);
  std::uint32_t size = 0;
  while (!gap.empty()) {
    const Decoded d = decode_before(gap, gap.size());
    if (!d.valid || !is_white_space(d.code_point)) break;
    size += d.size;
    gap.remove_suffix(d.size);
  }
  return size;
}

std::uint32_t space_behind(std::string_view document, std::uint32_t at, std::uint32_t to) {
  std::uint32_t size = 0;
  while (at + size < to) {
    const Decoded d = decode(document, at + size);
    if (!d.valid || !is_white_space(d.code_point)) break;
    size += d.size;
  }
  return size;
}

// The settled edits of one line, in order.
class LineEdits {
 public:
  LineEdits(Run& run, std::span<TextEdit> edits)
      : run_(run), document_(run.table.document()), line_(run.table[edits.front().line]), edits_(edits) {}

  bool empties_the_line() const {
    std::string rest;
    std::uint32_t at = line_.begin;
    for (const TextEdit& edit : edits_) {
      rest += document_.substr(at, edit.span.begin - at);
      rest += edit.with;
      at = edit.span.end;
    }
    rest += document_.substr(at, line_.end - at);
    return is_blank(rest);
  }

  RuleIndex best_rule() const {
    RuleIndex best = kNoRule;
    for (const TextEdit& edit : edits_) best = run_.better(best, edit.rule);
    return best;
  }

  // Lets cuts take the white space that would otherwise stand at the line's edge or twice.
  void take_space() {
    // behind[i]: does anything but white space stay behind edit i?
    std::vector<char> behind(edits_.size());
    bool something = false;
    std::uint32_t end = line_.end;
    for (std::size_t i = edits_.size(); i-- > 0;) {
      something = something || !is_blank(document_.substr(edits_[i].span.end, end - edits_[i].span.end));
      behind[i] = something ? 1 : 0;
      something = something || !is_blank(edits_[i].with);
      end = edits_[i].span.begin;
    }
    bool before = false;
    std::uint32_t at = line_.begin;
    for (std::size_t i = 0; i < edits_.size(); ++i) {
      TextEdit& edit = edits_[i];
      before = before || !is_blank(document_.substr(at, edit.span.begin - at));
      if (edit.takes_space) {
        const std::uint32_t next = i + 1 < edits_.size() ? edits_[i + 1].span.begin : line_.end;
        const std::uint32_t left = space_before(document_, at, edit.span.begin);
        const std::uint32_t right = space_behind(document_, edit.span.end, next);
        if (!before) {
          edit.span.end += right;
        } else if (behind[i] == 0 || (left > 0 && right > 0)) {
          edit.span.begin -= left;
        }
      }
      before = before || !is_blank(edit.with);
      at = edit.span.end;
    }
  }

 private:
  Run& run_;
  std::string_view document_;
  const Line& line_;
  std::span<TextEdit> edits_;
};

}  // namespace

std::vector<TextEdit> decide_text_edits(Run& run) {
  std::vector<TextEdit> all;
  std::vector<ShortcodeTag> tags;
  bool scanned = false;
  for (const RuleIndex index : run.rules) {
    const Action action = run.program->rules[index].action;
    if (!is_text_rule(action)) continue;
    const Decided decided(run.hits.costs, index);
    std::vector<TextEdit> edits;
    if (action == Action::cut_shortcode) {
      if (!scanned) tags = shortcodes_of(run.table);
      scanned = true;
      find_shortcodes(run, index, tags, edits);
    } else {
      find_text(run, index, edits);
    }
    add_rule(run, index, std::move(edits), all);
  }
  all = settle(run, std::move(all));

  std::vector<TextEdit> left;
  for (std::size_t i = 0; i < all.size();) {
    std::size_t j = i;
    while (j < all.size() && all[j].line == all[i].line) ++j;
    LineEdits line(run, std::span(all).subspan(i, j - i));
    if (line.empties_the_line()) {
      run.cut[all[i].line] = line.best_rule();
    } else {
      line.take_space();
      std::move(all.begin() + static_cast<std::ptrdiff_t>(i), all.begin() + static_cast<std::ptrdiff_t>(j),
                std::back_inserter(left));
    }
    i = j;
  }
  return left;
}

}  // namespace pith
