// What all threads of `pith clean` share.
#pragma once

#include <atomic>
#include <string>
#include <string_view>

#include "cli/clean_settings.h"
#include "cli/console.h"
#include "input/tree.h"
#include "pith.h"

namespace pith {

class CleanContext {
 public:
  // `single`: there is one input, so what bears on it is said at once; of many, the summary counts it. All must outlive
  // this.
  CleanContext(const CleanSettings& the_settings, const Program& the_program, Console& the_console, bool is_single)
      : settings(the_settings), program(the_program), console(the_console), single(is_single) {}

  const CleanSettings& settings;
  const Program& program;
  Console& console;
  const bool single;

  // Says what is to be said of a document that was cleaned; `name` is what it is called there. `is_record`: it is one
  // of many in its input, and what is counted in the end is not said of each.
  void say_notices(std::string_view name, const Outcome& outcome, bool is_record);

  // Something is wrong with a record, or with a place in an input, which the message names. After a few of these only
  // the number is kept.
  void say_of_record(const InputFile& input, std::uint64_t record, std::string_view message);
  void say_of_place(std::string_view message);
  std::uint64_t untold() const;

 private:
  bool is_users(RuleIndex rule) const;
  std::string warning_about(const Notice& notice, const Outcome& outcome) const;
  bool may_tell();

  std::atomic_flag warned_;  // a site without a rule file is said once
  std::atomic<std::uint64_t> record_messages_ = 0;
};

}  // namespace pith
