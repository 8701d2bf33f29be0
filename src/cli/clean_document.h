// One document of `pith clean`, from the file to what is written in its place. Knows nothing of threads and targets.
#pragma once

#include <sys/stat.h>

#include <atomic>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/clean_settings.h"
#include "cli/console.h"
#include "input/tree.h"
#include "output/stats.h"
#include "pith.h"

namespace pith {

enum class Status {
  cleaned,
  passed,   // written as it came in, with a message: a filter must lose nothing
  skipped,  // not a text; not written
  failed,
};

// What became of one input. Views live until the cleaner's next document.
struct Rendered {
  Status status = Status::failed;
  std::string message;                    // unless cleaned
  bool changed = false;                   // a rule did something
  std::string_view text;                  // of the input
  std::span<const std::string_view> out;  // what to write, piece by piece
  std::string_view ledger;                // lines
  struct stat state = {};                 // of the input file when it was read
};

// One thread's worker; keeps its memory from document to document.
class DocumentCleaner {
 public:
  // `single`: there is one document, so what bears on it is said at once; of many, the summary counts it.
  // `stdin_text` is the document called "-". All of them must outlive this. `warned` is shared by all threads: a site
  // without a rule file is said once.
  DocumentCleaner(const CleanSettings& settings, const Program& program, bool single, std::string_view stdin_text,
                  Console& console, std::atomic_flag& warned)
      : settings_(settings),
        program_(program),
        single_(single),
        stdin_text_(stdin_text),
        console_(console),
        warned_(warned),
        cleaner_(program),
        stats_(program) {}

  Rendered clean(const InputFile& input);

  // Counts the last document: as cleaned when what was rendered is where it belongs, else as failed.
  void count(const Rendered& rendered, bool is_written);

  const Stats& stats() const { return stats_; }

 private:
  Rendered clean_text(const InputFile& input, std::string_view text);
  Rendered pass_through(const InputFile& input, std::string_view text, std::string message);
  void render(const InputFile& input, std::string_view text, Rendered& rendered);
  void say_notices(const InputFile& input);
  // What to say of a rule that met its limit, or of sites that fit equally.
  std::string warning_about(const Notice& notice) const;

  const CleanSettings& settings_;
  const Program& program_;
  const bool single_;
  std::string_view stdin_text_;
  Console& console_;
  std::atomic_flag& warned_;
  Cleaner cleaner_;
  Stats stats_;
  std::string text_;
  Outcome outcome_;  // of the last document
  Choice no_choice_;
  std::uint64_t bytes_left_ = 0;
  std::string record_;
  std::vector<std::string_view> out_;
  std::string ledger_;
};

}  // namespace pith
