// An input that was opened and looked at: what it is, and its bytes from the first on.
#pragma once

#include <sys/stat.h>

#include <optional>
#include <span>
#include <string>

#include "input/byte_source.h"
#include "input/format.h"
#include "types.h"

namespace pith {

// One thread at a time.
class Opened {
 public:
  // Opens `path`, or stdin for "-", and tells its format by its name and first bytes unless `format` says it. Fails,
  // naming the input, when it cannot be opened or its first bytes cannot be read.
  // A read that waits and is interrupted by a signal is given up when stopped() says so.
  static Result<Opened> open(
      const std::string& path, std::optional<Format> format, bool (*stopped)() = [] { return false; });

  // For messages.
  const std::string& name() const { return source_.name(); }
  Format format() const { return format_; }
  Compression compression() const { return source_.compression(); }
  // What the system says of it.
  const struct stat& state() const { return source_.status(); }
  // How much of the file was read, and how large it is, in its own bytes; 0 where nobody knows.
  std::uint64_t offset() const { return source_.offset(); }
  std::uint64_t size() const { return source_.size(); }

  // As ByteSource has them; reading stops at members.
  Read read(std::span<char> room);
  const Damage& damage() const { return source_.damage(); }
  bool resume() { return source_.resume(); }
  // Where the member that was last read from begins.
  std::uint64_t member_offset() const { return source_.member_offset(); }

 private:
  explicit Opened(ByteSource source) : source_(std::move(source)) {}

  ByteSource source_;
  Format format_ = Format::text;
  std::string head_;  // read already
  std::size_t head_given_ = 0;
  Then behind_head_ = Then::more;
};

// Reads a whole document into `text`, whose capacity is kept. Of one that looks_binary() only the beginning is read,
// unless `whole` is asked for. Fails when it cannot be read, is damaged, or is larger than 4 GiB (1 GiB when it comes
// out of a compression: a few bytes may unfold to any size).
Result<void> read_document(Opened& input, std::string_view name, std::string& text, bool whole);

}  // namespace pith
