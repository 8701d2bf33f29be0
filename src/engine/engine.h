// One document through one program: text in, edits out.
#pragma once

#include <memory>
#include <set>
#include <vector>

#include "engine/choices.h"
#include "engine/costs.h"
#include "engine/run.h"
#include "engine/select.h"
#include "engine/text_edits.h"
#include "types.h"

namespace pith {

// When all rules together would take more than this many percent of a document, nothing is cut.
constexpr std::uint32_t kMostOfAll = 90;

// Does a rule hold on that day? A document without a date gets every rule.
bool in_force(const CompiledRule& rule, std::string_view date);

// One thread's scratch. Everything it hands out lives until its next run.
class Engine {
 public:
  Engine(const ProgramData& program, const Selector& selector, Keep keep)
      : program_(program), selector_(selector), keep_(keep), choices_(program) {}

  // Documents of 4 GiB or more come out unchanged with a notice. Adds to `times` if there are any.
  Outcome clean(const Document& document, StageTimes* times = nullptr);

  // From now on what rules cost is booked, until it is taken.
  void book_costs();
  RuleCosts take_costs();

  // A text of a rule file's tests, by that file's stack; `caps` says whether shares are checked.
  Outcome clean_for_test(const Document& document, FileIndex file, Keep keep, bool caps);
  // The same by the stack of a host.
  Outcome clean_for_test(const Document& document, Keep keep, bool caps);

  // Why `rule` took nothing of the document, or what it took: sentences for people.
  std::vector<std::string> why(const Document& document, RuleIndex rule);

  // The `keep` rules that saved something in the last run.
  const std::set<RuleIndex>& keeps_used() const { return run_.keeps_used; }

 private:
  bool load(const Document& document);
  void run(const Document& document, bool caps);
  void select(const Document& document);
  void scan();
  void decide(std::string_view date, bool caps);
  void choose_rules(std::string_view date);
  void leave_out_gated();
  bool takes_too_much();
  Outcome outcome() const { return {edits_, run_.notices, chosen_}; }

  // A pack for documents of some kind: is this document one of them?
  enum class Gate : std::uint8_t { unknown, open, closed };

  const ProgramData& program_;
  const Selector& selector_;
  Keep keep_;
  std::shared_ptr<const Stack> stack_;  // of the last run
  Run run_;
  StageClock clock_;
  std::unique_ptr<CostSheet> costs_;  // null unless costs are booked
  std::vector<Gate> gates_;           // by FileIndex, of the last run
  std::vector<TextEdit> text_edits_;
  std::vector<Edit> edits_;
  Choices choices_;
  Choice choice_;                    // one that is not kept
  const Choice* chosen_ = &choice_;  // of the last run
};

}  // namespace pith
