// The bytes of a file, a pipe or stdin, decompressed when they are gzip or zstd: what everything that reads corpora
// stands on. The compression is told by the content, never by a name.
//
//   Result<ByteSource> source = ByteSource::open("corpus.jsonl.gz");
//   while (true) {
//     const Read read = source->read(room);
//     use(room.first(read.size));
//     if (read.then == Then::end) break;
//     if (read.then == Then::damaged) {
//       report(source->damage().message);
//       source->resume();  // when that is not possible, the next read says `end`
//     }
//   }
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "input/input_buffer.h"
#include "input/member_reader.h"
#include "types.h"

namespace pith {

// `size` bytes were delivered; `then` follows them, whether they fill the room or not.
struct Read {
  std::size_t size = 0;
  Then then = Then::more;
};

struct Damage {
  std::uint64_t offset = 0;  // of the file as it is stored: where decoding stopped
  std::string message;       // names the file
};

struct SourceOptions {
  // A read ends with `member_end` behind each member (a gzip member, a zstd frame; also an empty one). Otherwise
  // members are read as one text.
  bool stop_at_members = false;
  // Asked before each read(2): a read that waits for a pipe and is interrupted by a signal is given up when it says
  // true.
  bool (*stopped)() = [] { return false; };
};

// A stream of bytes. Memory is constant, whatever it reads: at most about 1 MB, and the window of a zstd frame (at most
// 128 MB) beside it. Movable; one thread at a time.
//
// gzip is RFC 1952: members one behind the other, checksums and sizes are checked. zstd is RFC 8878: frames one behind
// the other, skippable ones between them; frames that need a dictionary or a window of more than 128 MB are refused as
// damage. Zeros behind a member (padding) are passed over; anything else there that is not a member is damage.
class ByteSource {
 public:
  // A file, pipe or device by its name. The error names it and says why; a folder is one.
  static Result<ByteSource> open(const std::string& path, const SourceOptions& options = {});
  // An open file, which stays open and the caller's, from where it stands; `name` is for messages.
  static ByteSource borrow(int fd, std::string name, const SourceOptions& options = {});

  // Fills all of `room`, unless something else than `more` comes first; bytes of `room` behind those delivered may be
  // overwritten. What comes before damage is good as far as it goes, and the same however large the rooms are; but a
  // member whose checksum is wrong is delivered before that is known. `end` and `interrupted` are final, `damaged` is
  // until resume() says true. Best with rooms of MemberReader::kLeastRoom or more: smaller ones cost a copy, and on
  // plain files a read(2) each.
  Read read(std::span<char> room);

  // Of the last `damaged`.
  const Damage& damage() const { return damage_; }

  // After `damaged`: goes on at the next member that opens and decodes, for 512 bytes at least or to its end, and that
  // begins at most 128 KB before the place where the damage showed. False when there is none, or the system cannot read
  // the file: the next read then says `end` (or `damaged` once more, when that happened just now). All calls together
  // take time linear in the size of the file, and of what is delivered.
  bool resume();

  // `none` before the first read.
  Compression compression() const { return compression_; }
  // Bytes of the file (as it is stored) that were taken so far, from where reading began.
  std::uint64_t offset() const { return input_.offset(); }
  // Where the member that was last read from begins; 0 in a plain file.
  std::uint64_t member_offset() const { return member_offset_; }
  // Bytes of the file as it is stored, from where reading began; 0 for pipes and other things that do not say.
  std::uint64_t size() const;
  // What the system said about it when it was opened.
  const struct stat& status() const { return status_; }
  const std::string& name() const { return name_; }

 private:
  using Step = MemberReader::Step;
  enum class State : std::uint8_t { unread, plain, between_members, in_member };

  ByteSource(InputBuffer input, std::string name, const SourceOptions& options);

  // What comes next, into `room`, of kLeastRoom at least (of a plain file, of any size).
  Step advance(std::span<char> room);
  Step tell_kind();
  Step advance_plain(std::span<char> room);
  Step open_member();
  Step stop(Fill fill, std::size_t size);
  Step fail(const Step& step, std::string_view trouble);
  std::size_t deliver(std::span<char> room);

  bool find_next_member();
  bool try_member();
  bool stands_at_member();
  void go_back();

  InputBuffer input_;
  std::string name_;
  struct stat status_ = {};
  std::uint64_t started_at_ = 0;  // in the file
  bool stop_at_members_;
  State state_ = State::unread;
  Compression compression_ = Compression::none;
  std::unique_ptr<MemberReader> reader_;
  std::uint64_t member_offset_ = 0;

  // Decoded for a room that was too small.
  std::unique_ptr<char[]> ahead_;  // kLeastRoom
  std::size_t ahead_begin_ = 0;
  std::size_t ahead_end_ = 0;
  Then then_ = Then::more;  // behind that

  Damage damage_;
  bool whole_member_ = false;      // the damaged member seems to have ended
  std::uint64_t search_from_ = 0;  // no member begins before, but those that were read
  std::uint64_t reached_ = 0;      // the furthest that decoding came
  std::uint64_t went_back_ = 0;    // bytes in all
};

}  // namespace pith
