#include "output/rule_draft.h"

#include <fmt/format.h>

#include <algorithm>

#include "output/numbers.h"

namespace pith {
namespace {

constexpr std::size_t kMostExamples = 2;

std::string_view word_of(DraftWord word) {
  switch (word) {
    case DraftWord::is:
      return "is";
    case DraftWord::starts:
      return "starts";
    case DraftWord::ends:
      return "ends";
    case DraftWord::like:
      return "like";
    case DraftWord::date:
      return "date";
    case DraftWord::number:
      return "number";
  }
  return {};
}

std::string guard_of(const DraftRule& rule) {
  switch (rule.guard) {
    case DraftGuard::none:
      break;
    case DraftGuard::not_before:
      return fmt::format(" not before run of {}+ lines prose", rule.guard_run);
    case DraftGuard::after:
      return fmt::format(" after run of {}+ lines prose", rule.guard_run);
  }
  return {};
}

std::string end_of(const DraftRule& rule) {
  switch (rule.end) {
    case DraftEnd::line:
      break;
    case DraftEnd::for_lines:
      return fmt::format(" for {} lines", rule.for_lines);
    case DraftEnd::to_blank:
      return " to blank";
    case DraftEnd::to_line:
      return fmt::format(" to line is {}", quoted(rule.end_phrase));
    case DraftEnd::to_prose:
      return " to prose";
    case DraftEnd::to_end:
      return " to end" + guard_of(rule);
  }
  return {};
}

std::string where_of(const DraftRule& rule) {
  switch (rule.where) {
    case DraftWhere::anywhere:
      break;
    case DraftWhere::below:
      return fmt::format(" below line is {}", quoted(rule.where_phrase));
    case DraftWhere::above:
      return fmt::format(" above line is {}", quoted(rule.where_phrase));
    case DraftWhere::top:
      return fmt::format(" top {} lines", rule.where_lines);
  }
  return {};
}

std::string statement_of(const DraftRule& rule) {
  std::string out = rule.end == DraftEnd::line ? "cut line " : "cut from line ";
  out += word_of(rule.word);
  for (std::size_t i = 0; i < rule.patterns.size(); ++i) {
    const std::string& pattern = rule.patterns[i];
    out += i == 0 ? " " : " | ";
    out += rule.word == DraftWord::like ? fmt::format("/{}/", pattern) : quoted(pattern);
  }
  if (rule.most_words > 0) out += fmt::format(" words <= {}", rule.most_words);
  return out + end_of(rule) + where_of(rule);
}

std::string limit_of(const DraftRule& rule) {
  if (rule.limit_lines == 0) return {};
  return fmt::format("{} lines, {}%", rule.limit_lines, rule.limit_percent);
}

std::string evidence_of(const Draft& draft, const DraftRule& rule) {
  const Evidence& evidence = rule.evidence;
  std::string out =
      fmt::format("on {} of {}", with_commas(evidence.documents), counted(draft.documents, "text", "texts"));
  if (draft.hosts > 1) out += fmt::format(", {}", counted(evidence.hosts, "host", "hosts"));
  out += fmt::format("; takes {}, {}", counted(evidence.lines, "line", "lines"),
                     counted(evidence.characters, "character", "characters"));
  if (evidence.wrong > 0) out += fmt::format("; {} seem wrong", with_commas(evidence.wrong));
  if (draft.gold_documents == 0 && evidence.between > evidence.wrong) {
    out += fmt::format("; {} inside the article", with_commas(evidence.between - evidence.wrong));
  }
  if (evidence.capped > 0)
    out += fmt::format("; its limit held it back in {}", counted(evidence.capped, "text", "texts"));
  return out;
}

class DraftWriter {
 public:
  explicit DraftWriter(const Draft& draft) : draft_(draft) {}

  WrittenDraft run() {
    write_remarks();
    write_header();
    // Whoever deletes a rule deletes its test.
    for (std::size_t i = 0; i < draft_.rules.size(); ++i) {
      write_rule(i);
      write_test(i);
    }
    write_near_misses();
    return std::move(out_);
  }

 private:
  void line(std::string_view text, const DraftPlace& place = {}) {
    out_.text += text;
    out_.text += '\n';
    out_.places.push_back(place);
  }

  void remark(std::string_view text) { line(text.empty() ? "#" : fmt::format("# {}", text)); }

  void write_remarks() {
    const std::string for_whom = !draft_.pack.empty()   ? fmt::format("the pack {}", draft_.pack)
                                 : !draft_.site.empty() ? draft_.site
                                                        : "texts of any site";
    remark(fmt::format("A draft of rules for {}, by `pith tune --suggest`.", for_whom));
    remark("Read each rule before you keep it: could an article hold such a line? Delete it, with its test, if so.");
    remark("Headlines of one day stand on all texts that were fetched on it: no rule for these lasts.");
    remark("");
    std::string texts = counted(draft_.documents, "text", "texts");
    if (draft_.hosts > 1) texts += fmt::format(" of {}", counted(draft_.hosts, "host", "hosts"));
    if (draft_.copies > 0) texts += fmt::format(", and {} left out as copies", with_commas(draft_.copies));
    remark(fmt::format("From {}. Most useful rules first, by texts times characters.", texts));
    if (draft_.across_hosts) remark("Only what stands on three hosts or more is proposed.");
    write_share();
    write_estimate();
    if (draft_.wrong > 0) {
      remark(fmt::format("{} not shown: more than a fifth of what they take would be wrong.",
                         counted(draft_.wrong, "rule is", "rules are")));
    }
    if (draft_.left_out > 0) {
      remark(fmt::format("{} of less use not shown: clean with these first, then ask again.",
                         counted(draft_.left_out, "rule is", "rules are")));
    }
    line("");
  }

  void write_share() {
    std::uint64_t taken = 0;
    for (const DraftRule& rule : draft_.rules) taken += rule.evidence.characters;
    if (taken == 0 || draft_.characters == 0) return;
    const double share = 100 * static_cast<double>(taken) / static_cast<double>(draft_.characters);
    const std::string written = share < 1 ? std::string("less than 1") : fmt::format("{:.0f}", share);
    remark(fmt::format("Together they take {} % of the characters that the rules in use leave.", written));
  }

  void write_estimate() {
    if (draft_.gold_documents > 0) {
      remark(fmt::format("Wrong cuts are counted: lines that stand in the gold of their text ({} with one).",
                         counted(draft_.gold_documents, "text", "texts")));
    }
    if (draft_.gold_documents < draft_.documents) {
      remark("Wrong cuts are an estimate from position: where sentences stand that are in no other text, there the");
      remark("article seems to be; a line in there that does not recur as it is counts as wrong.");
    }
  }

  void write_header() {
    line("format  1");
    if (!draft_.pack.empty()) {
      line(fmt::format("pack    {}", draft_.pack));
    } else if (!draft_.site.empty()) {
      line(fmt::format("site    {}", draft_.site));
    }
    if (!draft_.lang.empty()) line(fmt::format("lang    {}", draft_.lang));
    for (const std::string& phrase : draft_.known_by) line(fmt::format("known by is {}", quoted(phrase)));
    line("");
  }

  void write_rule(std::size_t index) {
    const DraftRule& rule = draft_.rules[index];
    const DraftPlace place{DraftPlace::Kind::rule, index, 0};
    line(statement_of(rule), place);
    line(fmt::format("    id     {}", rule.id), place);
    if (const std::string limit = limit_of(rule); !limit.empty()) line(fmt::format("    limit  {}", limit), place);
    line(fmt::format("    why    {}", evidence_of(draft_, rule)), place);
    for (std::size_t i = 0; i < rule.examples.size() && i < kMostExamples; ++i) {
      line(fmt::format("    # e.g.  {}", rule.examples[i]), place);
    }
    if (rule.evidence.wrong > 0) line(fmt::format("    # wrong?  {}", rule.evidence.wrong_example), place);
    line("");
  }

  void write_near_misses() {
    if (draft_.near_misses.empty()) return;
    remark("--- near misses: they would also take what seems to belong to articles ---");
    line("");
    for (const DraftRule& rule : draft_.near_misses) {
      remark(statement_of(rule));
      if (const std::string limit = limit_of(rule); !limit.empty()) remark(fmt::format("    limit  {}", limit));
      remark(fmt::format("    why    {}", evidence_of(draft_, rule)));
      if (!rule.evidence.wrong_example.empty()) remark(fmt::format("    wrong?  {}", rule.evidence.wrong_example));
      line("");
    }
  }

  void write_test(std::size_t index) {
    const DraftRule& rule = draft_.rules[index];
    if (rule.test.empty()) return;
    line(fmt::format("test \"{}\"", rule.id), {DraftPlace::Kind::test, index, 0});
    for (std::size_t i = 0; i < rule.test.size(); ++i) {
      const DraftTestLine& test = rule.test[i];
      std::string mark = test.goes ? "-" : "=";
      if (test.by_rule && !test.text.empty()) mark += fmt::format("[{}]", rule.id);
      line(test.text.empty() ? mark : fmt::format("{} {}", mark, test.text), {DraftPlace::Kind::test_line, index, i});
    }
    line("");
  }

  const Draft& draft_;
  WrittenDraft out_;
};

}  // namespace

std::string quoted(std::string_view phrase) {
  std::string out = "\"";
  for (const char c : phrase) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string rules_for_trial(const Draft& draft) {
  std::string out = "format 1\n";
  for (const DraftRule& rule : draft.rules) {
    out += fmt::format("{}\n    id {}\n", statement_of(rule), rule.id);
    if (const std::string limit = limit_of(rule); !limit.empty()) out += fmt::format("    limit {}\n", limit);
  }
  return out;
}

WrittenDraft write_draft(const Draft& draft) {
  return DraftWriter(draft).run();
}

}  // namespace pith
