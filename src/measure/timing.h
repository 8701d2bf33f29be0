// Times the work of `pith clean` on documents that are in memory, part by part.
//
// A repetition is one plain pass over all documents, which gives the time of "total", and one with a look at the clock
// between the parts. What these looks say are shares; the time of a part is its share of that of "total", so the parts
// add up, and the looks cost nothing. Few documents are gone over several times a repetition, until figures mean
// something.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "measure/bench_run.h"
#include "pith.h"
#include "types.h"

namespace pith {

class Timing {
 public:
  // One pass, which is not timed: its result is the one that all later ones must have. `documents`, their texts and
  // `program` must outlive this. With `jobs` over 1 there is one more row, for so many threads.
  Timing(const Program& program, std::span<const Document> documents, unsigned jobs);

  // One repetition of each row. Fails when a pass had another result than the first.
  Result<void> repeat();

  // "split", "match", "decide", "write", "total" and, when asked for, "total/threads:N".
  const std::vector<Row>& rows() const { return rows_; }

 private:
  // One thread's.
  struct Worker {
    explicit Worker(const Program& program) : cleaner(program) {}

    Cleaner cleaner;
    std::string out;
  };

  // Parts of a pass, in nanoseconds.
  struct Parts {
    double split = 0;
    double match = 0;
    double decide = 0;
    double write = 0;
  };

  // Cleans a document and answers the size of what is left.
  static std::size_t clean(const Document& document, Worker& worker);
  // Passes of one thread; the sum of the sizes.
  std::uint64_t plain_passes(std::uint64_t passes);
  // Passes of all threads, each taking the next document.
  std::uint64_t shared_passes(std::uint64_t passes);
  // One pass in parts; answers a hash of all that is left.
  std::uint64_t pass_in_parts(Parts& parts);
  void add(std::string_view name, Time whole, double share);

  std::span<const Document> documents_;
  double looks_ = 0;  // nanoseconds that one look at the clock for each document takes
  std::vector<Worker> workers_;
  std::vector<Row> rows_;
  std::uint64_t passes_ = 1;  // a repetition
  std::uint64_t size_ = 0;    // of what the first pass left
  std::uint64_t hash_ = 0;    // of the same
};

}  // namespace pith
