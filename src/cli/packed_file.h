// The one file that all documents go to. Until it is complete it is a hidden file beside its target, which stays when
// the run is stopped, so that the next one can go on behind what is there.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "cli/atomic_file.h"
#include "input/descriptor.h"
#include "output/compressor.h"

namespace pith {

// One thread at a time.
class PackedFile {
 public:
  // The hidden file beside `target`.
  static std::string unfinished_name(const std::string& target);

  // Opens it with its first `kept` bytes, which an earlier run wrote; missing folders are made. Fails when another
  // program writes it at this time, or when fewer bytes are there. The target's name says how it is compressed.
  static tl::expected<PackedFile, WriteError> open(const std::string& target, std::uint64_t kept);

  // Adds a text that is compressed together with its neighbours.
  Written write(std::span<const std::string_view> pieces);
  // Adds what a Compressor of this kind made; what waits to be compressed goes first.
  Written write_compressed(std::string_view bytes);
  // Writes what waits.
  Written flush();
  // Nothing waits: all that was given is in the file.
  bool is_flushed() const { return waiting_.empty(); }
  // Of the file, in bytes.
  std::uint64_t size() const { return size_; }

  // Puts the file, which must be flushed, into its place.
  Written commit();

 private:
  PackedFile(std::string target, std::string name, Descriptor file, std::uint64_t size, Compression compression)
      : target_(std::move(target)),
        name_(std::move(name)),
        file_(std::move(file)),
        size_(size),
        compression_(compression),
        compressor_(compression) {}

  Written put(std::string_view bytes);

  std::string target_;
  std::string name_;
  Descriptor file_;
  std::uint64_t size_ = 0;
  Compression compression_;
  Compressor compressor_;
  std::string waiting_;
  std::string compressed_;
};

}  // namespace pith
