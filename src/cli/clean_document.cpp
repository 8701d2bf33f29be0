#include "cli/clean_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>

#include "cli/inputs.h"
#include "input/file.h"
#include "output/attributes.h"
#include "output/records.h"
#include "text/json.h"

namespace pith {
Rendered DocumentCleaner::clean(Work& work, const InputFile& input) {
  Rendered rendered;
  try {
    const bool is_stdin = input.path == kStdinPath;
    if (!work.document) {
      rendered.message = work.failure;
    } else if (auto read = read_document(*work.document, shown_name(input), bytes_, is_stdin); !read) {
      rendered.message = std::move(read).error().message;
    } else if (looks_binary(bytes_)) {
      if (is_stdin) {
        rendered = pass_through(input, fmt::format("stdin {}; passed through unchanged", kWhyBinary));
      } else {
        rendered.status = Status::skipped;
        rendered.message = fmt::format("skipped '{}': it {}", input.path, kWhyBinary);
      }
    } else if (context_.settings.in_place && work.document->format() == Format::page) {
      rendered.message = fmt::format("left '{}' as it is: a page becomes a text; use --output", input.path);
    } else {
      rendered = clean_text(input, work.document->format());
    }
  } catch (const std::exception& error) {
    // Memory ran out. What the cleaner holds may be half done.
    cleaner_ = Cleaner(context_.program);
    rendered = Rendered();
    rendered.message = fmt::format("cannot clean '{}': {}", input.path, reason_of(error));
  }
  if (work.document) rendered.state = work.document->state();
  if (rendered.status == Status::skipped) sums_.add_skipped();
  if (rendered.status == Status::failed) sums_.add_failed();
  return rendered;
}

Rendered DocumentCleaner::clean_text(const InputFile& input, Format format) {
  Document document = context_.settings.document.describe(input.path, bytes_);
  const DecodedText decoded =
      format == Format::page ? decoder_.page(bytes_, {}, document) : decoder_.text(bytes_, {}, document);
  document.text = decoded.text;
  if (format == Format::page) document.title = decoder_.title();
  const Outcome outcome = cleaner_.clean(document);
  const auto too_large = std::ranges::find(outcome.notices, NoticeKind::too_large, &Notice::kind);
  if (too_large != outcome.notices.end()) return pass_through(input, too_large->detail);
  Rendered rendered;
  rendered.status = Status::cleaned;
  rendered.changed = !outcome.edits.empty();
  render(input, document, outcome, decoded.encoding, rendered);
  context_.say_notices(input.path, outcome, false);
  return rendered;
}

Rendered DocumentCleaner::pass_through(const InputFile& input, std::string message) {
  const Choice choice;
  Rendered rendered;
  rendered.status = Status::passed;
  rendered.message = std::move(message);
  Document document;
  document.text = bytes_;
  render(input, document, {{}, {}, &choice}, {}, rendered);
  return rendered;
}

void DocumentCleaner::render(const InputFile& input, const Document& document, const Outcome& outcome,
                             std::string_view encoding, Rendered& rendered) {
  const CleanSettings& settings = context_.settings;
  const Cleaned cleaned{input.path, 0, document, outcome, context_.program, encoding};
  out_.clear();
  ledger_.clear();
  std::uint64_t left = 0;
  for_each_piece(document.text, outcome.edits, [&](std::string_view piece) {
    left += piece.size();
    if (settings.form == Form::same || settings.form == Form::text) out_.add(piece);
  });
  switch (settings.form) {
    case Form::same:
    case Form::text:
      break;
    case Form::jsonl:
      out_.copy(text_record(cleaned));
      break;
    case Form::spans:
      out_.copy(spans_record(cleaned));
      break;
    case Form::dolma: {
      std::string id;
      append_json_string(id, input.path);
      out_.copy(attribute_row(id, {}, settings.attributes, document.text, outcome, context_.program));
      break;
    }
  }
  // In place, what no rule touched stays as it is, in whatever encoding.
  const bool is_left = settings.in_place && outcome.edits.empty();
  if (!settings.ledger.empty() && !is_left) ledger_ = ledger_lines(cleaned);
  rendered.out = out_.views();
  rendered.ledger = ledger_;
  sums_.add({document.text, outcome, left, settings.document.names_by_folder(input.path), encoding});
}

}  // namespace pith
