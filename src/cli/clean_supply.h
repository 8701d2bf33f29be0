// Hands the inputs of `pith clean` to its threads, a piece of work at a time: a whole document, or some records of an
// input that holds many. Safe to share between threads.
//
// Where everything goes to one output in order, an input is opened only when the one before was read to its end; else
// every thread opens inputs of its own, and helps the others when there are none left.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "cli/clean_settings.h"
#include "cli/clean_stream.h"
#include "cli/inputs.h"
#include "input/chunk.h"
#include "input/opened.h"

namespace pith {

struct Work {
  std::size_t input = 0;                // position in the inputs
  std::uint64_t part = 0;               // of the input, from 0 on
  bool is_last = true;                  // nothing of the input comes behind it
  std::optional<Opened> document;       // a whole document
  std::shared_ptr<CleanStream> stream;  // else the records in `chunk` are of this
  std::string failure;                  // why it could not be opened or read; empty: it could
  Chunk chunk;
};

class CleanSupply {
 public:
  // `in_order`: everything goes to one output. All must outlive this.
  CleanSupply(const CleanSettings& settings, const Inputs& inputs, bool in_order)
      : settings_(settings), inputs_(inputs), in_order_(in_order) {}

  // The next piece of work, in `work`, whose memory is used again; false when there is none. Work that was handed out
  // has no gaps: before a part come all earlier parts of its input, and with `in_order` all earlier inputs.
  // While a thread has a huge record, the others wait: together they must not take many times its size.
  bool next(Work& work);
  // The work is done with; of a huge record the memory is given back.
  void done(Work& work);

  // Of the inputs that are being read, how much was: as if each were a number from 0 to 1, in all.
  double progress() const;

 private:
  bool next_of_any(Work& work);
  bool next_in_order(Work& work);
  bool open_next(Work& work);
  Result<void> open(Work& work);
  bool read(const std::shared_ptr<CleanStream>& stream, Work& work);
  std::shared_ptr<CleanStream> stream_to_help();

  const CleanSettings& settings_;
  const Inputs& inputs_;
  const bool in_order_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex order_;  // held while an input is opened or read, when in order

  mutable std::mutex mutex_;                           // for the following
  std::vector<std::shared_ptr<CleanStream>> streams_;  // not read to their ends
  std::condition_variable no_huge_;
  std::size_t huge_ = 0;  // chunks that were handed out and are not done with
};

}  // namespace pith
