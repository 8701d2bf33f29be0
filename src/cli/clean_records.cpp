#include "cli/clean_records.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <functional>

#include "cli/inputs.h"
#include "input/warc_document.h"
#include "output/attributes.h"
#include "output/records.h"
#include "output/warc_writer.h"
#include "text/json.h"
#include "text/unicode.h"

namespace pith {
namespace {

// `"id"` as a value of JSON.
std::string json_string(std::string_view text) {
  std::string out;
  if (!text.empty()) append_json_string(out, text);
  return out;
}

}  // namespace

RecordCleaner::RecordCleaner(CleanContext& context, Cleaner& cleaner, Stats& sums)
    : context_(context),
      cleaner_(cleaner),
      sums_(sums),
      decoder_(context.settings.document, context.settings.document.keys,
               context.settings.keep_page ? PageField::keep : PageField::drop) {}

Rendered RecordCleaner::clean(const Work& work, const InputFile& input, Compression compression) {
  out_.clear();
  ledger_.clear();
  changed_ = false;
  const bool is_warc = work.stream->format() == Format::warc;
  form_ = context_.settings.form == Form::jsonl && !is_warc ? Form::same : context_.settings.form;
  members_.reset();
  const bool has_members = is_warc && form_ == Form::same && compression != Compression::none;
  if (has_members) members_.emplace(compression);
  for (const Damage& damage : work.chunk.damages) {
    sums_.add_damage();
    context_.say_of_place(damage.message);
  }
  if (work.chunk.is_oversize) {
    pass_oversize(work, input);
  } else if (is_warc) {
    clean_warc(work, input);
  } else {
    clean_lines(work, input);
  }
  // Where more follows, it must not become a part of the last line.
  const bool is_joined = context_.settings.packed || !context_.single;
  if (work.is_last && is_joined && !is_warc && !out_.empty() && !out_.ends_with('\n')) out_.copy("\n");
  Rendered rendered;
  rendered.status = Status::cleaned;
  rendered.changed = changed_;
  rendered.out = out_.views();
  rendered.is_compressed = has_members && !out_.empty();
  rendered.ledger = ledger_;
  return rendered;
}

void RecordCleaner::pass_oversize(const Work& work, const InputFile& input) {
  constexpr std::string_view kProblem = "the record is over 1 GiB";
  // Its first part stands for all.
  if (work.chunk.starts_oversize) {
    const std::string_view what = form_ == Form::same ? "; passed through unchanged" : "; left out";
    context_.say_of_record(input, work.chunk.first_record, fmt::format("{}{}", kProblem, what));
    sums_.add_failed();
    put_failed_row({input, work.chunk.first_record}, kProblem);
  }
  if (form_ != Form::same) return;
  if (work.stream->format() == Format::warc) {
    put_warc(work.chunk.bytes());
  } else {
    out_.add(work.chunk.bytes());
  }
}

// Memory may run out: what the cleaner holds is half done then, and so is what was written of the record.
template <class Clean, class Pass>
void RecordCleaner::clean_or_pass(const At& at, Clean clean, Pass pass) {
  const Pieces::Mark mark = out_.mark();
  const std::size_t ledger_size = ledger_.size();
  try {
    clean();
  } catch (const std::exception& error) {
    cleaner_ = Cleaner(context_.program);
    out_.cut(mark);
    ledger_.resize(ledger_size);
    const std::string problem = fmt::format("cannot clean it: {}", reason_of(error));
    context_.say_of_record(at.input, at.record, problem);
    sums_.add_failed();
    if (form_ == Form::same) {
      pass();
    } else {
      put_failed_row(at, problem);
    }
  }
}

void RecordCleaner::clean_lines(const Work& work, const InputFile& input) {
  std::string_view rest = work.chunk.bytes();
  for (At at{input, work.chunk.first_record}; !rest.empty(); ++at.record) {
    const std::string_view line = rest.substr(0, std::min(rest.find('\n'), rest.size() - 1) + 1);
    rest.remove_prefix(line.size());
    clean_or_pass(
        at, [&] { clean_line(line, at); }, [&] { out_.add(line); });
  }
}

void RecordCleaner::clean_line(std::string_view line, const At& at) {
  const JsonRecord record = decoder_.read(line);
  switch (record.kind) {
    case JsonKind::page:
      if (may_not_lose_page()) {
        leave(at, "a page becomes a text: use --output, or --keep-page");
        return out_.add(line);
      }
      [[fallthrough]];
    case JsonKind::text:
      return clean_json(line, record, at);
    case JsonKind::no_text:
    case JsonKind::broken:
      return fail_line(line, record, at);
    case JsonKind::not_object:
      if (!is_blank(line)) return fail_line(line, record, at);
      // It is no record. Rows must not move against those of other files, though.
      if (form_ == Form::same || form_ == Form::dolma) out_.add(line);
  }
}

Outcome RecordCleaner::clean_document(const RecordDocument& decoded, const At& at, std::string_view id,
                                      std::string_view source) {
  const Document& document = decoded.document;
  const Outcome outcome = cleaner_.clean(document);
  const CleanSettings& settings = context_.settings;
  const Cleaned cleaned{at.input.path, at.record, document, outcome, context_.program, decoded.encoding};
  std::uint64_t left = document.text.size();
  for (const Edit& edit : outcome.edits) left = left - edit.span.size() + edit.with.size();
  switch (form_) {
    case Form::same:
      break;
    case Form::text:
      for_each_piece(document.text, outcome.edits, [&](std::string_view piece) { out_.copy(piece); });
      if (left > 0 && !out_.end().ends_with('\n')) out_.copy("\n");
      out_.copy("\n");
      break;
    case Form::jsonl:
      out_.copy(text_record(cleaned));
      break;
    case Form::spans:
      out_.copy(spans_record(cleaned));
      break;
    case Form::dolma:
      out_.copy(attribute_row(id, source, settings.attributes, document.text, outcome, context_.program));
      break;
  }
  if (!settings.ledger.empty()) ledger_ += ledger_lines(cleaned);
  changed_ = changed_ || !outcome.edits.empty();
  const bool by_folder = !document.site.empty() && settings.document.names_by_folder(at.input.path);
  sums_.add({document.text, outcome, left, by_folder, decoded.encoding});
  if (!outcome.notices.empty() || context_.console.verbose()) {
    context_.say_notices(fmt::format("{}:{}", shown_name(at.input), at.record), outcome, true);
  }
  return outcome;
}

void RecordCleaner::clean_json(std::string_view line, const JsonRecord& record, const At& at) {
  const RecordDocument decoded = decoder_.decode(record, at.input.path);
  const Outcome outcome = clean_document(decoded, at, json_string(record.id), json_string(record.source));
  if (form_ != Form::same) return;
  if (record.kind == JsonKind::text) {
    if (outcome.edits.empty()) return out_.add(line);
    for (const std::string_view piece : writer_.with_edits(line, record.raw, outcome.edits)) {
      // Parts of the line stay where they are; what comes in is the writer's.
      const bool is_of_line = !std::less<>()(piece.data(), line.data()) &&
                              !std::less<>()(line.data() + line.size(), piece.data() + piece.size());
      is_of_line ? out_.add(piece) : out_.copy(piece);
    }
    return;
  }
  changed_ = true;
  left_.clear();
  apply(decoded.document.text, outcome.edits, left_);
  const std::string_view key = context_.settings.document.keys.text_key();
  for (const std::string_view piece : writer_.with_member(line, record.text_slot, key, left_, record.page_cut)) {
    out_.copy(piece);
  }
}

void RecordCleaner::fail_line(std::string_view line, const JsonRecord& record, const At& at) {
  const std::string_view problem = RecordDecoder::problem_of(record);
  context_.say_of_record(at.input, at.record, problem);
  sums_.add_failed();
  if (form_ != Form::same) return put_failed_row(at, problem);
  if (record.kind != JsonKind::no_text) return out_.add(line);
  for (const std::string_view piece : writer_.with_member(line, record.error_slot, kJsonErrorKey, problem)) {
    out_.copy(piece);
  }
}

bool RecordCleaner::may_not_lose_page() const {
  return context_.settings.in_place && !context_.settings.keep_page;
}

void RecordCleaner::leave(const At& at, std::string_view why) {
  context_.say_of_record(at.input, at.record, fmt::format("left as it is: {}", why));
  sums_.add_failed();
}

void RecordCleaner::put_failed_row(const At& at, std::string_view problem) {
  switch (form_) {
    case Form::same:
    case Form::text:
      return;
    case Form::jsonl:
    case Form::spans:
      return out_.copy(failed_record(at.record, problem));
    case Form::dolma:
      return out_.copy("{}\n");
  }
}

void RecordCleaner::clean_warc(const Work& work, const InputFile& input) {
  const std::string_view bytes = work.chunk.bytes();
  At at{input, work.chunk.first_record};
  for (const WarcSlice& slice : work.chunk.records) {
    const WarcRecord record = slice.of(bytes);
    clean_or_pass(
        at, [&] { clean_warc_record(record, at); }, [&] { put_warc(record.bytes()); });
    ++at.record;
  }
}

void RecordCleaner::clean_warc_record(const WarcRecord& record, const At& at) {
  const WarcDocument found = warc_document(record);
  if (found.kind == WarcKind::other) {
    sums_.add_other();
    if (form_ == Form::same) put_warc(record.bytes());
    return;
  }
  if (context_.settings.in_place && found.http) {
    leave(at, "a page becomes a text: use --output");
    return put_warc(record.bytes());
  }
  const Result<RecordDocument> decoded = decoder_.decode(found, at.input.path);
  if (!decoded) {
    const std::string& problem = decoded.error().message;
    context_.say_of_record(at.input, at.record, problem);
    sums_.add_failed();
    return form_ == Form::same ? put_warc(record.bytes()) : put_failed_row(at, problem);
  }
  if (!decoded->problem.empty()) {
    context_.say_of_record(at.input, at.record, decoded->problem);
    sums_.add_damage();
  }
  const Outcome outcome = clean_document(*decoded, at, json_string(found.id), {});
  if (form_ != Form::same) return;
  const bool is_text_record = !found.http && found.kind == WarcKind::text;
  if (is_text_record && outcome.edits.empty() && decoded->encoding.empty()) return put_warc(record.bytes());
  changed_ = true;
  left_.clear();
  apply(decoded->document.text, outcome.edits, left_);
  warc_.clear();
  if (is_text_record) {
    append_warc_record(record.header, left_, warc_);
  } else {
    append_warc_conversion(record.header, left_, warc_);
  }
  put_warc(warc_);
}

void RecordCleaner::put_warc(std::string_view record) {
  if (members_) {
    members_->append(record, out_.end());
  } else {
    out_.copy(record);
  }
}

}  // namespace pith
