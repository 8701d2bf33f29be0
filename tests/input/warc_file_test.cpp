// WARC files as they are stored, through ByteSource.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "input/stored.h"
#include "input/warc_reader.h"

namespace pith {
namespace {

// A file, a pipe or stdin. The byte source must stop at members (SourceOptions) and outlive this.
class WarcFile final : public WarcSource {
 public:
  explicit WarcFile(ByteSource& source) : source_(source) {}

  Read read(std::span<char> room) override { return source_.read(room); }
  const Damage& damage() const override { return source_.damage(); }
  bool resume() override { return source_.resume(); }
  bool has_members() const override { return source_.compression() != Compression::none; }
  std::uint64_t member_offset() const override { return source_.member_offset(); }

 private:
  ByteSource& source_;
};

std::string record(std::string_view block) {
  return fmt::format("WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: {}\r\n\r\n{}\r\n\r\n", block.size(), block);
}

struct Found {
  std::vector<std::string> blocks;
  std::vector<WarcPlace> places;
  std::vector<std::string> damage;
};

Found read_warc(std::string_view file) {
  const StoredFile stored(file);
  ByteSource source = stored.source({.stop_at_members = true});
  WarcFile warc(source);
  WarcReader reader(warc);
  Found found;
  for (WarcStep step = reader.next(); step != WarcStep::end; step = reader.next()) {
    if (step == WarcStep::record) {
      found.blocks.emplace_back(reader.record().block);
      found.places.push_back(reader.record().place);
    } else {
      found.damage.push_back(reader.damage().message("x.warc"));
    }
  }
  return found;
}

TEST(WarcFile, IsReadPlainOrInMembers) {
  for (const Compression kind : {Compression::none, Compression::gzip, Compression::zstd}) {
    std::string file;
    std::vector<std::string> blocks;
    std::vector<WarcPlace> places;
    for (unsigned i = 0; i < 60; ++i) {
      blocks.push_back(sentences(i * i * 100, i));
      places.push_back({file.size(), 0});
      file += compressed(kind, record(blocks.back()));
    }
    const Found found = read_warc(file);
    EXPECT_EQ(found.blocks, blocks);
    EXPECT_EQ(found.places, places);
    EXPECT_TRUE(found.damage.empty());
  }
}

TEST(WarcFile, IsReadInOneMemberOrInBlocks) {
  std::string plain;
  std::vector<std::string> blocks;
  for (unsigned i = 0; i < 60; ++i) {
    blocks.push_back(sentences(i * 1000, i));
    plain += record(blocks.back());
  }
  for (const Compression kind : {Compression::gzip, Compression::zstd}) {
    for (const std::size_t size : {std::size_t{1'000}, std::size_t{65'280}, plain.size()}) {
      std::string file;
      for (std::size_t at = 0; at < plain.size(); at += size) {
        file += compressed(kind, std::string_view(plain).substr(at, size));
      }
      const Found found = read_warc(file);
      EXPECT_EQ(found.blocks, blocks);
      EXPECT_TRUE(found.damage.empty());
    }
  }
}

TEST(WarcFile, LosesOnlyTheRecordsThatADamagedByteReaches) {
  const std::vector<std::string> blocks = {sentences(500, 1), sentences(400, 2), sentences(600, 3), sentences(700, 4)};
  for (const Compression kind : {Compression::gzip, Compression::zstd}) {
    std::vector<std::string> members;
    for (const std::string& block : blocks) members.push_back(compressed(kind, record(block)));
    std::size_t runs_over = 0;
    for (std::size_t i = 0; i < members[1].size(); ++i) {
      SCOPED_TRACE(i);
      std::string bad = members[1];
      bad[i] = static_cast<char>(bad[i] ^ 0x21);
      const Found found = read_warc(members[0] + bad + members[2] + members[3]);
      // Some bytes of a header mean nothing.
      if (found.damage.empty()) {
        EXPECT_EQ(found.blocks, blocks);
        continue;
      }
      ASSERT_GE(found.blocks.size(), 2U);
      ASSERT_LE(found.blocks.size(), 3U);
      EXPECT_EQ(found.blocks.front(), blocks[0]);
      EXPECT_EQ(found.blocks.back(), blocks[3]);
      // Damaged data may decode on into the next member.
      if (found.blocks.size() == 2) ++runs_over;
    }
    EXPECT_LE(runs_over, members[1].size() / 10);
  }
}

TEST(WarcFile, IsReportedOnceWhenItIsCut) {
  const std::string text = sentences(500, 1);
  for (const Compression kind : {Compression::gzip, Compression::zstd}) {
    const std::string first = compressed(kind, record(text));
    const std::string last = compressed(kind, record(sentences(300, 2)));
    for (std::size_t cut = 1; cut < last.size(); ++cut) {
      const Found found = read_warc(first + last.substr(0, cut));
      EXPECT_EQ(found.blocks, std::vector{text}) << cut;
      EXPECT_EQ(found.damage.size(), 1U) << cut;
    }
  }
}

}  // namespace
}  // namespace pith
