#include "cli/clean_context.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/inputs.h"
#include "output/names.h"
#include "output/numbers.h"

namespace pith {
namespace {

// A file of millions of records may have something wrong with each.
constexpr std::uint64_t kMostRecordMessages = 20;

}  // namespace

bool CleanContext::may_tell() {
  return record_messages_++ < kMostRecordMessages || console.verbose();
}

std::uint64_t CleanContext::untold() const {
  const std::uint64_t all = record_messages_;
  return console.verbose() || all < kMostRecordMessages ? 0 : all - kMostRecordMessages;
}

void CleanContext::say_of_record(const InputFile& input, std::uint64_t record, std::string_view message) {
  if (may_tell()) console.error(fmt::format("{}:{}: {}", shown_name(input), record, message));
}

void CleanContext::say_of_place(std::string_view message) {
  if (may_tell()) console.error(message);
}

void CleanContext::say_notices(std::string_view name, const Outcome& outcome, bool is_record) {
  if (console.verbose()) {
    console.detail(fmt::format("{}: site {}; {}", name, describe_site(*outcome.choice),
                               counted(outcome.edits.size(), "edit", "edits")));
  }
  for (const Notice& notice : outcome.notices) {
    if (notice.kind == NoticeKind::refused) {
      if (!is_record || may_tell()) console.warning(fmt::format("{}: {}", name, notice.detail));
    } else if (notice.kind == NoticeKind::no_site_file && !is_record && !settings.document.site_from_path) {
      if (!console.quiet() && !warned_.test_and_set()) console.warning(notice.detail + ": only the packs apply");
    } else if (single && !is_record && !console.quiet() && !console.verbose() &&
               (notice.kind == NoticeKind::site_tie || (notice.kind == NoticeKind::capped && is_users(notice.rule)))) {
      console.warning(fmt::format("{}: {}", name, warning_about(notice, outcome)));
    } else if (console.verbose()) {
      console.detail(fmt::format("{}: {}", name, describe(notice, program)));
    }
  }
}

// What ships has narrow limits on purpose, and nobody who cleans a text can do anything about them.
bool CleanContext::is_users(RuleIndex rule) const {
  return !program.rule(rule).is_builtin;
}

std::string CleanContext::warning_about(const Notice& notice, const Outcome& outcome) const {
  if (notice.kind == NoticeKind::site_tie) return notice.detail + "; name one with --site";
  // Of a rule for regions, one region may be too large and another not.
  const bool elsewhere = std::ranges::find(outcome.edits, notice.rule, &Edit::rule) != outcome.edits.end();
  return fmt::format("{} {}: {} (see pith explain)", program.rule(notice.rule).name, notice.detail,
                     elsewhere ? "it left that alone" : "it did nothing");
}

}  // namespace pith
