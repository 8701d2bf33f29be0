// Texts compressed in pieces that stand on their own.
#include "output/compressor.h"

#include <gtest/gtest.h>
#include <zstd.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "input/stored.h"

namespace pith {
namespace {

constexpr std::array kKinds = {Compression::none, Compression::gzip, Compression::zstd};

std::string append(Compressor& compressor, std::string_view plain) {
  std::string out;
  compressor.append(plain, out);
  return out;
}

TEST(Compressor, WritesWhatReadsTheSame) {
  for (const Compression kind : kKinds) {
    Compressor compressor(kind);
    for (const std::string& plain :
         {sentences(300000), noise(200000), std::string(2000000, ' '), std::string("x"), std::string()}) {
      const Delivered all = drain(append(compressor, plain));
      ASSERT_TRUE(all.text == plain && all.messages.empty()) << static_cast<int>(kind);
    }
  }
}

TEST(Compressor, WritesTextsOfAnySize) {
  for (const Compression kind : {Compression::gzip, Compression::zstd}) {
    Compressor compressor(kind);
    for (std::size_t size = 0; size < 70000; size = size * 5 / 4 + 1) {
      ASSERT_TRUE(drain(append(compressor, noise(size))).text == noise(size)) << size;
      ASSERT_TRUE(drain(append(compressor, sentences(size))).text == sentences(size)) << size;
    }
  }
}

TEST(Compressor, AppendsAMemberACallBehindWhatIsThere) {
  for (const Compression kind : {Compression::gzip, Compression::zstd}) {
    Compressor compressor(kind);
    std::string file;
    for (const std::string_view plain : {"One. ", "", "Three."}) compressor.append(plain, file);
    const Delivered all = drain(file, 1 << 16, {.stop_at_members = true});
    EXPECT_EQ(all.members, (std::vector<std::string>{"One. ", "", "Three.", ""}));
  }
}

TEST(Compressor, MakesTheSameBytesWhateverCameBefore) {
  for (const Compression kind : kKinds) {
    Compressor fresh(kind);
    const std::string expected = append(fresh, sentences(300000));
    Compressor used(kind);
    for (unsigned i = 0; i < 3; ++i) append(used, i == 1 ? noise(1000000) : sentences(400000, i));
    Compressor moved = std::move(used);
    ASSERT_TRUE(append(moved, sentences(300000)) == expected) << static_cast<int>(kind);
  }
}

TEST(Compressor, PutsNoTimeAndNoNameIntoGzipHeaders) {
  Compressor compressor(Compression::gzip);
  const std::string member = append(compressor, "The text.");
  EXPECT_EQ(member.substr(0, 3), "\x1F\x8B\x08");
  EXPECT_EQ(member.substr(3, 5), std::string(5, '\0')) << "no fields, no time";
}

TEST(Compressor, SaysTheSizeAndAChecksumInZstdFrames) {
  Compressor compressor(Compression::zstd);
  for (const std::size_t size : {0UL, 1UL, 100000UL}) {
    const std::string frame = append(compressor, sentences(size));
    EXPECT_EQ(ZSTD_getFrameContentSize(frame.data(), frame.size()), size);
    EXPECT_EQ(frame[4] >> 2 & 1, 1) << "RFC 8878, section 3.1.1.1.1: the checksum's flag";
  }
}

}  // namespace
}  // namespace pith
