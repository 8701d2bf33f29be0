#include "engine/costs.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/select.h"

namespace pith {
namespace {

std::uint64_t since(CostClock::time_point start) {
  return static_cast<std::uint64_t>((CostClock::now() - start).count());
}

std::uint64_t less(std::uint64_t from, std::uint64_t what) {
  return from - std::min(from, what);
}

// Every matcher that a rule asks about, each once.
std::vector<MatcherId> matchers_of(const CompiledRule& rule) {
  std::vector<MatcherId> matchers = {rule.matcher, rule.last};
  for (const CompiledCondition& condition : rule.conditions) matchers.push_back(condition.matcher);
  std::erase(matchers, kNoMatcher);
  std::ranges::sort(matchers);
  matchers.erase(std::unique(matchers.begin(), matchers.end()), matchers.end());
  return matchers;
}

}  // namespace

std::uint64_t clock_cost() {
  std::array<std::uint64_t, 1001> looks{};
  for (std::uint64_t& look : looks) look = since(CostClock::now());
  std::ranges::nth_element(looks, looks.begin() + looks.size() / 2);
  return looks[looks.size() / 2];
}

void Tried::book() {
  const std::uint64_t time = since(start_);
  Costs::OfMatcher& matcher = costs_->matchers[matcher_];
  ++matcher.tries;
  matcher.nanoseconds += less(time, costs_->look);
  // One look is in the time, another around it.
  costs_->tried += time + costs_->look;
}

void Decided::book() {
  costs_->rules[rule_] += less(since(start_), costs_->tried - tried_ + costs_->look);
}

CostSheet::CostSheet(const ProgramData& program) : program_(program) {
  costs_.matchers.resize(program.matchers.size());
  costs_.rules.resize(program.rules.size());
  costs_.look = clock_cost();
  sums_.rules.resize(program.rules.size());
}

void CostSheet::set_stack(std::shared_ptr<const Stack> stack) {
  if (stack == stack_) return;
  share_out();
  stack_ = std::move(stack);
}

void CostSheet::share_out() {
  std::vector<std::uint32_t> users(costs_.matchers.size(), 0);
  std::vector<RuleIndex> rules;
  if (stack_ != nullptr) rules = stack_->rules;
  for (const RuleIndex rule : rules) {
    for (const MatcherId matcher : matchers_of(program_.rules[rule])) ++users[matcher];
  }
  for (const RuleIndex rule : rules) {
    RuleCost& sum = sums_.rules[rule];
    for (const MatcherId matcher : matchers_of(program_.rules[rule])) {
      const Costs::OfMatcher& cost = costs_.matchers[matcher];
      sum.tries += cost.tries;
      sum.nanoseconds += static_cast<double>(cost.nanoseconds) / users[matcher];
      if (cost.tries > 0) sum.sharers = std::max(sum.sharers, users[matcher]);
    }
  }
  for (MatcherId matcher = 0; matcher < users.size(); ++matcher) {
    Costs::OfMatcher& cost = costs_.matchers[matcher];
    if (users[matcher] == 0) {
      sums_.known_by.tries += cost.tries;
      sums_.known_by.nanoseconds += static_cast<double>(cost.nanoseconds);
    }
    cost = {};
  }
}

RuleCosts CostSheet::take() {
  share_out();
  for (RuleIndex rule = 0; rule < sums_.rules.size(); ++rule) {
    RuleCost& sum = sums_.rules[rule];
    sum.nanoseconds += static_cast<double>(std::exchange(costs_.rules[rule], 0));
    sum.tries_every_line = std::ranges::any_of(matchers_of(program_.rules[rule]),
                                               [&](MatcherId matcher) { return program_.matchers[matcher].scan; });
  }
  RuleCosts taken = std::move(sums_);
  sums_ = {};
  sums_.rules.resize(program_.rules.size());
  return taken;
}

}  // namespace pith
