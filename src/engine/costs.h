// What cleaning costs, by stage, matcher and rule. For measurements only: all that other runs pay is a look at a null
// pointer.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <ratio>
#include <type_traits>
#include <vector>

#include "rules/program.h"
#include "types.h"

namespace pith {

struct Stack;

using CostClock = std::chrono::steady_clock;

// Where costs are booked while documents are cleaned. A look at the clock takes longer than most of what is booked, and
// not always equally long: so every time is followed by one look more, which says what to take off. A single time may
// be less than nothing then; sums are right. When another program gets the processor in the middle of a comparison, the
// clock goes on: what seems long is held against the time that the processor worked since it was last asked.
struct Costs {
  struct OfMatcher {
    std::uint64_t tries = 0;       // comparisons of a line with one of its patterns
    std::int64_t nanoseconds = 0;  // of these
  };
  std::vector<OfMatcher> matchers;  // by MatcherId
  std::vector<std::int64_t> rules;  // by RuleIndex: nanoseconds of what they decide, tries left out
  std::int64_t tried = 0;           // nanoseconds of all tries, the looks at the clock included

  std::int64_t processor = 0;          // its time when it was last asked
  std::uint32_t tries_till_asked = 0;  // until it is asked again
};

// Books one comparison of a line with a matcher, from its start to the end of its scope.
class Tried {
 public:
  Tried(Costs* costs, MatcherId matcher) : costs_(costs), matcher_(matcher) {
    if (costs_ != nullptr) start_ = CostClock::now();
  }
  Tried(const Tried&) = delete;
  Tried& operator=(const Tried&) = delete;
  ~Tried() {
    if (costs_ != nullptr) book();
  }

 private:
  void book();

  Costs* costs_;
  MatcherId matcher_;
  CostClock::time_point start_;
};

// Books what a rule decides, from its start to the end of its scope, less what is booked for matchers meanwhile.
class Decided {
 public:
  Decided(Costs* costs, RuleIndex rule) : costs_(costs), rule_(rule) {
    if (costs_ == nullptr) return;
    tried_ = costs_->tried;
    start_ = CostClock::now();
  }
  Decided(const Decided&) = delete;
  Decided& operator=(const Decided&) = delete;
  ~Decided() {
    if (costs_ != nullptr) book();
  }

 private:
  void book();

  Costs* costs_;
  RuleIndex rule_;
  std::int64_t tried_ = 0;
  CostClock::time_point start_;
};

// Adds the time of each stage to StageTimes, if there are any.
class StageClock {
 public:
  void start(StageTimes* times) {
    times_ = times;
    if (times_ != nullptr) last_ = CostClock::now();
  }
  void lap(std::uint64_t StageTimes::*stage) {
    if (times_ == nullptr) return;
    const auto now = CostClock::now();
    times_->*stage += static_cast<std::uint64_t>((now - last_).count());
    last_ = now;
  }

 private:
  static_assert(std::is_same_v<CostClock::period, std::nano>);
  StageTimes* times_ = nullptr;
  CostClock::time_point last_;
};

// Turns the costs of matchers into those of rules. Rules share matchers, and which rules a document gets is known only
// by its stack: so the costs of documents in a row with one stack are shared out together.
class CostSheet {
 public:
  explicit CostSheet(const ProgramData& program);

  Costs* costs() { return &costs_; }

  // What is booked from now on is of a document with this stack.
  void set_stack(std::shared_ptr<const Stack> stack);

  // All that was booked; the sheet is empty then.
  RuleCosts take();

 private:
  void share_out();

  const ProgramData& program_;
  Costs costs_;
  std::shared_ptr<const Stack> stack_;
  RuleCosts sums_;
};

}  // namespace pith
