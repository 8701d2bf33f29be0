// What became of a piece of work: a document, or some records.
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace pith {

enum class Status : std::uint8_t {
  cleaned,
  passed,   // written as it came in, with a message: a filter must lose nothing
  skipped,  // not a text; not written
  failed,
};

// Views live until the next piece of work.
struct Rendered {
  Status status = Status::failed;
  std::string message;                    // unless cleaned
  bool changed = false;                   // a rule did something
  std::span<const std::string_view> out;  // what to write, piece by piece
  bool is_compressed = false;             // as the target's name says
  std::string_view ledger;                // lines
  struct stat state = {};                 // of a document's file when it was read
};

}  // namespace pith
