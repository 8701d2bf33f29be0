// What `pith clean` was asked to do.
#pragma once

#include <string>

#include "cli/arguments.h"
#include "cli/document_options.h"
#include "types.h"

namespace pith {

enum class Form { same, text, jsonl, spans, dolma };

// The inputs that this run takes: every `count`-th, from the `index`-th (from 0 on).
struct Shard {
  unsigned index = 0;
  unsigned count = 1;
};

struct CleanSettings {
  DocumentOptions document;
  std::string keep;
  bool keep_page = false;
  Form form = Form::same;
  std::string attributes;  // with Form::dolma: their name
  bool beside = false;     // the outputs go where beside_documents() says
  std::string output;      // the folder, or the one file; empty: none
  bool packed = false;     // `output` is a file
  bool resume = false;
  Shard shard;
  bool in_place = false;
  std::string backup;  // suffix; empty: none
  std::string ledger;
  std::string stats_json;
  bool stats = false;
  bool dry_run = false;
  bool fail_fast = false;
  bool hidden = false;
  unsigned jobs = 1;

  // Documents go to stdout.
  bool to_stdout() const { return output.empty() && !in_place && !dry_run && !beside; }
  // Each input has an output of its own.
  bool is_mirrored() const { return !dry_run && !packed && (!output.empty() || beside); }
};

// Where the output of Form::dolma goes without an output folder, as Dolma's tools look for it: the path with its last
// folder `documents` replaced by `attributes/NAME`. Empty when there is no such folder.
std::string beside_documents(std::string_view path, std::string_view attributes);

// Fails when options contradict each other.
Result<CleanSettings> read_clean_settings(const Arguments& arguments);

}  // namespace pith
