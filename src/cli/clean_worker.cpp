#include "cli/clean_worker.h"

#include <fmt/format.h>

#include <exception>
#include <utility>

#include "cli/clean_plan.h"
#include "cli/console.h"
#include "cli/inputs.h"

namespace pith {
namespace {

// How the output of this work is compressed by its worker. Documents for the one output file are too small to be
// compressed alone: that file does it.
Compression compression_for(const CleanSettings& settings, const Work& work, const InputFile& input) {
  if (settings.dry_run || settings.to_stdout()) return Compression::none;
  if (settings.packed) return work.stream ? compression_of_name(settings.output) : Compression::none;
  if (!settings.in_place) return compression_of_name(target_of(settings, input));
  if (work.stream) return work.stream->opened().compression();
  return work.document ? work.document->compression() : Compression::none;
}

}  // namespace

CleanWorker::CleanWorker(CleanContext& context)
    : context_(context),
      cleaner_(context.program),
      sums_(context.program),
      documents_(context, cleaner_, sums_),
      records_(std::in_place, context, cleaner_, sums_) {}

void CleanWorker::forget() {
  cleaner_ = Cleaner(context_.program);
  records_.emplace(context_, cleaner_, sums_);
  joined_ = std::string();
  compressed_ = std::string();
}

Rendered CleanWorker::clean(Work& work, const InputFile& input) {
  sums_.clear();
  if (work.stream && !work.failure.empty()) return fail(input, work.failure);
  try {
    return clean_and_compress(work, input);
  } catch (const std::exception& error) {
    // Memory ran out. What the cleaner holds may be half done, and what was made is needed elsewhere.
    cleaner_ = Cleaner(context_.program);
    joined_ = {};
    compressed_ = {};
    return fail(input, reason_of(error));
  }
}

Rendered CleanWorker::fail(const InputFile& input, std::string_view why) {
  sums_.clear();
  sums_.add_failed();
  Rendered rendered;
  rendered.message = fmt::format("cannot clean '{}': {}", shown_name(input), why);
  return rendered;
}

Rendered CleanWorker::clean_and_compress(Work& work, const InputFile& input) {
  const Compression compression = compression_for(context_.settings, work, input);
  Rendered rendered = work.stream ? records_->clean(work, input, compression) : documents_.clean(work, input);
  const bool is_written = rendered.status == Status::cleaned || rendered.status == Status::passed;
  if (compression != Compression::none && !rendered.is_compressed && is_written) compress(work, compression, rendered);
  return rendered;
}

void CleanWorker::compress(const Work& work, Compression compression, Rendered& rendered) {
  // A file without a member is none of its kind: the only part of an output is compressed even when it is empty.
  const bool is_all = work.part == 0 && work.is_last;
  if (rendered.out.empty() && !is_all) return;
  joined_.clear();
  std::string_view plain = rendered.out.size() == 1 ? rendered.out.front() : std::string_view();
  if (rendered.out.size() > 1) {
    for (const std::string_view piece : rendered.out) joined_ += piece;
    plain = joined_;
  }
  compressed_.clear();
  Compressor(compression).append(plain, compressed_);
  compressed_view_ = compressed_;
  rendered.out = std::span(&compressed_view_, 1);
  rendered.is_compressed = true;
}

}  // namespace pith
