#include "oracle/twins.h"

#include <array>
#include <cstdio>
#include <utility>

#include "rules/made_id.h"
#include "rules/mistakes.h"
#include "rules/parser.h"
#include "text/unicode.h"

namespace pith::oracle {
namespace {

bool is_oracles_business(NoticeKind kind) {
  switch (kind) {
    case NoticeKind::capped:
    case NoticeKind::no_end:
    case NoticeKind::report_only:
    case NoticeKind::refused:
    case NoticeKind::site_tie:
    case NoticeKind::no_site_file:
      return true;
    case NoticeKind::gave_up:
    case NoticeKind::too_large:
      return false;
  }
  return false;
}

bool is_about_a_rule(NoticeKind kind) {
  return kind == NoticeKind::capped || kind == NoticeKind::no_end || kind == NoticeKind::report_only;
}

std::string_view name_of(NoticeKind kind) {
  switch (kind) {
    case NoticeKind::capped:
      return "capped";
    case NoticeKind::no_end:
      return "no_end";
    case NoticeKind::gave_up:
      return "gave_up";
    case NoticeKind::report_only:
      return "report_only";
    case NoticeKind::refused:
      return "refused";
    case NoticeKind::site_tie:
      return "site_tie";
    case NoticeKind::no_site_file:
      return "no_site_file";
    case NoticeKind::too_large:
      return "too_large";
  }
  return "";
}

std::string hex(std::string_view before, char32_t value, std::string_view after) {
  std::array<char, 16> digits{};
  std::snprintf(digits.data(), digits.size(), "%02X", static_cast<unsigned>(value));
  return std::string(before) + digits.data() + std::string(after);
}

std::string escape_of(std::string_view text, std::size_t at, const Decoded& d) {
  if (text[at] == '\n') return "\\n";
  if (text[at] == '\r') return "\\r";
  if (text[at] == '\t') return "\\t";
  if (text[at] == '\\') return "\\\\";
  if (!d.valid) {
    std::string out;
    for (const char byte : text.substr(at, d.size)) out += hex("\\x", static_cast<unsigned char>(byte), "");
    return out;
  }
  const bool hidden = d.code_point < 0x20 || is_invisible(d.code_point) || is_mark(d.code_point) ||
                      (d.code_point > 0x7F && is_white_space(d.code_point));
  return hidden ? hex("\\u{", d.code_point, "}") : std::string(text.substr(at, d.size));
}

ast::Origin parsed_origin(Origin origin) {
  return origin == Origin::user ? ast::Origin::user : ast::Origin::builtin;
}

}  // namespace

Twins::Twins(Program program, std::vector<ast::File> files)
    : program_(std::move(program)),
      cleaners_{Cleaner(program_.with(Keep::strict)), Cleaner(program_), Cleaner(program_.with(Keep::bold))},
      files_(std::move(files)) {}

std::optional<Twins> Twins::compile(const std::vector<RuleFile>& files) {
  RuleSet rules;
  std::vector<ast::File> parsed;
  Mistakes mistakes;
  for (const RuleFile& file : files) {
    rules.add(file.text, file.path, file.origin);
    parsed.push_back(parse_rules(file.text, file.path, parsed_origin(file.origin), mistakes));
    make_ids(parsed.back(), mistakes);
  }
  Compiled compiled = std::move(rules).compile();
  if (!compiled || mistakes.any_error()) return std::nullopt;
  return Twins(*std::move(compiled), std::move(parsed));
}

Result Twins::engine(const Paper& paper) {
  const Outcome outcome = cleaner(paper.keep).clean(paper.view());
  Result result;
  for (const Edit& edit : outcome.edits) {
    result.edits.push_back({edit.span, std::string(program_.rule(edit.rule).name), std::string(edit.with)});
  }
  result.edits = merged(result.edits);
  for (const Notice& notice : outcome.notices) {
    if (!is_oracles_business(notice.kind)) continue;
    result.notices.emplace(notice.kind, is_about_a_rule(notice.kind) ? program_.rule(notice.rule).name : "");
  }
  return result;
}

Result Twins::oracle(const Paper& paper) {
  Result result = clean(files_, paper.view(), paper.keep, regexes_);
  result.edits = merged(result.edits);
  return result;
}

bool Twins::disagree(const Paper& paper) {
  if (engine(paper) != oracle(paper)) return true;
  return !broken_law(paper.text, cleaner(paper.keep).clean(paper.view()).edits).empty();
}

std::vector<NamedEdit> merged(const std::vector<NamedEdit>& edits) {
  std::vector<NamedEdit> out;
  for (const NamedEdit& edit : edits) {
    const bool joins = !out.empty() && out.back().with.empty() && edit.with.empty() && out.back().rule == edit.rule &&
                       out.back().span.end == edit.span.begin && !edit.span.empty();
    if (joins) {
      out.back().span.end = edit.span.end;
    } else {
      out.push_back(edit);
    }
  }
  return out;
}

std::string broken_law(std::string_view text, std::span<const Edit> edits) {
  std::uint32_t behind = 0;
  std::string kept;
  for (const Edit& edit : edits) {
    const std::string place = " at byte " + std::to_string(edit.span.begin);
    if (edit.span.end > text.size()) return "an edit is out of bounds" + place;
    if (edit.span.begin >= edit.span.end) return "an edit is empty" + place;
    if (edit.span.begin < behind) return "an edit is out of order or overlaps" + place;
    if (edit.with == text.substr(edit.span.begin, edit.span.size())) return "an edit changes nothing" + place;
    kept += text.substr(behind, edit.span.begin - behind);
    kept += edit.with;
    behind = edit.span.end;
  }
  kept += text.substr(behind);
  std::string applied;
  apply(text, edits, applied);
  return applied == kept ? "" : "apply() does not give what is kept";
}

std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const Decoded d = decode(text, i);
    out += escape_of(text, i, d);
    i += d.size;
  }
  return out;
}

std::string described(const Result& result, std::string_view text) {
  std::string out;
  for (const NamedEdit& edit : result.edits) {
    out += "  " + std::to_string(edit.span.begin) + "-" + std::to_string(edit.span.end) + " " + edit.rule + " \"" +
           escaped(text.substr(edit.span.begin, edit.span.size())) + "\"";
    if (!edit.with.empty()) out += " becomes \"" + escaped(edit.with) + "\"";
    out += "\n";
  }
  for (const auto& [kind, rule] : result.notices) out += "  " + std::string(name_of(kind)) + " " + rule + "\n";
  return out.empty() ? "  nothing\n" : out;
}

}  // namespace pith::oracle
