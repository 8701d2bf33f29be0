#include "engine/engine.h"

#include <algorithm>
#include <limits>

#include "engine/assemble.h"
#include "engine/line_cuts.h"
#include "text/unicode.h"

namespace pith {

// Dates are written YYYY-MM-DD, so their order is that of their bytes.
bool in_force(const CompiledRule& rule, std::string_view date) {
  constexpr std::size_t kDateSize = 10;
  if (date.size() < kDateSize) return true;
  date = date.substr(0, kDateSize);
  return (rule.since.empty() || rule.since <= date) && (rule.until_date.empty() || date <= rule.until_date);
}

bool Engine::load(const Document& document) {
  edits_.clear();
  text_edits_.clear();
  run_.notices.clear();
  if (document.text.size() >= std::numeric_limits<std::uint32_t>::max()) {
    choice_ = {};
    chosen_ = &choice_;
    stack_ = nullptr;
    run_.notices.push_back({NoticeKind::too_large, 0, 0, "the document is over 4 GiB: split it"});
    return false;
  }
  run_.table.load(document.text);
  return true;
}

Outcome Engine::clean(const Document& document, StageTimes* times) {
  clock_.start(times);
  if (load(document)) {
    clock_.lap(&StageTimes::split);
    run(document, true);
    clock_.lap(&StageTimes::decide);
  }
  clock_.start(nullptr);
  return outcome();
}

void Engine::book_costs() {
  costs_ = std::make_unique<CostSheet>(program_);
  run_.hits.costs = costs_->costs();
}

RuleCosts Engine::take_costs() {
  RuleCosts taken = costs_ == nullptr ? RuleCosts() : costs_->take();
  run_.hits.costs = nullptr;
  costs_.reset();
  return taken;
}

Outcome Engine::clean_for_test(const Document& document, FileIndex file, bool caps) {
  if (!load(document)) return outcome();
  chosen_ = &choice_;
  stack_ = selector_.select_for_test(file, choice_);
  scan();
  decide(document.date, caps);
  return outcome();
}

Outcome Engine::clean_for_test(const Document& document, bool caps) {
  if (load(document)) run(document, caps);
  return outcome();
}

void Engine::run(const Document& document, bool caps) {
  select(document);
  scan();
  if (document.site.empty() && document.url.empty()) {
    if (std::vector<FileIndex> files = selector_.known_files(run_.table, run_.hits, run_.notices); !files.empty()) {
      chosen_ = &choice_;
      stack_ = selector_.select_known(std::move(files), document.lang, choice_);
      scan();
    }
  }
  decide(document.date, caps);
}

// Choosing takes as long as cleaning a short document, and documents are often of sites that were seen.
void Engine::select(const Document& document) {
  const Choices::Made* made = choices_.find(document);
  stack_ = made == nullptr ? nullptr : made->stack.lock();
  if (stack_ != nullptr) {
    chosen_ = &made->choice;
    return;
  }
  stack_ = selector_.select(document, choice_, run_.notices);
  // What is said of a choice is said each time.
  chosen_ = run_.notices.empty() ? &choices_.keep(choice_, stack_)->choice : &choice_;
}

void Engine::scan() {
  if (costs_ != nullptr) costs_->set_stack(stack_);
  run_.hits.reset(program_.matchers.size());
  run_.shares.load(run_.table);
  stack_->index.scan(run_.table, run_.hits);
}

// Of thousands of rules few have a line to look at; only these are walked.
void Engine::choose_rules(std::string_view date) {
  run_.rules.clear();
  const auto add = [&](RuleIndex rule) {
    if (in_force(program_.rules[rule], date)) run_.rules.push_back(rule);
  };
  for (const RuleIndex rule : stack_->always) add(rule);
  for (const MatcherId matcher : run_.hits.used()) {
    for (const RuleIndex rule : stack_->of_matcher(matcher)) add(rule);
  }
  std::ranges::sort(run_.rules, {}, [&](RuleIndex rule) { return program_.rules[rule].rank; });
}

void Engine::decide(std::string_view date, bool caps) {
  run_.program = &program_;
  run_.caps = caps;
  choose_rules(date);
  clock_.lap(&StageTimes::match);
  run_.clear_verdicts();
  if (run_.rules.empty() || run_.table.content().empty()) return;
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

bool Engine::takes_too_much() {
  std::uint64_t taken = 0;
  for (LineIndex line = 0; line < run_.table.size(); ++line) {
    if (run_.cut[line] != kNoRule) taken += run_.shares.visible(line);
  }
  for (const TextEdit& edit : text_edits_) {
    taken += count_visible(run_.table.document().substr(edit.span.begin, edit.span.size()));
  }
  return !run_.shares.is_within(taken, kMostOfAll);
}

}  // namespace pith
