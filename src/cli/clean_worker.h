// One thread of `pith clean`: turns work into what is to be written, and counts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/clean_context.h"
#include "cli/clean_document.h"
#include "cli/clean_records.h"
#include "cli/clean_supply.h"
#include "cli/rendered.h"
#include "output/compressor.h"
#include "output/stats.h"
#include "pith.h"

namespace pith {

class CleanWorker {
 public:
  explicit CleanWorker(CleanContext& context);
  CleanWorker(const CleanWorker&) = delete;
  CleanWorker& operator=(const CleanWorker&) = delete;

  // The views live until the next call. Never throws, but fails: what was handed out must be published.
  Rendered clean(Work& work, const InputFile& input);

  // Gives memory back; what clean() returned is gone.
  void forget();

  // What the last work came to.
  Stats& sums() { return sums_; }

 private:
  Rendered clean_and_compress(Work& work, const InputFile& input);
  Rendered fail(const InputFile& input, std::string_view why);
  void compress(const Work& work, Compression compression, Rendered& rendered);

  CleanContext& context_;
  Cleaner cleaner_;
  Stats sums_;
  DocumentCleaner documents_;
  std::optional<RecordCleaner> records_;
  std::string joined_;
  std::string compressed_;
  std::string_view compressed_view_;
};

}  // namespace pith
