// Bytes of files and pipes, decompressed: what comes out of whole files, however it is read.
#include "input/byte_source.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <pthread.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): sigaction is POSIX
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "input/stored.h"

namespace pith {
namespace {

constexpr std::array kKinds = {Compression::none, Compression::gzip, Compression::zstd};
constexpr std::array<std::size_t, 6> kRooms = {7, 4096, 65536, 262144, 262145, 1 << 20};
constexpr SourceOptions kByMember = {.stop_at_members = true};

std::string name_of(Compression kind) {
  return kind == Compression::none ? "plain" : kind == Compression::gzip ? "gzip" : "zstd";
}

TEST(ByteSource, DeliversTextsOfEverySizeAroundItsBuffers) {
  for (const Compression kind : kKinds) {
    for (const std::size_t middle : {std::size_t{2}, std::size_t{32768}, std::size_t{65536}, std::size_t{131072},
                                     std::size_t{262144}, std::size_t{524288}, std::size_t{1} << 20}) {
      for (std::size_t size = middle - 2; size <= middle + 2; ++size) {
        const std::string text = sentences(size);
        const Delivered all = drain(compressed(kind, text), 1 << 18);
        EXPECT_TRUE(all.text == text && all.messages.empty()) << name_of(kind) << ' ' << size;
      }
    }
  }
}

TEST(ByteSource, DeliversFilesWhoseStoredSizeIsAroundItsBuffers) {
  for (const Compression kind : kKinds) {
    const std::size_t more = compressed(kind, noise(1000)).size() - 1000;
    for (const std::size_t middle : {std::size_t{131072}, std::size_t{524288}, std::size_t{1048576}}) {
      for (std::size_t size = middle - 4 - more; size <= middle + 4; ++size) {
        const std::string bytes = noise(size);
        const Delivered all = drain(compressed(kind, bytes), 1 << 20);
        EXPECT_TRUE(all.text == bytes && all.messages.empty()) << name_of(kind) << ' ' << size;
      }
    }
  }
}

TEST(ByteSource, DeliversTheSameBytesWithRoomsOfAnySize) {
  const std::string text = sentences(3000000) + noise(300000) + std::string(2000000, ' ') + sentences(100000, 2);
  for (const Compression kind : kKinds) {
    const std::string file = compressed(kind, text);
    for (const std::size_t room : kRooms) {
      const Delivered all = drain(file, room);
      EXPECT_TRUE(all.text == text && all.messages.empty()) << name_of(kind) << ' ' << room;
    }
  }
}

TEST(ByteSource, DeliversByteByByte) {
  const std::string text = sentences(100000);
  for (const Compression kind : kKinds) EXPECT_TRUE(drain(compressed(kind, text), 1).text == text) << name_of(kind);
}

TEST(ByteSource, DeliversTheSameBytesFromPipesThatWriteAsTheyLike) {
  const std::string text = sentences(1000000) + noise(200000);
  for (const Compression kind : kKinds) {
    const std::string file = compressed(kind, text) + compressed(kind, "The end.");
    for (const std::size_t piece : {std::size_t{100}, std::size_t{65536}, file.size()}) {
      EXPECT_TRUE(drain_pipe(file, 1 << 18, piece).text == text + "The end.") << name_of(kind) << ' ' << piece;
    }
  }
  for (const Compression kind : kKinds) {
    EXPECT_EQ(drain_pipe(compressed(kind, "A short one."), 100, 1).text, "A short one.") << name_of(kind);
  }
}

TEST(ByteSource, TellsTheCompressionByTheFirstBytes) {
  using namespace std::string_literals;
  const std::vector<std::pair<std::string, Compression>> files = {
      {"", Compression::none},
      {"\x1F", Compression::none},
      {"\x1F\x8B", Compression::gzip},
      {"\x28\xB5\x2F", Compression::none},
      {"\x28\xB5\x2F\xFD", Compression::zstd},
      {"\x5F\x2A\x4D\x18\0\0\0\0"s, Compression::zstd},
      {"\x60\x2A\x4D\x18\0\0\0\0"s, Compression::none},
      {"P", Compression::none},
      {"Text.", Compression::none},
  };
  for (const auto& [file, kind] : files) {
    const StoredFile stored(file);
    ByteSource source = stored.source();
    std::string room(100, '?');
    const Read read = source.read(room);
    EXPECT_EQ(source.compression(), kind) << file;
    if (kind != Compression::none) continue;
    EXPECT_EQ(room.substr(0, read.size), file);
    EXPECT_EQ(read.then, Then::end) << file;
  }
}

TEST(ByteSource, ReadsMembersAsOneText) {
  for (const Compression kind : {Compression::gzip, Compression::zstd}) {
    std::string file;
    std::string text;
    for (unsigned i = 0; i < 300; ++i) {
      const std::string member = sentences(i % 7 == 0 ? 0 : i * 50, i + 1);
      file += compressed(kind, member);
      text += member;
    }
    for (const std::size_t room : kRooms) EXPECT_TRUE(drain(file, room).text == text) << name_of(kind) << ' ' << room;
  }
}

TEST(ByteSource, StopsAtTheEndOfEachMemberWhenAsked) {
  for (const Compression kind : {Compression::gzip, Compression::zstd}) {
    const std::vector<std::string> members = {"One.", "", sentences(262144), sentences(300000), "", "Last."};
    std::string file;
    for (const std::string& member : members) file += compressed(kind, member);
    for (const std::size_t room : {1UL << 12, 1UL << 18, 1UL << 20}) {
      const Delivered all = drain(file, room, kByMember);
      ASSERT_EQ(all.members.size(), members.size() + 1) << name_of(kind) << ' ' << room;
      EXPECT_TRUE(std::equal(members.begin(), members.end(), all.members.begin())) << name_of(kind) << ' ' << room;
      EXPECT_EQ(all.members.back(), "");
    }
  }
}

TEST(ByteSource, SaysWhereMembersBeginAndHowFarItIs) {
  for (const Compression kind : {Compression::gzip, Compression::zstd}) {
    const std::string first = compressed(kind, "The first member.");
    const std::string second = compressed(kind, sentences(5000));
    const StoredFile stored(first + second);
    ByteSource source = stored.source(kByMember);
    EXPECT_EQ(source.size(), first.size() + second.size());
    std::string room(10000, '?');
    EXPECT_EQ(source.read(room).then, Then::member_end);
    EXPECT_EQ(source.member_offset(), 0U);
    EXPECT_EQ(source.offset(), first.size());
    EXPECT_EQ(source.read(room).then, Then::member_end);
    EXPECT_EQ(source.member_offset(), first.size());
    EXPECT_EQ(source.read(room).then, Then::end);
    EXPECT_EQ(source.offset(), source.size());
    EXPECT_EQ(source.read(room).then, Then::end) << "the end is final";
  }
}

TEST(ByteSource, ReadsAnOpenFileFromWhereItStandsAndLeavesItOpen) {
  const StoredFile stored("Skipped. Read.");
  const Descriptor file(::open(stored.path().c_str(), O_RDONLY | O_CLOEXEC));
  ::lseek(file.get(), 9, SEEK_SET);
  {
    ByteSource source = ByteSource::borrow(file.get(), "stdin");
    EXPECT_EQ(source.size(), 5U);
    EXPECT_EQ(drain(source, 3).text, "Read.");
    EXPECT_EQ(source.offset(), 5U);
  }
  EXPECT_EQ(::lseek(file.get(), 0, SEEK_CUR), 14);
}

TEST(ByteSource, PassesOverZerosBehindMembers) {
  for (const Compression kind : {Compression::gzip, Compression::zstd}) {
    const std::string one = compressed(kind, "One. ");
    const std::string two = compressed(kind, "Two.");
    for (const std::size_t zeros : {1UL, 3UL, 4UL, 511UL, 1UL << 20}) {
      const std::string padding(zeros, '\0');
      EXPECT_EQ(drain(one + padding).messages.size(), 0U) << name_of(kind) << ' ' << zeros;
      EXPECT_EQ(drain(one + padding + two + padding).text, "One. Two.") << name_of(kind) << ' ' << zeros;
    }
  }
}

TEST(ByteSource, SkipsSkippableZstdFrames) {
  const std::string one = compressed(Compression::zstd, "One. ");
  const std::string two = compressed(Compression::zstd, "Two.");
  for (const std::size_t size : {0UL, 1UL, 100UL, 2000000UL}) {
    const std::string skipped = skippable_frame(noise(size));
    const Delivered all = drain(skipped + one + skipped + skipped + two + skipped);
    EXPECT_EQ(all.text, "One. Two.") << size;
    EXPECT_TRUE(all.messages.empty()) << size;
  }
}

TEST(ByteSource, ReadsEveryKindOfGzipHeader) {
  using namespace std::string_literals;
  const std::string long_text(2000000, 'n');
  const std::string extra = "\xFF\xFF"s + std::string(65535, 'e');
  const std::vector<std::pair<char, std::string>> headers = {
      {1, ""},                                     // FTEXT
      {4, "\0\0"s},                                // FEXTRA, empty
      {4, extra},                                  //
      {8, "name.txt\0"s},                          // FNAME
      {8, long_text + '\0'},                       // longer than the buffer
      {16, long_text + '\0'},                      // FCOMMENT
      {4 | 8 | 16, extra + "name\0a comment\0"s},  //
      {8 | 16, "\0\0"s},                           // both empty
  };
  for (const auto& [flags, fields] : headers) {
    const Delivered all = drain(gzip_with_header(flags, fields, "The text.") + compressed(Compression::gzip, " More."));
    EXPECT_EQ(all.text, "The text. More.") << static_cast<int>(flags);
    EXPECT_TRUE(all.messages.empty()) << static_cast<int>(flags);
  }
}

TEST(ByteSource, ChecksTheChecksumOfAGzipHeader) {
  using namespace std::string_literals;
  const std::string header = "\x1F\x8B\x08\x0A\0\0\0\0\0\xFFpage\0"s;  // FHCRC and FNAME
  const std::string body = compressed(Compression::gzip, "The text.").substr(10);
  EXPECT_EQ(drain(header + "\x14\x29" + body).text, "The text.");
  const Delivered wrong = drain(header + "\x14\x28" + body);
  EXPECT_EQ(wrong.text, "");
  ASSERT_EQ(wrong.messages.size(), 1U);
  EXPECT_EQ(wrong.messages[0], "'stored.gz' has a wrong checksum in the header of the gzip member at offset 0");
}

// The most that the process ever had in memory.
long most_memory_kb() {
  struct rusage usage = {};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

TEST(ByteSource, ReadsAGigabyteOfZerosInLittleMemory) {
  constexpr std::uint64_t kGigabyte = 1 << 30;
  for (const std::string& bomb : {gzip_of_zeros(kGigabyte), zstd_of_zeros(kGigabyte >> 17)}) {
    EXPECT_LT(bomb.size(), 6U << 20);
    const StoredFile stored(bomb);
    std::string room(1 << 20, '?');
    const long before = most_memory_kb();
    ByteSource source = stored.source();
    std::uint64_t size = 0;
    Read read;
    while (read.then == Then::more) {
      read = source.read(room);
      size += read.size;
    }
    EXPECT_EQ(read.then, Then::end);
    EXPECT_EQ(size, kGigabyte);
    EXPECT_LT(most_memory_kb() - before, 16 << 10);
  }
}

std::atomic<bool> stop_asked = false;

TEST(ByteSource, GivesUpAReadThatWaitsWhenASignalAsksToStop) {
  struct sigaction action = {};
  action.sa_handler = [](int) {};
  ::sigaction(SIGUSR1, &action, nullptr);
  for (const Compression kind : kKinds) {
    stop_asked = false;
    std::array<int, 2> ends = {};
    ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
    const Descriptor out(ends[0]);
    const Descriptor in(ends[1]);
    ASSERT_EQ(write_all(in.get(), compressed(kind, "Before.")), 0);
    ByteSource source = ByteSource::borrow(out.get(), "stdin", {.stopped = [] { return stop_asked.load(); }});
    std::string room(100, '?');
    std::atomic<bool> done = false;
    Read read;
    std::thread reader([&] {
      read = source.read(room);
      done = true;
    });
    while (!done) {
      // Again and again: the first may come before the read waits.
      ::pthread_kill(reader.native_handle(), SIGUSR1);
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      stop_asked = true;
    }
    reader.join();
    EXPECT_EQ(read.then, Then::interrupted) << name_of(kind);
    EXPECT_TRUE(std::string_view("Before.").starts_with(room.substr(0, read.size))) << name_of(kind);
    EXPECT_EQ(source.read(room).then, Then::interrupted) << "it is final";
  }
}

TEST(ByteSource, NamesAFileThatCannotBeOpened) {
  const Result<ByteSource> missing = ByteSource::open("no/such/file.gz");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().message, "cannot read 'no/such/file.gz': No such file or directory");
  const Result<ByteSource> folder = ByteSource::open("/");
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().message, "cannot read '/': Is a directory");
}

}  // namespace
}  // namespace pith
