// Rules and a document in one input, a line `----` between them; the document's first line is its title as well.
// However carefully it is cleaned the edits are sorted, disjoint and not empty, kept and removed bytes are the input,
// valid UTF-8 stays valid, and doing it again gives the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "pith.h"
#include "text/unicode.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

void check_outcome(std::string_view text, const pith::Outcome& outcome, std::string& cleaned) {
  std::string whole;
  std::uint32_t at = 0;
  for (const pith::Edit& edit : outcome.edits) {
    check(edit.span.begin >= at && edit.span.end > edit.span.begin && edit.span.end <= text.size());
    whole += text.substr(at, edit.span.begin - at);
    whole += text.substr(edit.span.begin, edit.span.size());
    at = edit.span.end;
  }
  whole += text.substr(at);
  check(whole == text);
  pith::apply(text, outcome.edits, cleaned);
  if (pith::is_valid_utf8(text)) check(pith::is_valid_utf8(cleaned));
  if (outcome.edits.empty()) check(cleaned == text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view kSeparator = "\n----\n";
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t split = input.find(kSeparator);
  if (split == std::string_view::npos) return 0;
  pith::RuleSet rules;
  rules.add(input.substr(0, split + 1), "fuzz.rules");
  const auto program = std::move(rules).compile();
  if (!program) return 0;

  pith::Document document;
  document.text = input.substr(split + kSeparator.size());
  document.title = document.text.substr(0, document.text.find('\n'));
  for (const pith::Keep keep : {pith::Keep::strict, pith::Keep::balanced, pith::Keep::bold}) {
    pith::Cleaner cleaner(program->with(keep));
    std::string first;
    std::string second;
    check_outcome(document.text, cleaner.clean(document), first);
    check_outcome(document.text, cleaner.clean(document), second);
    check(first == second);
    for (pith::RuleIndex rule = 0; rule < program->rule_count() && rule < 4; ++rule)
      check(!cleaner.why(document, rule).empty());
  }
  return 0;
}
