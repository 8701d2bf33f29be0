// Compressing what is written, in pieces that stand on their own: workers compress their batches side by side, and what
// they append one behind the other is one valid file.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "types.h"

namespace pith {

// Batches of 1 MB of JSON lines (news articles in six languages), one thread of a shared 2-core machine (AMD EPYC,
// AVX-512), beside the roughly 1 GB/s at which pith cleans:
//
//   gzip   isa-l's best level: 358 MB/s, to 1/2.51   (libdeflate's 1 is 1.6 times slower, its 6: 69 MB/s, 1/2.75)
//   zstd   its own level 3:    218 MB/s, to 1/2.76   (1: 387, 1/2.47    6: 90, 1/2.94)
//
// So gzip is isa-l's: five times as fast as what gzip(1) takes, 6, for files that are a tenth larger. Whoever wants
// smaller files writes plain ones and packs them.
//
// Movable; one thread at a time, so one for each worker.
class Compressor {
 public:
  explicit Compressor(Compression kind);
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
