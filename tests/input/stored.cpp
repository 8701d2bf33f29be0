#include "input/stored.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <isa-l/igzip_lib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <random>
#include <thread>

#include "output/compressor.h"

namespace pith {
namespace {

constexpr std::array<std::string_view, 24> kWords = {
    "the",   "harbour", "board", "said",   "that",  "a",      "bridge", "would", "open", "before", "June", "and",
    "boats", "wait",    "under", "clouds", "while", "nobody", "sells",  "fish",  "on",   "Monday", "or",   "bread"};

void add(Delivered& all, std::string_view piece, Then then) {
  all.text += piece;
  if (all.members.empty()) all.members.emplace_back();
  all.members.back() += piece;
  if (then == Then::member_end || then == Then::damaged) all.members.emplace_back();
}

Delivered read_all(ByteSource& source, std::size_t room_size, bool resume) {
  Delivered all;
  std::string room(room_size, '?');
  while (true) {
    const Read read = source.read(room);
    add(all, std::string_view(room).substr(0, read.size), read.then);
    all.last = read.then;
    if (read.then == Then::damaged) {
      all.messages.push_back(source.damage().message);
      if (!resume) return all;
      source.resume();
    }
    if (read.then == Then::end || read.then == Then::interrupted) return all;
  }
}

}  // namespace

std::string sentences(std::size_t size, unsigned seed) {
  std::minstd_rand random(seed);
  std::string text;
  while (text.size() < size) {
    text += kWords[random() % kWords.size()];
    text += random() % 9 == 0 ? ". " : " ";
    if (random() % 16 == 0) text += std::to_string(random() % 100000);
  }
  text.resize(size);
  return text;
}

std::string noise(std::size_t size, unsigned seed) {
  std::minstd_rand random(seed);
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random() >> 8 & 0xFF);
  return bytes;
}

std::string compressed(Compression kind, std::string_view text) {
  std::string out;
  Compressor(kind).append(text, out);
  return out;
}

std::string gzip_with_header(char flags, std::string_view fields, std::string_view text) {
  constexpr std::size_t kHeader = 10;
  std::string member = compressed(Compression::gzip, text);
  member[3] = flags;
  return member.insert(kHeader, fields);
}

std::string gzip_of_deflate(std::string_view deflate) {
  using namespace std::string_literals;
  return "\x1F\x8B\x08\0\0\0\0\0\0\xFF"s + std::string(deflate) + std::string(8, '\0');
}

std::string gzip_of_zeros(std::size_t size) {
  constexpr std::size_t kPiece = std::size_t{1} << 20;
  std::vector<std::uint8_t> zeros(kPiece);
  std::vector<std::uint8_t> room(kPiece);
  std::vector<std::uint8_t> work(ISAL_DEF_LVL1_DEFAULT);
  const auto stream = std::make_unique<isal_zstream>();
  isal_deflate_init(stream.get());
  stream->level = 1;
  stream->level_buf = work.data();
  stream->level_buf_size = static_cast<std::uint32_t>(work.size());
  stream->gzip_flag = IGZIP_GZIP;
  std::string member;
  while (stream->internal_state.state != ZSTATE_END) {
    const std::size_t piece = std::min(size, kPiece);
    size -= piece;
    stream->next_in = zeros.data();
    stream->avail_in = static_cast<std::uint32_t>(piece);
    stream->end_of_stream = size == 0 ? 1 : 0;
    // All of a piece fits.
    stream->next_out = room.data();
    stream->avail_out = static_cast<std::uint32_t>(room.size());
    isal_deflate(stream.get());
    member.append(reinterpret_cast<const char*>(room.data()), room.size() - stream->avail_out);
  }
  return member;
}

std::string zstd_of_zeros(std::size_t blocks, int window_log) {
  constexpr unsigned kBlockSize = 128 << 10;
  constexpr unsigned kRunLength = 1 << 1;
  std::string frame = "\x28\xB5\x2F\xFD";
  frame += '\0';  // no content size, no checksum, no dictionary
  frame += static_cast<char>((window_log - 10) << 3);
  for (std::size_t i = 0; i < blocks; ++i) {
    const unsigned header = kBlockSize << 3 | kRunLength | (i + 1 == blocks ? 1 : 0);
    for (const int shift : {0, 8, 16}) frame += static_cast<char>(header >> shift & 0xFF);
    frame += '\0';
  }
  return frame;
}

std::string skippable_frame(std::string_view content) {
  std::string frame = "\x53\x2A\x4D\x18";
  for (const int shift : {0, 8, 16, 24}) frame += static_cast<char>(content.size() >> shift & 0xFF);
  return frame + std::string(content);
}

DeflateBits& DeflateBits::number(unsigned value, int bits) {
  for (int i = 0; i < bits; ++i) {
    if (used_ == 8) {
      bytes_ += '\0';
      used_ = 0;
    }
    bytes_.back() = static_cast<char>(static_cast<unsigned char>(bytes_.back()) | (value >> i & 1) << used_++);
  }
  return *this;
}

DeflateBits& DeflateBits::code(unsigned value, int bits) {
  for (int i = bits; i-- > 0;) number(value >> i & 1, 1);
  return *this;
}

DeflateBits& DeflateBits::fixed_block() {
  return number(1, 1).number(1, 2);
}

DeflateBits& DeflateBits::literals(std::string_view ascii) {
  for (const char c : ascii) code(0x30U + static_cast<unsigned char>(c), 8);
  return *this;
}

DeflateBits& DeflateBits::match_258(unsigned distance_code, unsigned extra, int extra_bits) {
  return code(0xC0 + 285 - 280, 8).code(distance_code, 5).number(extra, extra_bits);
}

StoredFile::StoredFile(std::string_view bytes) : file_(::memfd_create("stored", MFD_CLOEXEC)) {
  if (write_all(file_.get(), bytes) != 0) std::abort();
  ::lseek(file_.get(), 0, SEEK_SET);
}

ByteSource StoredFile::source(const SourceOptions& options) const {
  return ByteSource::borrow(file_.get(), "stored.gz", options);
}

std::string StoredFile::path() const {
  return fmt::format("/proc/self/fd/{}", file_.get());
}

Delivered drain(ByteSource& source, std::size_t room) {
  return read_all(source, room, true);
}

Delivered drain(std::string_view file, std::size_t room, const SourceOptions& options) {
  const StoredFile stored(file);
  ByteSource source = stored.source(options);
  return read_all(source, room, true);
}

Delivered drain_to_damage(std::string_view file, std::size_t room) {
  const StoredFile stored(file);
  ByteSource source = stored.source();
  return read_all(source, room, false);
}

Delivered drain_pipe(std::string_view file, std::size_t room, std::size_t piece) {
  std::array<int, 2> ends = {};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) std::abort();
  const Descriptor out(ends[0]);
  Descriptor in(ends[1]);
  std::thread writer([&] {
    for (std::size_t at = 0; at < file.size(); at += piece) {
      if (write_all(in.get(), file.substr(at, piece)) != 0) std::abort();
    }
    in.close();
  });
  ByteSource source = ByteSource::borrow(out.get(), "stored.gz");
  Delivered all = read_all(source, room, true);
  writer.join();
  return all;
}

}  // namespace pith
