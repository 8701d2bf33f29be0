#include "engine/text_finders.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "engine/conditions.h"
#include "engine/line_match.h"

namespace pith {
namespace {

using ast::Word;

// A regex without a longest match may look at the rest of the line for every match it finds. On long lines with many
// matches that would be quadratic, so a rule may spend this much on a document: a constant, and a multiple of what it
// reads.
constexpr std::uint64_t kWorkPerRule = std::uint64_t{16} << 20;
constexpr std::uint64_t kWorkPerByte = 64;

bool is_open(Run& run, LineIndex line, Level level) {
  return run.cut[line] == kNoRule && !run.is_saved(line, level);
}

std::string expand(const std::vector<ReplacementPart>& parts, std::string_view line, std::span<const Span> groups) {
  std::string out;
  for (const ReplacementPart& part : parts) {
    out += part.literal;
    if (part.group == 0) continue;
    const Span group = groups[static_cast<std::size_t>(part.group)];
    if (group.begin <= group.end) out += line.substr(group.begin, group.size());
  }
  return out;
}

// Finds one rule's places on one line after the other.
class TextFinder {
 public:
  TextFinder(Run& run, RuleIndex index, std::vector<TextEdit>& edits)
      : run_(run), index_(index), rule_(run.program->rules[index]), edits_(edits) {}

  void find() {
    for (const LineIndex line : candidate_lines(run_, rule_)) {
      if (!is_open(run_, line, rule_.level)) continue;
      line_ = line;
      form_.reset();
      const CompiledMatcher& matcher = run_.program->matchers[rule_.matcher];
      for (const std::uint32_t pattern : matcher.patterns) {
        if (matcher.word == Word::like) {
          find_regex(run_.program->regexes[pattern]);
        } else {
          find_phrase_in_line(run_.program->phrases[pattern]);
        }
      }
    }
  }

 private:
  // The match form of the line with the way back to its bytes.
  struct Form {
    std::string text;
    FormMap map;
    MatchForm edges;
  };

  const Form& form() {
    if (!form_) {
      form_.emplace();
      form_->edges = build_match_form(run_.table[line_].text(run_.table.document()), form_->text, &form_->map);
    }
    return *form_;
  }

  // `span` is relative to `base` in the document.
  void add(Span span, std::uint32_t base, std::string with, bool takes_space) {
    span = {span.begin + base, span.end + base};
    const std::string_view old = run_.table.document().substr(span.begin, span.size());
    if (span.empty() || old == with) return;
    edits_.push_back({span, line_, index_, std::move(with), takes_space});
  }

  bool is_cut() const { return rule_.action == ast::Action::cut_text; }

  void find_regex(const Regex& regex) {
    const std::string_view line = run_.table.trimmed(line_);
    const std::uint32_t base = run_.table.trimmed_begin(line_);
    work_ += kWorkPerByte * line.size();
    std::array<Span, Regex::kMostGroups> groups;
    for (std::size_t from = 0; from < line.size();) {
      if (regex.facts().unbounded) {
        if (work_ < line.size() - from) {
          run_.notice(NoticeKind::gave_up, index_, line_,
                      "too many matches to go on; the rest of the line was left alone");
          return;
        }
        work_ -= line.size() - from;
      }
      const std::size_t wanted = is_cut() ? 1 : groups.size();
      if (!regex.find(line, from, std::span(groups).first(wanted))) return;
      const Span match = groups[0];
      add(match, base, is_cut() ? std::string() : expand(rule_.replacement, line, groups), false);
      from = match.empty() ? match.end + 1 : match.end;
    }
  }

  void find_phrase_in_line(const Phrase& phrase) {
    const std::string_view text = phrase.text;
    const std::string_view whole = phrase.exact ? run_.table.trimmed(line_) : std::string_view(form().text);
    const std::size_t first = phrase.exact ? 0 : form().edges.first;
    const std::size_t last = phrase.exact ? whole.size() : form().edges.last;
    switch (phrase.word) {
      case Word::is:
        if (whole.substr(first, last - first) == text) add_match(phrase, 0, whole.size());
        return;
      case Word::starts:
        // What is ignored in front of the phrase goes with it.
        if (stands_at(whole, first, text)) add_match(phrase, 0, first + text.size());
        return;
      case Word::ends:
        if (last >= text.size() && stands_at(whole.substr(0, last), last - text.size(), text)) {
          add_match(phrase, last - text.size(), whole.size());
        }
        return;
      case Word::has:
        for (std::size_t at = find_phrase(whole, text); at != std::string_view::npos;
             at = find_phrase(whole, text, at + text.size())) {
          add_match(phrase, at, at + text.size());
        }
        return;
      case Word::like:
      case Word::any:
        return;
    }
  }

  // `begin` and `end` are offsets into the form, or into the trimmed line for an exact phrase.
  void add_match(const Phrase& phrase, std::size_t begin, std::size_t end) {
    Span span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    std::uint32_t base = run_.table.trimmed_begin(line_);
    if (!phrase.exact) {
      base = run_.table[line_].begin;
      span = {form().map.source_begin[begin], form().map.source_end[end - 1]};
    }
    std::string with = is_cut() ? std::string() : expand(rule_.replacement, {}, {});
    add(span, base, std::move(with), is_cut());
  }

  Run& run_;
  RuleIndex index_;
  const CompiledRule& rule_;
  std::vector<TextEdit>& edits_;
  LineIndex line_ = 0;
  std::uint64_t work_ = kWorkPerRule;  // that is left
  std::optional<Form> form_;
};

// `with text`: spans from an opening tag to its closing tag, the outermost of nested ones; a tag without a partner
// stands for itself.
std::vector<Span> spans_with_text(const std::vector<const ShortcodeTag*>& tags) {
  std::map<std::string_view, std::vector<const ShortcodeTag*>> open;
  std::vector<Span> spans;
  for (const ShortcodeTag* tag : tags) {
    spans.push_back(tag->span);
    auto& stack = open[tag->name];
    if (!tag->closing) {
      stack.push_back(tag);
    } else if (!stack.empty()) {
      spans.push_back({stack.back()->span.begin, tag->span.end});
      stack.pop_back();
    }
  }
  std::ranges::sort(spans, {}, &Span::begin);
  std::vector<Span> merged;
  for (const Span span : spans) {
    if (!merged.empty() && span.begin < merged.back().end) {
      merged.back().end = std::max(merged.back().end, span.end);
    } else {
      merged.push_back(span);
    }
  }
  return merged;
}

}  // namespace

void find_text(Run& run, RuleIndex rule, std::vector<TextEdit>& edits) {
  TextFinder(run, rule, edits).find();
}

void find_shortcodes(Run& run, RuleIndex index, const std::vector<ShortcodeTag>& tags, std::vector<TextEdit>& edits) {
  const CompiledRule& rule = run.program->rules[index];
  std::vector<const ShortcodeTag*> own;
  for (const ShortcodeTag& tag : tags) {
    const bool named =
        std::ranges::any_of(rule.shortcodes, [&](const std::string& p) { return wildcard_matches(p, tag.name); });
    if (named && is_open(run, tag.line, rule.level) && conditions_hold(run, rule.conditions, tag.line))
      own.push_back(&tag);
  }
  if (!rule.with_text) {
    for (const ShortcodeTag* tag : own) edits.push_back({tag->span, tag->line, index, "", true});
    return;
  }
  LineIndex line = 0;
  for (const Span span : spans_with_text(own)) {
    while (run.table[line].next <= span.begin) ++line;
    for (; line < run.table.size() && run.table[line].begin < span.end; ++line) {
      const Line& whole = run.table[line];
      const Span piece{std::max(span.begin, whole.begin), std::min(span.end, whole.end)};
      if (piece.begin < piece.end && is_open(run, line, rule.level)) edits.push_back({piece, line, index, "", true});
      if (whole.next >= span.end) break;
    }
  }
}

std::vector<ShortcodeTag> shortcodes_of(const LineTable& table) {
  std::vector<ShortcodeTag> tags;
  for (const LineIndex line : table.content()) {
    const std::size_t known = tags.size();
    scan_shortcodes(table[line].text(table.document()), tags);
    for (std::size_t i = known; i < tags.size(); ++i) {
      tags[i].line = line;
      tags[i].span.begin += table[line].begin;
      tags[i].span.end += table[line].begin;
    }
  }
  return tags;
}

}  // namespace pith
