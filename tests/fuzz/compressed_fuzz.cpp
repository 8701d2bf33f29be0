// Any bytes as a file: reading ends, delivers no more than the file can hold, and delivers the same however large the
// rooms are; what is compressed reads as it was; and a bit of it that is wrong is noticed. The first bytes choose.
#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "input/byte_source.h"
#include "output/compressor.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

// What a reader was given. Of a large text only the first part is kept.
struct Heard {
  std::string text;
  std::uint64_t size = 0;
  std::vector<std::uint64_t> events;  // where in the text a member ended, and where in the file which was damaged
  std::vector<std::string> messages;
  // Of the last damage: all that is wrong with the member is its checksum, and it ends where the file does.
  bool took_the_rest = false;

  friend bool operator==(const Heard&, const Heard&) = default;
};

// The most that one byte of a file stands for: a zstd block of 4 bytes is 128 KB, and each may be decoded twice.
constexpr std::uint64_t kMostFromAByte = 1 << 17;
constexpr std::uint64_t kEnough = std::uint64_t{4} << 20;

// Reads until the end, or until `kEnough` bytes came.
Heard hear(pith::ByteSource source, std::size_t room_size, std::size_t file_size) {
  Heard heard;
  std::string room(room_size, '\0');
  // Each read delivers something, ends a member or meets damage; there are not more of these than bytes.
  for (std::uint64_t reads = 0; heard.size < kEnough; ++reads) {
    check(reads <= kEnough / room_size + 4 * file_size + 8);
    const pith::Read read = source.read(room);
    check(read.size <= room.size() && (read.then != pith::Then::more || read.size == room.size()));
    check(source.offset() <= file_size && source.member_offset() <= source.offset());
    heard.text.append(room, 0, read.size);
    heard.size += read.size;
    if (read.then == pith::Then::end) {
      check(source.read(room).then == pith::Then::end && source.offset() == file_size);
      break;
    }
    if (read.then == pith::Then::more) continue;
    heard.events.push_back(heard.size);
    heard.events.push_back(source.member_offset());
    if (read.then != pith::Then::damaged) continue;
    check(source.compression() != pith::Compression::none);
    heard.messages.push_back(source.damage().message);
    heard.took_the_rest = source.offset() == file_size && source.damage().message.find("checksum") != std::string::npos;
    source.resume();
  }
  check(heard.size <= kMostFromAByte * file_size + file_size);
  return heard;
}

class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : size_(bytes.size()), file_(::memfd_create("fuzz", MFD_CLOEXEC)) {
    check(pith::write_all(file_.get(), bytes) == 0);
  }
  Heard heard(std::size_t room) const {
    ::lseek(file_.get(), 0, SEEK_SET);
    return hear(pith::ByteSource::borrow(file_.get(), "fuzz", {.stop_at_members = true}), room, size_);
  }

 private:
  std::size_t size_;
  pith::Descriptor file_;
};

// Two rooms hear the same, as far as both hear all.
Heard check_rooms(const MemoryFile& file, std::size_t choice) {
  const Heard large = file.heard(1 << 19);
  const Heard small = file.heard(1 + choice * 37);
  if (large.size < kEnough && small.size < kEnough) check(large == small);
  return large;
}

void check_wrong_bit(std::string_view plain, std::size_t choice) {
  for (const pith::Compression kind : {pith::Compression::gzip, pith::Compression::zstd}) {
    std::string file;
    pith::Compressor compressor(kind);
    compressor.append(plain, file);
    const std::size_t at = choice / 8 % file.size();
    file[at] = static_cast<char>(static_cast<unsigned char>(file[at]) ^ 1U << choice % 8);
    compressor.append("Behind it.", file);
    const Heard heard = check_rooms(MemoryFile(file), choice % 251);
    if (at < 4) continue;  // it may be no compressed file any more
    if (heard.messages.empty()) check(heard.text == std::string(plain) + "Behind it.");
    check(heard.took_the_rest || heard.text.ends_with("Behind it."));
  }
}

void check_round_trip(std::string_view plain) {
  for (const pith::Compression kind : {pith::Compression::gzip, pith::Compression::zstd}) {
    pith::Compressor compressor(kind);
    std::string file;
    compressor.append(plain, file);
    const std::size_t first = file.size();
    compressor.append(plain, file);
    check(file.substr(first) == file.substr(0, first));
    const Heard heard = MemoryFile(file).heard(1 << 16);
    check(heard.messages.empty() && heard.text == std::string(plain) + std::string(plain));
    check(heard.events == std::vector<std::uint64_t>({plain.size(), 0, 2 * plain.size(), first}));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3) return 0;
  const std::size_t choice = std::size_t{data[0]} << 16 | std::size_t{data[1]} << 8 | data[2];
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 3, size - 3);
  check_rooms(MemoryFile(bytes), data[0]);
  // The two take turns: what they set up takes longer than what they do.
  if (choice % 2 == 0) {
    check_round_trip(bytes);
  } else {
    check_wrong_bit(bytes, choice / 2);
  }
  return 0;
}
