// Damaged gzip and zstd files: what is delivered, what is said, and where reading goes on.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "input/byte_source.h"
#include "input/stored.h"

namespace pith {
namespace {

using namespace std::string_literals;

constexpr std::array kKinds = {Compression::gzip, Compression::zstd};
constexpr SourceOptions kByMember = {.stop_at_members = true};

std::string name_of(Compression kind) {
  return kind == Compression::gzip ? "gzip" : "zstd";
}

std::string gzip(std::string_view text) {
  return compressed(Compression::gzip, text);
}
std::string zstd(std::string_view text) {
  return compressed(Compression::zstd, text);
}

std::string changed(std::string bytes, std::size_t at, char by = 1) {
  bytes[at] = static_cast<char>(bytes[at] ^ by);
  return bytes;
}

// Of the member's end: in gzip 8 is the checksum, 4 the size.
std::string changed_behind(std::string bytes, std::size_t from_end) {
  return changed(bytes, bytes.size() - from_end);
}

struct Case {
  std::string name;
  std::string file;
  std::string text;     // delivered before the damage
  std::string message;  // behind the file's name
};

const std::string kText = "Nobody sells fish on Monday.";

std::vector<Case> cases() {
  const std::string g = gzip(kText);
  const std::string z = zstd(kText);
  const std::string g_size = std::to_string(g.size());
  const std::string z_size = std::to_string(z.size());
  const std::string cut = " ends in the middle of a gzip member that began at offset ";
  const std::string unlike = ", that is not what its checksum or its length says";
  return {
      {"wrong CRC", changed_behind(g, 8), kText, " has a gzip member, at offset 0" + unlike},
      {"wrong ISIZE", changed_behind(g, 4), kText, " has a gzip member, at offset 0" + unlike},
      {"wrong CRC of the second member", g + changed_behind(g, 8), kText + kText,
       " has a gzip member, at offset " + g_size + unlike},
      {"method 7", changed(g, 2, 8 ^ 7), "",
       " needs compression method 7, which gzip does not have, for the body of the gzip member at offset 0"},
      {"reserved flag 5", changed(g, 3, 32), "",
       " has reserved flags set in the header of the gzip member at offset 0"},
      {"reserved flag 7", changed(g, 3, char(128)), "",
       " has reserved flags set in the header of the gzip member at offset 0"},
      {"only the magic", "\x1F\x8B", "", cut + "0"},
      {"second member only begun", g + "\x1F\x8B\x08", kText, cut + g_size},
      {"extra field cut", gzip_with_header(4, "\xFF\x7F"s, "").substr(0, 30), "", cut + "0"},
      {"name without an end", gzip_with_header(8, "", "").substr(0, 10) + std::string(1 << 20, 'n'), "", cut + "0"},
      {"reserved block type", gzip_of_deflate(DeflateBits().number(1, 1).number(3, 2).padded()), "", ""},
      {"stored block whose sizes differ",
       gzip_of_deflate(DeflateBits().number(1, 8).number(5, 16).number(5, 16).padded()), "", ""},
      {"distance before the beginning",
       gzip_of_deflate(DeflateBits().fixed_block().literals("Bread").match_258(29, 0, 13).padded()), "Bread", ""},
      {"distance code 30", gzip_of_deflate(DeflateBits().fixed_block().literals("Bread").match_258(30, 0, 0).padded()),
       "Bread", ""},
      {"length code 286",
       gzip_of_deflate(DeflateBits().fixed_block().literals("Bread").code(0xC0 + 286 - 280, 8).padded()), "Bread", ""},
      {"text behind gzip", g + "And text.", kText,
       " has bytes at offset " + g_size + ", behind a gzip member, that are not another: they are ignored"},
      {"one byte behind gzip", g + "A", kText,
       " has bytes at offset " + g_size + ", behind a gzip member, that are not another: they are ignored"},
      {"text behind zeros", g + "\0\0And text."s, kText,
       " has bytes at offset " + std::to_string(g.size() + 2) +
           ", behind a gzip member, that are not another: they are ignored"},
      {"zstd behind gzip", g + z, kText,
       " has bytes at offset " + g_size + ", behind a gzip member, that are not another: they are ignored"},
      {"text behind zstd", z + "And text.", kText,
       " has bytes at offset " + z_size + ", behind a zstd frame, that are not another: they are ignored"},
      {"wrong zstd checksum", changed_behind(z, 1), kText,
       " has a zstd frame, at offset 0, that is not what its checksum says"},
      {"zstd block of a reserved type", changed(z, z.find(kText) - 3, 6), "", ""},
      {"zstd frame with a reserved bit", changed(z, 4, 8), "", ""},
      {"zstd frame that needs a dictionary", "\x28\xB5\x2F\xFD\x21\x39\x01\x01\0\0"s + "x", "",
       " needs dictionary 57 for the zstd frame at offset 0: decompress it first, with zstd -d -D"},
      {"zstd window of 256 MB", zstd_of_zeros(1, 28), "",
       " needs a window of more than 128 MB for the zstd frame at offset 0: decompress it first, with zstd -d "
       "--long=31"},
      {"only the magic of zstd", "\x28\xB5\x2F\xFD", "", " ends in the middle of a zstd frame that began at offset 0"},
      {"skippable frame cut", z + skippable_frame("Skipped.").substr(0, 12), kText,
       " ends in the middle of a zstd frame that began at offset " + z_size},
      {"skippable frame cut in its size", z + skippable_frame("Skipped.").substr(0, 6), kText,
       " ends in the middle of a zstd frame that began at offset " + z_size},
  };
}

TEST(Damage, IsToldWithItsPlaceAfterAllThatDecodes) {
  for (const Case& c : cases()) {
    for (const std::size_t room : {1UL, 100UL, 1UL << 20}) {
      const Delivered all = drain_to_damage(c.file, room);
      EXPECT_EQ(all.text, c.text) << c.name;
      ASSERT_EQ(all.messages.size(), 1U) << c.name;
      EXPECT_TRUE(all.messages[0].starts_with("'stored.gz' ")) << c.name;
      if (c.message.empty()) {
        EXPECT_NE(all.messages[0].find(" is damaged at offset "), std::string::npos) << c.name;
      } else {
        EXPECT_EQ(all.messages[0], "'stored.gz'" + c.message) << c.name;
      }
    }
  }
}

TEST(Damage, CostsNoMemberBehindIt) {
  for (const Case& c : cases()) {
    if (c.name.find("cut") != std::string::npos || c.name == "name without an end") continue;
    const bool is_zstd = c.file.starts_with("\x28\xB5");
    const std::string next = sentences(3000);
    const Delivered all = drain(c.file + (is_zstd ? zstd(next) : gzip(next)), 1 << 16);
    EXPECT_TRUE(all.text == c.text + next) << c.name;
  }
}

TEST(Damage, OfAFileCutAnywhereCostsNothingBeforeTheCut) {
  for (const Compression kind : kKinds) {
    const std::string first = compressed(kind, "First. ");
    const std::string text = sentences(2000);
    const std::string second = compressed(kind, text);
    for (std::size_t size = 1; size < second.size(); ++size) {
      const Delivered all = drain(first + second.substr(0, size), 1 << 12);
      ASSERT_TRUE(("First. " + text).starts_with(all.text)) << name_of(kind) << ' ' << size;
      ASSERT_TRUE(all.text.starts_with("First. ")) << name_of(kind) << ' ' << size;
      ASSERT_EQ(all.messages.size(), 1U) << name_of(kind) << ' ' << size;
      // Fewer bytes do not say what they begin.
      if (size < (kind == Compression::gzip ? 2 : 4)) continue;
      EXPECT_EQ(all.messages[0], "'stored.gz' ends in the middle of a " +
                                     (kind == Compression::gzip ? "gzip member"s : "zstd frame"s) +
                                     " that began at offset " + std::to_string(first.size()));
    }
  }
}

TEST(Damage, OfACutLeavesAllThatDecodes) {
  const std::string text = sentences(2000000);
  const std::string file = gzip(text);
  // All but the trailer, and all but the end of the last block.
  EXPECT_TRUE(drain(file.substr(0, file.size() - 8)).text == text);
  EXPECT_GT(drain(file.substr(0, file.size() - 12)).text.size(), text.size() - 100);
  const std::string frames = zstd(text);
  EXPECT_TRUE(drain(frames.substr(0, frames.size() - 4)).text == text);
  EXPECT_GE(drain(frames.substr(0, frames.size() - 5)).text.size(), text.size() - (128 << 10));
}

TEST(Damage, IsTheSameForRoomsAndPipesOfAnySize) {
  for (const Compression kind : kKinds) {
    const std::string file = compressed(kind, sentences(400000)) + compressed(kind, sentences(30000, 2)) +
                             compressed(kind, noise(50000)) + compressed(kind, sentences(400000, 3));
    for (std::size_t i = 0; i < 60; ++i) {
      const std::string damaged = changed(file, 5 + i * (file.size() - 6) / 59, char(1 << i % 8));
      const Delivered all = drain(damaged, 1 << 20, kByMember);
      for (const std::size_t room : {1000UL, 300000UL}) {
        const Delivered other = drain(damaged, room, kByMember);
        ASSERT_TRUE(other.members == all.members && other.messages == all.messages)
            << name_of(kind) << " change " << i << " room " << room;
      }
      const Delivered piped = drain_pipe(damaged, 1 << 20, 1 + i * 997);
      ASSERT_TRUE(piped.text == all.text && piped.messages == all.messages) << name_of(kind) << " change " << i;
    }
  }
}

TEST(Damage, InOneMemberCostsOnlyThatOne) {
  for (const Compression kind : kKinds) {
    const std::vector<std::string> texts = {sentences(20000), sentences(20000, 2), sentences(20000, 3)};
    const std::string first = compressed(kind, texts[0]);
    const std::string second = compressed(kind, texts[1]);
    const std::string third = compressed(kind, texts[2]);
    for (std::size_t at = 0; at < second.size(); at += 37) {
      const Delivered all = drain(first + changed(second, at, char(0x55)) + third, 1 << 16, kByMember);
      ASSERT_GE(all.members.size(), 3U) << name_of(kind) << ' ' << at;
      EXPECT_TRUE(all.members.front() == texts[0]) << name_of(kind) << ' ' << at;
      EXPECT_TRUE(all.members[all.members.size() - 2] == texts[2]) << name_of(kind) << ' ' << at;
      EXPECT_EQ(all.messages.size(), 1U) << name_of(kind) << ' ' << at;
    }
  }
}

TEST(Damage, ThatMakesAMemberSwallowTheNextOnesBeginningCostsOnlyTheFirst) {
  // A raw zstd block that is said to be a byte longer than it is, so that the checksum is looked for a byte too late.
  const std::string header = "\x28\xB5\x2F\xFD\x04\x38";  // with a checksum and a window of 128 KB
  const std::string block = {static_cast<char>((kText.size() + 1) << 3 | 1), 0, 0};
  const std::string first = header + block + kText + "sums";
  const Delivered all = drain(first + zstd("The next."));
  EXPECT_TRUE(all.text.ends_with("The next."));
  EXPECT_EQ(all.messages,
            std::vector{"'stored.gz' has a zstd frame, at offset 0, that is not what its checksum says"s});
}

TEST(Damage, BehindAMemberIsNotLookedForInIt) {
  // A stored block that holds a gzip file.
  const std::string inner = gzip("The inner text.");
  const std::string plain = noise(1000) + inner + noise(1000, 2);
  const std::string outer = gzip(plain);
  ASSERT_NE(outer.find(inner), std::string::npos);
  EXPECT_TRUE(drain(outer + "Garbage." + gzip("The end.")).text == plain + "The end.");
  EXPECT_TRUE(drain(changed_behind(outer, 8) + gzip("The end.")).text == plain + "The end.");
}

TEST(Damage, OfEverySecondMemberOfManyLeavesTheOthers) {
  for (const Compression kind : kKinds) {
    std::string file;
    std::string left;
    for (unsigned i = 0; i < 400; ++i) {
      const std::string text = sentences(3000, i + 1);
      const std::string member = compressed(kind, text);
      file += i % 2 == 0 ? member : changed(member, member.size() / 2, 0x55);
      if (i % 2 == 0) left += text;
    }
    const Delivered all = drain(file, 1 << 16, kByMember);
    std::string found;
    for (const std::string& member : all.members) {
      if (left.find(member) != std::string::npos) found += member;
    }
    EXPECT_TRUE(found == left) << name_of(kind);
    EXPECT_EQ(all.messages.size(), 200U) << name_of(kind);
  }
}

TEST(Damage, WithoutAnyMemberBehindItEndsTheFile) {
  for (const Compression kind : kKinds) {
    const std::string member = compressed(kind, sentences(100000));
    const StoredFile stored(changed(member, member.size() / 2, 0x55) + noise(1000000));
    ByteSource source = stored.source();
    std::string room(1 << 20, '?');
    EXPECT_FALSE(source.resume()) << "nothing is damaged yet";
    EXPECT_EQ(source.read(room).then, Then::damaged);
    EXPECT_EQ(source.read(room).then, Then::damaged) << "until it is resumed";
    const std::string message = source.damage().message;
    EXPECT_FALSE(source.resume());
    EXPECT_EQ(source.read(room).then, Then::end);
    EXPECT_EQ(source.damage().message, message);
    EXPECT_EQ(source.offset(), source.size());
  }
}

TEST(Damage, IsNotLeftForSomethingThatOnlyLooksLikeAMember) {
  const std::string next = sentences(1000);
  const std::string magics = "\x1F\x8B\x08\0\x1F\x8B\x08\x04\x1F\x8B\x08\x08\x1F\x8B\x08\x10"s;
  for (const std::string& between : {magics, magics + noise(3000), "\x1F\x8B\x08\0"s + noise(100000) + magics}) {
    const Delivered all = drain(gzip(kText) + between + gzip(next), 1 << 16);
    EXPECT_TRUE(all.text.starts_with(kText) && all.text.ends_with(next));
    EXPECT_LE(all.text.size(), kText.size() + next.size() + 1000);
  }
}

TEST(Damage, OfAHostileFileIsReadInLinearTime) {
  constexpr std::size_t kSize = 1 << 20;
  const std::string dictionary = "\x28\xB5\x2F\xFD\x21\x39\x01"s;
  const std::vector<std::string> pieces = {
      "\x1F\x8B\x08"s,                       // magics in headers' names that never end
      "\x1F\x8B\x08\0"s,                     // a reserved block at once
      "\x1F\x8B\x08\0\0\0\0\0\0\0\x03"s,     // a member that never ends
      gzip("").substr(0, 12) + "\x07",       //
      gzip(kText).substr(0, 20),             // dynamic or fixed blocks broken off
      gzip(sentences(5000)).substr(0, 300),  //
      changed_behind(gzip(kText), 8),        // whole members that are all wrong
      gzip_of_deflate(DeflateBits().fixed_block().literals("Bread").match_258(29, 0, 13).padded()),
  };
  const std::vector<std::string> zstd_pieces = {
      "\x28\xB5\x2F\xFD"s,
      dictionary,
      zstd_of_zeros(1).substr(0, 8),
      zstd(kText).substr(0, 12),
      zstd_of_zeros(1, 27).substr(0, 8),
      changed_behind(zstd(kText), 1),
  };
  for (const auto* list : {&pieces, &zstd_pieces}) {
    for (const std::string& piece : *list) {
      std::string file = list == &pieces ? gzip(kText) : zstd(kText);
      while (file.size() < kSize) file += piece;
      const Delivered all = drain(file, 1 << 16);
      EXPECT_TRUE(all.text.starts_with(kText));
      EXPECT_EQ(all.last, Then::end);
    }
  }
}

TEST(Damage, OfWhatTheSystemCannotReadEndsTheFile) {
  // Reading the memory of this process at 0 is an input error.
  Result<ByteSource> source = ByteSource::open("/proc/self/mem");
  ASSERT_TRUE(source);
  std::string room(100, '?');
  EXPECT_EQ(source->read(room).then, Then::damaged);
  EXPECT_EQ(source->damage().message, "cannot read '/proc/self/mem': Input/output error");
  EXPECT_EQ(source->read(room).then, Then::damaged) << "until it is resumed";
  EXPECT_FALSE(source->resume());
  EXPECT_EQ(source->read(room).then, Then::end);
}

}  // namespace
}  // namespace pith
