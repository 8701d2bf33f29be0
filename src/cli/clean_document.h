// One document of `pith clean`, from its file to what is written in its place. Knows nothing of threads and targets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "cli/clean_context.h"
#include "cli/clean_supply.h"
#include "cli/page_text.h"
#include "cli/pieces.h"
#include "cli/rendered.h"
#include "input/tree.h"
#include "output/stats.h"
#include "pith.h"

namespace pith {

// One thread's worker; keeps its memory from document to document.
class DocumentCleaner {
 public:
  // All must outlive this. Counts into `sums`.
  DocumentCleaner(CleanContext& context, Cleaner& cleaner, Stats& sums)
      : context_(context), cleaner_(cleaner), sums_(sums) {}

  // Reads what `work` opened, and cleans it.
  Rendered clean(Work& work, const InputFile& input);

 private:
  Rendered clean_text(const InputFile& input, Format format);
  Rendered pass_through(const InputFile& input, std::string message);
  void render(const InputFile& input, const Document& document, const Outcome& outcome, std::string_view encoding,
              Rendered& rendered);

  CleanContext& context_;
  Cleaner& cleaner_;
  Stats& sums_;
  std::string bytes_;
  TextDecoder decoder_;
  Pieces out_;
  std::string ledger_;
};

}  // namespace pith
