// The documents of `pith bench`, all in memory.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/document_options.h"
#include "cli/inputs.h"
#include "measure/bench_run.h"
#include "types.h"

namespace pith {

struct Corpus {
  // What rules see of a document.
  struct Kept {
    std::string text;
    std::string site;
    std::string url;
    std::string lang;
    std::string date;
    std::string title;
  };

  std::vector<InputFile> files;  // by document; a record is called FILE:NUMBER
  std::vector<Kept> kept;
  std::vector<Document> documents;  // views into both
  std::uint64_t bytes = 0;
  std::uint64_t failed = 0;  // inputs that could not be read or are binary; said on the console already
  std::uint64_t hash = 0;    // of what rules see of the documents
  Time reading;              // of all files
  bool from_cache = false;   // hardly any byte of them came from a disk
};

// Reads all inputs, each once. Nothing when a stop signal came meanwhile. `options` must outlive the result.
std::optional<Corpus> read_corpus(const Inputs& inputs, const DocumentOptions& options, Console& console);

}  // namespace pith
