#include "cli/clean_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>

#include "cli/inputs.h"
#include "input/file.h"
#include "output/names.h"
#include "output/numbers.h"
#include "output/records.h"

namespace pith {

Rendered DocumentCleaner::clean(const InputFile& input) {
  Rendered rendered;
  try {
    if (input.path == kStdinPath) {
      if (!looks_binary(stdin_text_)) return clean_text(input, stdin_text_);
      return pass_through(input, stdin_text_,
                          fmt::format("stdin {}; passed through unchanged", describe_binary(stdin_text_)));
    }
    const auto state = read_file(input.path, text_);
    if (!state) {
      rendered.message = state.error().message;
      return rendered;
    }
    if (looks_binary(text_)) {
      rendered.status = Status::skipped;
      rendered.message = fmt::format("skipped '{}': it {}", input.path, describe_binary(text_));
      return rendered;
    }
    rendered = clean_text(input, text_);
    rendered.state = *state;
    return rendered;
  } catch (const std::exception& error) {
    // Memory ran out. What the cleaner holds may be half done.
    cleaner_ = Cleaner(program_);
    rendered = Rendered();
    rendered.message = fmt::format("cannot clean '{}': {}", input.path, reason_of(error));
    return rendered;
  }
}

Rendered DocumentCleaner::clean_text(const InputFile& input, std::string_view text) {
  outcome_ = cleaner_.clean(settings_.document.describe(input.path, text));
  const auto too_large = std::ranges::find(outcome_.notices, NoticeKind::too_large, &Notice::kind);
  if (too_large != outcome_.notices.end()) return pass_through(input, text, too_large->detail);
  Rendered rendered;
  rendered.status = Status::cleaned;
  rendered.changed = !outcome_.edits.empty();
  render(input, text, rendered);
  say_notices(input);
  return rendered;
}

Rendered DocumentCleaner::pass_through(const InputFile& input, std::string_view text, std::string message) {
  outcome_ = Outcome{{}, {}, &no_choice_};
  Rendered rendered;
  rendered.status = Status::passed;
  rendered.message = std::move(message);
  render(input, text, rendered);
  return rendered;
}

void DocumentCleaner::render(const InputFile& input, std::string_view text, Rendered& rendered) {
  ledger_.clear();
  out_.clear();
  bytes_left_ = 0;
  for_each_piece(text, outcome_.edits, [&](std::string_view piece) {
    if (piece.empty()) return;
    out_.push_back(piece);
    bytes_left_ += piece.size();
  });
  const Cleaned cleaned{input.path, text, outcome_, program_};
  switch (settings_.form) {
    case Form::text:
      break;
    case Form::jsonl:
      record_ = text_record(cleaned);
      out_.assign(1, record_);
      break;
    case Form::spans:
      record_ = spans_record(cleaned);
      out_.assign(1, record_);
      break;
  }
  if (!settings_.ledger.empty()) ledger_ = ledger_lines(cleaned);
  rendered.text = text;
  rendered.out = out_;
  rendered.ledger = ledger_;
}

void DocumentCleaner::count(const Rendered& rendered, bool is_written) {
  if (rendered.status == Status::skipped) {
    stats_.add_skipped();
  } else if (rendered.status == Status::failed || !is_written) {
    stats_.add_failed();
  } else {
    stats_.add(rendered.text, outcome_, bytes_left_);
  }
}

void DocumentCleaner::say_notices(const InputFile& input) {
  if (console_.verbose()) {
    console_.detail(fmt::format("{}: site {}; {}", input.path, describe_site(*outcome_.choice),
                                counted(outcome_.edits.size(), "edit", "edits")));
  }
  for (const Notice& notice : outcome_.notices) {
    if (notice.kind == NoticeKind::refused) {
      console_.warning(fmt::format("{}: {}", input.path, notice.detail));
    } else if (notice.kind == NoticeKind::no_site_file && !settings_.document.site_from_path) {
      if (!console_.quiet() && !warned_.test_and_set()) console_.warning(notice.detail + ": only the packs apply");
    } else if (single_ && !console_.quiet() && !console_.verbose() &&
               (notice.kind == NoticeKind::capped || notice.kind == NoticeKind::site_tie)) {
      console_.warning(fmt::format("{}: {}", input.path, warning_about(notice)));
    } else if (console_.verbose()) {
      console_.detail(fmt::format("{}: {}", input.path, describe(notice, program_)));
    }
  }
}

std::string DocumentCleaner::warning_about(const Notice& notice) const {
  if (notice.kind == NoticeKind::site_tie) return notice.detail + "; name one with --site";
  // Of a rule for regions, one region may be too large and another not.
  const bool elsewhere = std::ranges::find(outcome_.edits, notice.rule, &Edit::rule) != outcome_.edits.end();
  return fmt::format("{} {}: {} (see pith explain)", program_.rule(notice.rule).name, notice.detail,
                     elsewhere ? "it left that alone" : "it did nothing");
}

}  // namespace pith
