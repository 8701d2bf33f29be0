#include "oracle/edits.h"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "oracle/match.h"
#include "oracle/shortcodes.h"
#include "text/unicode.h"

namespace pith::oracle {
namespace {

using ast::Action;
using LineNumbers = std::vector<std::size_t>;

bool is_text_rule(const Active& rule) {
  switch (rule.rule->action) {
    case Action::cut_text:
    case Action::cut_shortcode:
    case Action::replace_text:
      return true;
    case Action::cut_line:
    case Action::cut_region:
    case Action::keep_line:
      return false;
  }
  return false;
}

std::string_view text_of(const Text& text, Span span) {
  return text.document().substr(span.begin, span.size());
}

bool overlap(Span a, Span b) {
  return a.begin < b.end && b.begin < a.end;
}

// `\1` … `\9` are groups, `\\` is a backslash, all else stands for itself.
std::string replacement(std::string_view written, const Match& match, const Text& text) {
  std::string out;
  for (std::size_t i = 0; i < written.size(); ++i) {
    const char next = written[i] == '\\' && i + 1 < written.size() ? written[i + 1] : '\0';
    if (next >= '1' && next <= '9') {
      const Span group = match.groups[static_cast<std::size_t>(next - '1')];
      if (group.begin < group.end) out += text_of(text, group);
      ++i;
    } else if (next == '\\') {
      out += '\\';
      ++i;
    } else {
      out += written[i];
    }
  }
  return out;
}

std::vector<TextEdit> edits_by_matcher(const Active& rule, const LineNumbers& open, const Text& text) {
  std::vector<TextEdit> edits;
  for (const std::size_t line : open) {
    if (!hold(rule.rule->conditions, text, line)) continue;
    for (const Match& match : find_all(rule.rule->matcher, text, line)) {
      const bool cuts = rule.rule->action == Action::cut_text;
      TextEdit edit{&rule, line, match.span, cuts ? "" : replacement(rule.rule->replacement, match, text)};
      if (edit.with != text_of(text, edit.span)) edits.push_back(std::move(edit));
    }
  }
  return edits;
}

// The parts of a line that lie in some stretch. Stretches that overlap are one part, those that only touch are two.
std::vector<Span> parts_in_line(const std::vector<Stretch>& stretches, const Text& text, std::size_t line) {
  std::vector<Span> parts;
  const std::uint32_t begin = text.line(line).begin;
  for (std::uint32_t at = begin; at < text.line(line).end; ++at) {
    const bool goes = std::ranges::any_of(stretches, [&](Stretch s) { return s.begin <= at && at < s.end; });
    const bool goes_on = std::ranges::any_of(stretches, [&](Stretch s) { return s.begin < at && at < s.end; });
    if (!goes) continue;
    if (at == begin || !goes_on) parts.push_back({at, at});
    parts.back().end = at + 1;
  }
  return parts;
}

std::vector<TextEdit> edits_by_shortcode(const Active& rule, const LineNumbers& open, const Text& text) {
  std::vector<Tag> tags;
  for (const std::size_t line : open) {
    if (!hold(rule.rule->conditions, text, line)) continue;
    for (const Tag& tag : find_tags(*rule.rule, text, line)) tags.push_back(tag);
  }
  std::vector<TextEdit> edits;
  if (!rule.rule->with_text) {
    for (const Tag& tag : tags) edits.push_back({&rule, tag.line, tag.span, ""});
    return edits;
  }
  for (const std::size_t line : open) {
    for (const Span part : parts_in_line(pair_up(tags), text, line)) edits.push_back({&rule, line, part, ""});
  }
  return edits;
}

// The lines that the rule may edit; blank ones are among them, though only `with text` finds anything there.
LineNumbers open_lines(const std::vector<Active>& rules, const Active& rule, const Verdicts& cut, const Text& text) {
  LineNumbers open;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (cut[i] == nullptr && !is_protected(rules, rule, text, i)) open.push_back(i);
  }
  return open;
}

Taken measure(const std::vector<TextEdit>& edits, const LineNumbers& open, const Text& text) {
  Taken taken;
  for (const std::size_t line : open) {
    std::vector<Stretch> spans;
    for (const TextEdit& edit : edits_of_line(edits, line)) spans.push_back(edit.span);
    std::size_t visible = 0;
    for (const Span part : parts_in_line(spans, text, line)) visible += count_visible(text_of(text, part));
    taken.visible += visible;
    taken.lines += !spans.empty();
    taken.prose += text.is_prose(line) && visible == text.visible(line);
  }
  return taken;
}

// All that one rule does, or nothing when it passes its bounds.
std::vector<TextEdit> edits_of_rule(const std::vector<Active>& rules, const Active& rule, const Verdicts& cut,
                                    const Text& text, Notices& notices) {
  const LineNumbers open = open_lines(rules, rule, cut, text);
  const bool by_tag = rule.rule->action == Action::cut_shortcode;
  const std::vector<TextEdit> edits =
      by_tag ? edits_by_shortcode(rule, open, text) : edits_by_matcher(rule, open, text);
  if (edits.empty()) return {};
  if (!is_within(measure(edits, open, text), bounds_of(*rule.rule), text)) {
    notices.emplace(NoticeKind::capped, rule.name);
    return {};
  }
  if (rule.rule->report_only) {
    notices.emplace(NoticeKind::report_only, rule.name);
    return {};
  }
  return edits;
}

// The higher level, then the longer, then the first, then the rule to be named.
bool goes_first(const TextEdit& a, const TextEdit& b) {
  if (a.rule->level != b.rule->level) return a.rule->level > b.rule->level;
  if (a.span.size() != b.span.size()) return a.span.size() > b.span.size();
  if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
  return outranks(*a.rule, *b.rule);
}

std::vector<TextEdit> settle(std::vector<TextEdit> edits) {
  std::ranges::stable_sort(edits, goes_first);
  std::vector<TextEdit> settled;
  for (const TextEdit& edit : edits) {
    if (std::ranges::none_of(settled, [&](const TextEdit& other) { return overlap(edit.span, other.span); })) {
      settled.push_back(edit);
    }
  }
  std::ranges::sort(settled, {}, [](const TextEdit& edit) { return edit.span.begin; });
  return settled;
}

// [begin, end) of the document with the edits in it done.
std::string edited(const std::vector<TextEdit>& edits, const Text& text, std::uint32_t begin, std::uint32_t end) {
  std::string out;
  for (const TextEdit& edit : edits) {
    if (edit.span.begin < begin || edit.span.end > end) continue;
    out += text_of(text, {begin, edit.span.begin});
    out += edit.with;
    begin = edit.span.end;
  }
  out += text_of(text, {begin, end});
  return out;
}

bool takes_white_space(const TextEdit& edit) {
  const ast::Rule& rule = *edit.rule->rule;
  return rule.action == Action::cut_shortcode ||
         (rule.action == Action::cut_text && rule.matcher.word != ast::Word::like);
}

// Where the white space that starts at `at` ends, at `stop` at the latest.
std::uint32_t space_behind(const Text& text, std::uint32_t at, std::uint32_t stop) {
  const std::string_view rest = text_of(text, {at, stop});
  std::uint32_t size = 0;
  while (size < rest.size()) {
    const Decoded d = decode(rest, size);
    if (!d.valid || !is_white_space(d.code_point)) break;
    size += d.size;
  }
  return at + size;
}

// Where the white space that ends at `at` begins, at `stop` at the earliest.
std::uint32_t space_before(const Text& text, std::uint32_t at, std::uint32_t stop) {
  std::string_view rest = text_of(text, {stop, at});
  while (!rest.empty()) {
    const Decoded d = decode_before(rest, rest.size());
    if (!d.valid || !is_white_space(d.code_point)) break;
    rest.remove_suffix(d.size);
  }
  return stop + static_cast<std::uint32_t>(rest.size());
}

}  // namespace

std::vector<TextEdit> edit_text(const std::vector<Active>& rules, const Verdicts& cut, const Text& text,
                                Notices& notices) {
  std::vector<TextEdit> all;
  for (const Active& rule : rules) {
    if (!is_text_rule(rule)) continue;
    for (TextEdit& edit : edits_of_rule(rules, rule, cut, text, notices)) all.push_back(std::move(edit));
  }
  return settle(std::move(all));
}

std::vector<TextEdit> edits_of_line(const std::vector<TextEdit>& edits, std::size_t line) {
  std::vector<TextEdit> found;
  for (const TextEdit& edit : edits) {
    if (edit.line == line) found.push_back(edit);
  }
  return found;
}

bool empties(const std::vector<TextEdit>& line_edits, const Text& text, std::size_t line) {
  return !line_edits.empty() && is_blank(edited(line_edits, text, text.line(line).begin, text.line(line).end));
}

std::vector<TextEdit> with_white_space(std::vector<TextEdit> line_edits, const Text& text, std::size_t line) {
  for (std::size_t i = 0; i < line_edits.size(); ++i) {
    if (!takes_white_space(line_edits[i])) continue;
    const std::uint32_t line_begin = text.line(line).begin;
    const std::uint32_t line_end = text.line(line).end;
    const std::uint32_t previous = i == 0 ? line_begin : line_edits[i - 1].span.end;
    const std::uint32_t next = i + 1 == line_edits.size() ? line_end : line_edits[i + 1].span.begin;
    Span& span = line_edits[i].span;
    const std::uint32_t from = space_before(text, span.begin, previous);
    const std::uint32_t to = space_behind(text, span.end, next);
    const bool first = is_blank(edited(line_edits, text, line_begin, span.begin));
    const bool last = is_blank(edited(line_edits, text, span.end, line_end));
    if (first) {
      span.end = to;
    } else if (last || (from < span.begin && span.end < to)) {
      span.begin = from;
    }
  }
  return line_edits;
}

}  // namespace pith::oracle
