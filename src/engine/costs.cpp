#include "engine/costs.h"

#include <algorithm>
#include <ctime>
#include <utility>

#include "engine/select.h"

namespace pith {
namespace {

// In the middle of a longer one another program had the processor.
constexpr std::int64_t kLongestLook = 10'000;

// A comparison that seems to take longer is held against the processor's time.
constexpr std::int64_t kLong = 50'000;
// So rarely the processor is asked without need: that takes as long as some comparisons.
constexpr std::uint32_t kTriesBetween = 1024;

std::int64_t processor_time() {
  struct timespec time = {};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

// What lies behind `start`, and what a look at the clock takes, in nanoseconds.
struct Looks {
  explicit Looks(CostClock::time_point start) {
    const auto end = CostClock::now();
    look = (CostClock::now() - end).count();
    look = std::min(look, kLongestLook);
    time = (end - start).count() - look;
  }

  std::int64_t time = 0;
  std::int64_t look = 0;
};

double not_negative(std::int64_t time) {
  return static_cast<double>(std::max<std::int64_t>(time, 0));
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

void Tried::book() {
  const Looks looks(start_);
  Costs::OfMatcher& matcher = costs_->matchers[matcher_];
  ++matcher.tries;
  std::int64_t time = looks.time;
  if (time > kLong || costs_->tries_till_asked == 0) {
    const std::int64_t now = processor_time();
    if (time > kLong) time = std::min(time, now - costs_->processor);
    costs_->processor = now;
    costs_->tries_till_asked = kTriesBetween;
  }
  --costs_->tries_till_asked;
  matcher.nanoseconds += time;
  costs_->tried += looks.time + 3 * looks.look;
}

void Decided::book() {
  const Looks looks(start_);
  costs_->rules[rule_] += looks.time - (costs_->tried - tried_);
}

CostSheet::CostSheet(const ProgramData& program) : program_(program) {
  costs_.matchers.resize(program.matchers.size());
  costs_.rules.resize(program.rules.size());
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
      sum.nanoseconds += not_negative(cost.nanoseconds) / users[matcher];
      if (cost.tries > 0) sum.sharers = std::max(sum.sharers, users[matcher]);
    }
  }
  for (MatcherId matcher = 0; matcher < users.size(); ++matcher) {
    Costs::OfMatcher& cost = costs_.matchers[matcher];
    if (users[matcher] == 0) {
      sums_.known_by.tries += cost.tries;
      sums_.known_by.nanoseconds += not_negative(cost.nanoseconds);
    }
    cost = {};
  }
}

RuleCosts CostSheet::take() {
  share_out();
  for (RuleIndex rule = 0; rule < sums_.rules.size(); ++rule) {
    RuleCost& sum = sums_.rules[rule];
    sum.nanoseconds += not_negative(std::exchange(costs_.rules[rule], 0));
    sum.tries_every_line = std::ranges::any_of(matchers_of(program_.rules[rule]),
                                               [&](MatcherId matcher) { return program_.matchers[matcher].scan; });
  }
  RuleCosts taken = std::move(sums_);
  sums_ = {};
  sums_.rules.resize(program_.rules.size());
  return taken;
}

}  // namespace pith
