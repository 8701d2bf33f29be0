// What `pith clean` was asked to do.
#pragma once

#include <string>

#include "cli/arguments.h"
#include "cli/document_options.h"
#include "types.h"

namespace pith {

enum class Form { text, jsonl, spans };

struct CleanSettings {
  DocumentOptions document;
  Form form = Form::text;
  std::string output;  // the folder; empty: none
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
  bool to_stdout() const { return output.empty() && !in_place && !dry_run; }
};

// Fails when options contradict each other.
Result<CleanSettings> read_clean_settings(const Arguments& arguments);

}  // namespace pith
