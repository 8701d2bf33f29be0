// Lines by the chunk: every byte once and in order, and a line that is too large to hold takes no other with it.
#include "input/line_chunks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "input/stored.h"

namespace pith {
namespace {

constexpr std::size_t kChunk = 16;
constexpr std::size_t kLargest = 64;

struct Piece {
  std::string bytes;
  std::uint64_t first_record = 0;
  bool is_oversize = false;
  bool starts_oversize = false;
};

struct Pieces {
  std::vector<Piece> all;
  std::size_t damages = 0;
  std::string joined;
};

Pieces read(const std::string& bytes) {
  const StoredFile file(bytes);
  Result<Opened> opened = Opened::open(file.path(), Format::jsonl);
  Pieces pieces;
  LineChunks chunks(*opened, kChunk, kLargest);
  Chunk chunk;
  do {
    chunks.next(chunk);
    pieces.damages += chunk.damages.size();
    pieces.joined += chunk.bytes();
    pieces.all.push_back({std::string(chunk.bytes()), chunk.first_record, chunk.is_oversize, chunk.starts_oversize});
  } while (!chunk.is_last);
  return pieces;
}

TEST(LineChunks, WhatComesBehindALineThatIsTooLargeIsReadAsLines) {
  const std::string large(200, 'x');
  for (const std::string_view behind : {"a\nb\n", "a\nb", "a", "\n"}) {
    const Pieces pieces = read("first\n" + large + "\n" + std::string(behind));
    EXPECT_EQ(pieces.joined, "first\n" + large + "\n" + std::string(behind));
    EXPECT_EQ(pieces.all.front().bytes, "first\n");
    EXPECT_EQ(pieces.all.back().bytes, behind);
    EXPECT_EQ(pieces.all.back().first_record, 3U);
    EXPECT_FALSE(pieces.all.back().is_oversize);
  }
}

TEST(LineChunks, AreTheBytesOfTheInputWithLinesThatAreWholeOrTooLarge) {
  std::mt19937 dice(20261120);
  for (int i = 0; i < 1000; ++i) {
    std::string text;
    for (auto lines = dice() % 8; lines > 0; --lines) {
      text += std::string(dice() % (dice() % 4 == 0 ? 300 : 12), 'x') + (lines == 1 && dice() % 2 == 0 ? "" : "\n");
    }
    const Pieces pieces = read(text);
    ASSERT_EQ(pieces.joined, text);
    std::size_t at = 0;
    std::uint64_t line = 1;
    for (const Piece& piece : pieces.all) {
      const bool at_line = at == 0 || text[at - 1] == '\n';
      EXPECT_EQ(piece.first_record, line);
      EXPECT_TRUE(piece.bytes.empty() || at_line == (!piece.is_oversize || piece.starts_oversize)) << text;
      if (piece.is_oversize) {
        // Nothing of another line.
        EXPECT_GE(piece.bytes.find('\n'), piece.bytes.empty() ? 0 : piece.bytes.size() - 1);
      }
      line += static_cast<std::uint64_t>(std::count(piece.bytes.begin(), piece.bytes.end(), '\n'));
      at += piece.bytes.size();
    }
  }
}

TEST(LineChunks, ALineThatIsTooLargeEndsWhereDamageCutsIt) {
  const std::string head = compressed(Compression::gzip, "first\n" + std::string(150000, 'x'));
  const std::string tail = compressed(Compression::gzip, "second\nthird\n");
  const Pieces pieces = read(head.substr(0, head.size() - 20) + tail);
  EXPECT_EQ(pieces.damages, 1U);
  EXPECT_TRUE(pieces.joined.starts_with("first\nxxx"));
  EXPECT_TRUE(pieces.joined.ends_with("x\nsecond\nthird\n")) << pieces.joined.substr(pieces.joined.size() - 30);
  EXPECT_FALSE(pieces.all.back().is_oversize);
}

}  // namespace
}  // namespace pith
