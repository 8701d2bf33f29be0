// The records of a chunk of `pith clean`: what is to be written in their place.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cli/clean_context.h"
#include "cli/clean_supply.h"
#include "cli/pieces.h"
#include "cli/record_decoder.h"
#include "cli/rendered.h"
#include "input/tree.h"
#include "input/warc_reader.h"
#include "output/compressor.h"
#include "output/json_line.h"
#include "output/stats.h"
#include "pith.h"

namespace pith {

// One thread's worker; keeps its memory from chunk to chunk.
class RecordCleaner {
 public:
  // All must outlive this. Counts into `sums`.
  RecordCleaner(CleanContext& context, Cleaner& cleaner, Stats& sums);

  // `compression` is that of where the records go; only those that need a member each are compressed here.
  Rendered clean(const Work& work, const InputFile& input, Compression compression);

 private:
  // What is known of the record at hand.
  struct At {
    const InputFile& input;
    std::uint64_t record;
  };

  void clean_lines(const Work& work, const InputFile& input);
  // Calls clean() for the record at hand; when that fails, pass() or a row that says so.
  template <class Clean, class Pass>
  void clean_or_pass(const At& at, Clean clean, Pass pass);
  void clean_warc(const Work& work, const InputFile& input);
  void clean_warc_record(const WarcRecord& record, const At& at);
  // Puts a record of WARC out as it is, in a member of its own where members are asked for.
  void put_warc(std::string_view record);
  void clean_line(std::string_view line, const At& at);
  void clean_json(std::string_view line, const JsonRecord& record, const At& at);
  void fail_line(std::string_view line, const JsonRecord& record, const At& at);

  // Cleans, counts, and writes what the form asks for, but Form::same, which is the caller's. `id` and `source` are
  // JSON.
  Outcome clean_document(const RecordDocument& decoded, const At& at, std::string_view id, std::string_view source);
  // In place nothing that no ledger gives back may go.
  bool may_not_lose_page() const;
  // The record at hand stays as it is.
  void leave(const At& at, std::string_view why);
  // The record at hand cannot be cleaned: a row of forms that have one for each.
  void put_failed_row(const At& at, std::string_view problem);
  void pass_oversize(const Work& work, const InputFile& input);

  CleanContext& context_;
  Cleaner& cleaner_;
  Stats& sums_;
  RecordDecoder decoder_;
  JsonLine writer_;
  Form form_ = Form::same;             // of the chunk at hand
  std::optional<Compressor> members_;  // where each record is a member
  std::string warc_;
  Pieces out_;
  std::string left_;
  std::string ledger_;
  bool changed_ = false;
};

}  // namespace pith
