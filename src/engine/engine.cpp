#include "engine/engine.h"

#include <algorithm>
#include <limits>

#include "engine/assemble.h"
#include "engine/conditions.h"
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
  run_.table.load(document.text, document.title);
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

Outcome Engine::clean_for_test(const Document& document, FileIndex file, Keep keep, bool caps) {
  if (!load(document)) return outcome();
  chosen_ = &choice_;
  stack_ = selector_.select_for_test(file, keep, choice_);
  scan();
  decide(document.date, caps);
  return outcome();
}

Outcome Engine::clean_for_test(const Document& document, Keep keep, bool caps) {
  keep_ = keep;
  if (load(document)) run(document, caps);
  return outcome();
}

void Engine::run(const Document& document, bool caps) {
  select(document);
  scan();
  if (document.site.empty() && document.url.empty()) {
    if (std::vector<FileIndex> files = selector_.known_files(run_); !files.empty()) {
      chosen_ = &choice_;
      stack_ = selector_.select_known(std::move(files), document.lang, keep_, choice_);
      scan();
    }
  }
  decide(document.date, caps);
}

// Choosing takes as long as cleaning a short document, and documents are often of sites that were seen.
void Engine::select(const Document& document) {
  const Choices::Made* made = choices_.find(document, keep_);
  stack_ = made == nullptr ? nullptr : made->stack.lock();
  if (stack_ != nullptr) {
    chosen_ = &made->choice;
    return;
  }
  stack_ = selector_.select(document, keep_, choice_, run_.notices);
  // What is said of a choice is said each time.
  chosen_ = run_.notices.empty() ? &choices_.keep(choice_, stack_)->choice : &choice_;
}

void Engine::scan() {
  if (costs_ != nullptr) costs_->set_stack(stack_);
  run_.program = &program_;
  run_.hits.reset(program_.matchers.size());
  run_.edges.clear();
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
  leave_out_gated();
  std::ranges::sort(run_.rules, {}, [&](RuleIndex rule) { return program_.rules[rule].rank; });
}

// Rules of packs that are for documents of another kind.
void Engine::leave_out_gated() {
  gates_.assign(program_.files.size(), Gate::unknown);
  std::erase_if(run_.rules, [&](RuleIndex rule) {
    if (!program_.rules[rule].gated) return false;
    const FileIndex file = program_.infos[rule].file;
    Gate& gate = gates_[file];
    if (gate == Gate::unknown) gate = is_known(run_, program_.files[file]) ? Gate::open : Gate::closed;
    return gate == Gate::closed;
  });
}

void Engine::decide(std::string_view date, bool caps) {
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
  std::uint64_t unbounded = 0;  // by rules of `limit none`: the share is of what these leave
  const auto count = [&](RuleIndex rule, std::uint64_t visible) {
    (program_.rules[rule].bounds.is_none() ? unbounded : taken) += visible;
  };
  for (LineIndex line = 0; line < run_.table.size(); ++line) {
    if (run_.cut[line] != kNoRule) count(run_.cut[line], run_.shares.visible(line));
  }
  for (const TextEdit& edit : text_edits_) {
    count(edit.rule, count_visible(run_.table.document().substr(edit.span.begin, edit.span.size())));
  }
  if (unbounded == 0) return !run_.shares.is_within(taken, kMostOfAll);
  const std::uint64_t rest = run_.shares.total() - unbounded;
  return rest == 0 || taken * 100 > kMostOfAll * rest;
}

}  // namespace pith
