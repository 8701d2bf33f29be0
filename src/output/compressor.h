// Compressing what is written, in pieces that stand on their own: workers compress their batches side by side, and what
// they append one behind the other is one valid file.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "types.h"

namespace pith {

struct CompressionLevels {
  int least = 0;
  int most = 0;
  int usual = 0;  // for whoever names none
};

// The levels that there are: 1 is the fastest, the last makes the smallest files. Batches of 1 MB of JSON lines (news
// articles in six languages), one thread of a shared 2-core machine (Xeon, AVX-512), beside the roughly 1 GB/s at which
// pith cleans:
//
//   gzip   1: 358 MB/s, to 1/2.51     (2: 138, 1/2.63     6: 69, 1/2.75     9: 34, 1/2.78     12: 9, 1/2.88)
//   zstd   3: 218 MB/s, to 1/2.76     (1: 387, 1/2.47     6: 90, 1/2.94     9: 49, 1/2.99)
//
// For gzip the usual level is 1: five times as fast as what gzip(1) takes, 6, for files that are a tenth larger. For
// zstd it is zstd's own, 3.
CompressionLevels compression_levels(Compression kind);

// Movable; one thread at a time, so one for each worker.
class Compressor {
 public:
  // A level that is out of range counts as the nearest that is not.
  Compressor(Compression kind, int level);
  Compressor(Compressor&&) noexcept;
  Compressor& operator=(Compressor&&) noexcept;
  ~Compressor();

  // Appends `plain` to `out` as one complete gzip member (RFC 1952) or zstd frame (RFC 8878; with checksum and content
  // size), also when it is empty; as it is for Compression::none. The same text gives the same bytes, whatever was
  // compressed before: there is no time and no name in them.
  void append(std::string_view plain, std::string& out);

  class Method;  // one of the libraries

 private:
  std::unique_ptr<Method> method_;
};

}  // namespace pith
