#include "engine/engine.h"

#include <limits>

#include "engine/assemble.h"
#include "engine/line_cuts.h"
#include "text/unicode.h"

namespace pith {
namespace {

// Dates are written YYYY-MM-DD, so their order is that of their bytes. A document without a date gets every rule.
bool in_force(const CompiledRule& rule, std::string_view date) {
  constexpr std::size_t kDateSize = 10;
  if (date.size() < kDateSize) return true;
  date = date.substr(0, kDateSize);
  return (rule.since.empty() || rule.since <= date) && (rule.until_date.empty() || date <= rule.until_date);
}

}  // namespace

bool Engine::load(const Document& document) {
  edits_.clear();
  text_edits_.clear();
  run_.notices.clear();
  choice_ = {};
  if (document.text.size() >= std::numeric_limits<std::uint32_t>::max()) {
    run_.notices.push_back({NoticeKind::too_large, 0, 0, "the document is over 4 GiB: split it"});
    return false;
  }
  run_.table.load(document.text);
  return true;
}

Outcome Engine::clean(const Document& document) {
  if (!load(document)) return outcome();
  return run(document, selector_.select(document, run_.table, run_.hits, choice_, run_.notices), true);
}

Outcome Engine::clean_for_test(const Document& document, FileIndex file, bool caps) {
  if (!load(document)) return outcome();
  return run(document, selector_.select_for_test(file, choice_), caps);
}

Outcome Engine::clean_for_test(const Document& document, bool caps) {
  if (!load(document)) return outcome();
  return run(document, selector_.select(document, run_.table, run_.hits, choice_, run_.notices), caps);
}

Outcome Engine::run(const Document& document, std::shared_ptr<const Stack> stack, bool caps) {
  stack_ = std::move(stack);
  run_.program = &program_;
  run_.rules = &in_force_;
  run_.caps = caps;
  in_force_.clear();
  for (const RuleIndex rule : stack_->rules) {
    if (in_force(program_.rules[rule], document.date)) in_force_.push_back(rule);
  }
  decide();
  return outcome();
}

void Engine::decide() {
  run_.hits.reset(program_.matchers.size());
  stack_->index.scan(run_.table, run_.hits);
  run_.shares.load(run_.table);
  decide_lines(run_);
  text_edits_ = decide_text_edits(run_);
  if (run_.caps && takes_too_much()) {
    text_edits_.clear();
    run_.notices.push_back(
        {NoticeKind::refused, 0, 0, "the rules together would take more than 90% of the text: nothing was cut"});
    return;
  }
  join_blank_runs(run_);
  assemble(run_, text_edits_, edits_);
}

bool Engine::takes_too_much() const {
  std::uint64_t taken = 0;
  for (LineIndex line = 0; line < run_.table.size(); ++line) {
    if (run_.cut[line] != kNoRule) taken += run_.shares.visible(line);
  }
  for (const TextEdit& edit : text_edits_) {
    taken += count_visible(run_.table.document().substr(edit.span.begin, edit.span.size()));
  }
  return taken * 100 > std::uint64_t{kMostOfAll} * run_.shares.total();
}

}  // namespace pith
