#include <fmt/format.h>
#include <gtest/gtest.h>

#include "input/warc_pieces.h"
#include "input/warc_reader.h"

namespace pith {
namespace {

using test::Member;
using test::read_all;
using test::Said;
using test::Told;
using namespace std::string_literals;

std::string record(std::string_view block, std::string_view fields = {}) {
  return fmt::format("WARC/1.0\r\nWARC-Type: conversion\r\n{}Content-Length: {}\r\n\r\n{}\r\n\r\n", fields,
                     block.size(), block);
}

// The same with a Content-Length line of one's own.
std::string record_with(std::string_view length_line, std::string_view block) {
  return fmt::format("WARC/1.0\r\nWARC-Type: conversion\r\n{}\r\n{}\r\n\r\n", length_line, block);
}

// What a reader says in short, a line each: "record BLOCK", "large SIZE", "damage LOST MESSAGE". Reads in pieces of
// many sizes, with interruptions too, and holds that it says the same and loses no byte.
std::string told(const std::vector<Member>& members, bool has_members, std::uint64_t limit = WarcReader::kLimit) {
  const Told first = read_all(members, has_members, 1 << 20, limit);
  std::size_t size = 0;
  for (const Member& member : members) size += member.bytes.size();
  for (const std::size_t read_size : {1U, 2U, 3U, 7U, 61U, 4096U}) {
    if (size / read_size > 100'000) continue;
    const Told other = read_all(members, has_members, read_size, limit);
    EXPECT_EQ(first.said, other.said) << "reading by " << read_size;
    EXPECT_TRUE(other.bytes_add_up && other.parts_are_in_order) << "reading by " << read_size;
  }
  EXPECT_TRUE(first.bytes_add_up && first.parts_are_in_order);
  std::string out;
  for (const Said& said : first.said) {
    if (said.step == WarcStep::record) out += "record " + said.block;
    if (said.step == WarcStep::part) out += fmt::format("large {}", said.bytes.size());
    if (said.step == WarcStep::damage) out += fmt::format("damage {} {}", said.lost, said.message);
    out += '\n';
  }
  return out;
}

std::string plain(std::string_view file, std::uint64_t limit = WarcReader::kLimit) {
  return told({{std::string(file)}}, false, limit);
}

std::string members(const std::vector<std::string>& each, std::uint64_t limit = WarcReader::kLimit) {
  std::vector<Member> all;
  for (const std::string& bytes : each) all.push_back({bytes});
  return told(all, true, limit);
}

constexpr std::string_view kNoEnd = "damage 0 the two empty lines behind it are missing\n";
constexpr std::string_view kToMember =
    "damage 0 its Content-Length is wrong or missing: it was taken to the end of its member\n";

TEST(WarcReader, ReadsRecordsByTheirContentLength) {
  EXPECT_EQ(plain(""), "");
  EXPECT_EQ(plain(record("one") + record("") + record("three\r\n\r\n")), "record one\nrecord \nrecord three\r\n\r\n\n");
  EXPECT_EQ(members({record("one"), record(""), record("three")}), "record one\nrecord \nrecord three\n");
  EXPECT_EQ(members({record("one") + record("two"), record("three")}), "record one\nrecord two\nrecord three\n");
}

TEST(WarcReader, LooksAtNoLineInsideABlock) {
  const std::string inner = record("inner");
  const std::string outer = record(inner + "tail\nWARC/1.0\r\nx");
  EXPECT_EQ(plain(outer + record("next")), "record " + inner + "tail\nWARC/1.0\r\nx\nrecord next\n");
  EXPECT_EQ(members({outer, record("next")}), "record " + inner + "tail\nWARC/1.0\r\nx\nrecord next\n");
}

TEST(WarcReader, KnowsTheVersionsOfTheStandardAndItsDrafts) {
  for (const std::string_view version : {"0.17", "0.18", "1.0", "1.1"}) {
    EXPECT_EQ(plain(fmt::format("WARC/{}\r\nContent-Length: 2\r\n\r\nab\r\n\r\n", version)), "record ab\n");
  }
  for (const std::string_view line : {"WARC/2.0", "WARC/1.0 ", "WARC/1.01", "warc/1.0", "WARC/1", "WARC/", "ARC/1.0"}) {
    const std::string bad = fmt::format("{}\r\nContent-Length: 2\r\n\r\nab\r\n\r\n", line);
    const std::string expected = fmt::format("damage {} no record begins here\nrecord next\n", bad.size());
    EXPECT_EQ(plain(bad + record("next")), expected);
    EXPECT_EQ(members({bad, record("next")}), expected);
    EXPECT_EQ(members({record("first"), bad, record("next")}), "record first\n" + expected);
  }
}

TEST(WarcReader, FindsFieldsByNameInAnyCaseAndOrder) {
  const std::vector<Member> file = {
      {"WARC/1.1\r\ncontent-length:2\r\nnot a field\r\nX: \r\n  folded\t\r\n\tvalue \r\nx: second\r\n"
       "WARC-TYPE :  response \r\n\r\nab\r\n\r\n"}};
  test::PieceSource source(file, false, 100);
  WarcReader reader(source);
  ASSERT_EQ(reader.next(), WarcStep::record);
  const WarcRecord& record = reader.record();
  EXPECT_EQ(record.field("Content-Length"), "2");
  EXPECT_EQ(record.field("warc-type"), "response");
  EXPECT_EQ(record.field("x"), "folded value");
  EXPECT_EQ(record.field("WARC-Date"), std::nullopt);
  EXPECT_EQ(record.field("folded"), std::nullopt);
  EXPECT_EQ(record.bytes(), file[0].bytes);
  EXPECT_EQ(record.end, "\r\n\r\n");
}

TEST(WarcReader, SaysWhereARecordBegins) {
  const std::vector<Member> file = {{record("one") + "junk\n" + record("two")}, {record("three")}};
  const std::uint64_t one = record("one").size();
  const std::uint64_t first = file[0].bytes.size();
  const std::vector<WarcPlace> in_members = {{0, 0}, {0, one}, {0, one + 5}, {first, 0}};
  const std::vector<WarcPlace> in_plain = {{0, 0}, {one, 0}, {one + 5, 0}, {first, 0}};
  const auto places = [&](bool has_members) {
    std::vector<WarcPlace> all;
    for (const Said& said : read_all(file, has_members, 50).said) all.push_back(said.place);
    return all;
  };
  EXPECT_EQ(places(true), in_members);
  EXPECT_EQ(places(false), in_plain);
}

TEST(WarcReader, TakesLinesThatEndWithLfAlone) {
  const std::string file = "WARC/1.0\nContent-Length: 3\n\none\n\nWARC/1.0\nContent-Length: 3\n\ntwo\n\n";
  EXPECT_EQ(plain(file), "record one\nrecord two\n");
  EXPECT_EQ(members({file}), "record one\nrecord two\n");
}

TEST(WarcReader, ReportsWhatStandsBetweenRecords) {
  EXPECT_EQ(plain("junk\r\n" + record("one") + "more\njunk\n" + record("two") + "\r\n"),
            "damage 6 no record begins here\nrecord one\ndamage 10 no record begins here\nrecord two\n"
            "damage 2 no record begins here\n");
  // Only at the beginning of a line does a record begin.
  EXPECT_EQ(plain("junk" + record("one") + record("two")),
            fmt::format("damage {} no record begins here\nrecord two\n", 4 + record("one").size()));
  const std::string nuls(1000, '\0');
  EXPECT_EQ(plain(record("one") + nuls + "\n" + record("two")),
            "record one\ndamage 1001 no record begins here\nrecord two\n");
  EXPECT_EQ(members({record("one"), nuls, record("two")}),
            "record one\ndamage 1000 no record begins here\nrecord two\n");
}

TEST(WarcReader, ReadsAFileThatIsInBlocksBehindOneThatIsInRecords) {
  const std::string blocks = record("a record of some length") + record("and another");
  EXPECT_EQ(
      members({record("first"), record("second"), blocks.substr(0, 70), blocks.substr(70, 20), blocks.substr(90)}),
      "record first\nrecord second\nrecord a record of some length\nrecord and another\n");
}

TEST(WarcReader, GoesOnInTheNextMemberWhereMembersAreNoRecords) {
  const std::string file = record("the first") + record("the second") + record("the third");
  for (std::size_t cut = 1; cut < file.size(); ++cut) {
    EXPECT_EQ(members({file.substr(0, cut), file.substr(cut)}),
              "record the first\nrecord the second\nrecord the third\n")
        << cut;
  }
  std::vector<std::string> bytes;
  for (const char c : file) bytes.emplace_back(1, c);
  bytes.emplace_back();
  EXPECT_EQ(members(bytes), "record the first\nrecord the second\nrecord the third\n");
}

// Wrong lengths in the second of three records.
struct WrongLength {
  std::string_view name;
  std::string_view line;
  std::string_view reason;  // in a plain file
};
constexpr WrongLength kWrongLengths[] = {
    {"a little too short", "Content-Length: 9\r\n", "its Content-Length of 9 does not lead to the end of a record"},
    {"zero", "Content-Length: 0\r\n", "its Content-Length of 0 does not lead to the end of a record"},
    {"a little too long", "Content-Length: 19\r\n", "its Content-Length of 19 does not lead to the end of a record"},
    {"into the next record", "Content-Length: 40\r\n", "its Content-Length of 40 does not lead to the end of a record"},
    {"beyond the file", "Content-Length: 5000\r\n", "its Content-Length of 5000 leads beyond the end of the file"},
    {"huge", "Content-Length: 4000000000000000000\r\n",
     "its Content-Length of 4000000000000000000 leads beyond the end of the file"},
    {"over 64 bits", "Content-Length: 99999999999999999999\r\n", "its Content-Length is no number of bytes"},
    {"negative", "Content-Length: -5\r\n", "its Content-Length is no number of bytes"},
    {"no number", "Content-Length: ten\r\n", "its Content-Length is no number of bytes"},
    {"two numbers", "Content-Length: 10, 10\r\n", "its Content-Length is no number of bytes"},
    {"empty", "Content-Length:\r\n", "its Content-Length is no number of bytes"},
    {"missing", "", "it has no Content-Length"},
    {"the first of two counts", "Content-Length: 9\r\nContent-Length: 14\r\n",
     "its Content-Length of 9 does not lead to the end of a record"},
};

TEST(WarcReader, FindsTheNextRecordBehindAWrongLength) {
  for (const WrongLength& wrong : kWrongLengths) {
    SCOPED_TRACE(wrong.name);
    const std::string bad = record_with(wrong.line, "fourteen bytes");
    const std::string expected = fmt::format("record first\ndamage {} {}\nrecord last\n", bad.size(), wrong.reason);
    EXPECT_EQ(plain(record("first") + bad + record("last")), expected);
    // All in one member, which is then no record. There is no reason to name the file's end.
    const std::string in_one = members({record("first") + bad + record("last")});
    EXPECT_TRUE(in_one.starts_with(fmt::format("record first\ndamage {} ", bad.size()))) << in_one;
    EXPECT_TRUE(in_one.ends_with("\nrecord last\n")) << in_one;
  }
}

TEST(WarcReader, EndsARecordWithItsMemberWhateverItsLength) {
  for (const WrongLength& wrong : kWrongLengths) {
    SCOPED_TRACE(wrong.name);
    const std::string bad = record_with(wrong.line, "fourteen bytes");
    const std::string expected = fmt::format("record fourteen bytes\n{}", kToMember);
    EXPECT_EQ(members({record("first"), bad, record("last")}), "record first\n" + expected + "record last\n");
    // Even where nothing has shown yet that members are records, and where there is nothing behind.
    EXPECT_EQ(members({bad, record("last")}), expected + "record last\n");
    EXPECT_EQ(members({bad}), expected);
    // The lines of a block do not mislead where members are records.
    const std::string nested = record_with(wrong.line, "fourteen bytes\r\n\r\n" + record("inner"));
    EXPECT_EQ(members({record("first"), nested, record("last")}),
              fmt::format("record first\nrecord fourteen bytes\r\n\r\n{}\n{}record last\n",
                          record("inner").substr(0, record("inner").size()), kToMember));
  }
}

TEST(WarcReader, KeepsARecordWhoseEmptyLinesAreMissing) {
  for (const std::string_view missing : {"\r\n\r\n", "\r\n"}) {
    std::string bare = record("bare");
    bare.resize(bare.size() - missing.size());
    const std::string expected = fmt::format("record bare\n{}", kNoEnd);
    EXPECT_EQ(plain(bare + record("next")), expected + "record next\n");
    EXPECT_EQ(members({bare, record("next")}), expected + "record next\n");
    EXPECT_EQ(members({record("first"), bare, record("next")}), "record first\n" + expected + "record next\n");
    EXPECT_EQ(plain(record("first") + bare), "record first\n" + expected);
    EXPECT_EQ(members({record("first"), bare}), "record first\n" + expected);
  }
}

TEST(WarcReader, TellsALengthThatCountsTheEmptyLinesFromAWrongOne) {
  const std::string counted = record_with("Content-Length: 7\r\n", "one");
  EXPECT_EQ(plain(counted + record("next")), fmt::format("record one\r\n\r\n\n{}record next\n", kNoEnd));
}

TEST(WarcReader, SaysNothingOfWhatIsMissingWhenASignalCame) {
  const std::vector<Member> file = {{record("one")}, {record("two") + "junk\n"}, {"bad", true}, {record("three")}};
  for (const bool has_members : {false, true}) {
    const std::vector<Said> all = read_all(file, has_members, 3).said;
    bool finished = false;
    for (std::uint64_t reads = 0; !finished; ++reads) {
      const Told some = read_all(file, has_members, 3, WarcReader::kLimit, reads);
      EXPECT_TRUE(some.bytes_add_up && some.said.size() <= all.size());
      EXPECT_TRUE(std::ranges::equal(some.said, std::span(all).first(some.said.size()))) << reads;
      finished = !some.interrupted;
    }
  }
}

TEST(WarcReader, SaysInOneLineWhatIsDamagedAndWhere) {
  EXPECT_EQ((WarcDamage{{70, 0}, 0, "why", false}).message("a.warc"),
            "'a.warc' has a damaged WARC record at offset 70: why");
  EXPECT_EQ((WarcDamage{{70, 8}, 9, "why", false}).message("a.warc"),
            "'a.warc' has 9 bytes at byte 8 of the member at offset 70 that are skipped: why");
  EXPECT_EQ((WarcDamage{{70, 8}, 9, "'a.warc' is bad", true}).message("a.warc"),
            "'a.warc' is bad; 9 bytes before that are no whole record");
}

TEST(WarcReader, DeliversWhatIsWholeOfACutFileAndReportsOnce) {
  const std::string first = record("first");
  const std::string last = record("last block", "WARC-Target-URI: http://example.org/a\r\n");
  const std::size_t needed = last.size() - 4;
  for (std::size_t cut = 1; cut < last.size(); ++cut) {
    SCOPED_TRACE(cut);
    const std::string file = first + last.substr(0, cut);
    const std::string in_plain = plain(file);
    if (cut >= needed) {
      EXPECT_EQ(in_plain, fmt::format("record first\nrecord last block\n{}", kNoEnd));
      continue;
    }
    EXPECT_TRUE(in_plain.starts_with(fmt::format("record first\ndamage {} ", cut))) << in_plain;
    EXPECT_EQ(std::ranges::count(in_plain, '\n'), 2) << in_plain;
    EXPECT_EQ(told({{first}, {last.substr(0, cut), true}}, true),
              fmt::format("record first\ndamage {} the member is damaged\n", cut));
  }
}

TEST(WarcReader, LosesOnlyTheRecordOfADamagedMember) {
  const std::string bad = record("bad");
  for (std::size_t cut = 0; cut <= bad.size(); ++cut) {
    EXPECT_EQ(told({{record("first")}, {bad.substr(0, cut), true}, {record("last")}}, true),
              fmt::format("record first\ndamage {} the member is damaged\nrecord last\n", cut));
  }
  // Bytes that come between a record and damage make it doubtful; what was decoded may be wrong.
  EXPECT_EQ(told({{record("first")}, {record("bad") + "x", true}, {record("last")}}, true),
            fmt::format("record first\ndamage {} the member is damaged\nrecord last\n", record("bad").size() + 1));
  // Records that ended before the damage are whole.
  EXPECT_EQ(told({{record("first") + record("second") + "WARC/1.0\r\nCon", true}, {record("last")}}, true),
            "record first\nrecord second\ndamage 13 the member is damaged\nrecord last\n");
  EXPECT_EQ(told({{"", true}, {"", true}, {record("last")}}, true),
            "damage 0 the member is damaged\ndamage 0 the member is damaged\nrecord last\n");
}

TEST(WarcReader, EndsABrokenHeaderAtTheNextRecord) {
  EXPECT_EQ(plain("WARC/1.0\r\nWARC-Type: response\r\n" + record("next")),
            "damage 31 another record begins inside its header\nrecord next\n");
  EXPECT_EQ(plain("WARC/1.0\nWARC/1.0\nWARC/1.0\n" + record("next")),
            "damage 27 another record begins inside its header\nrecord next\n");
  EXPECT_EQ(members({record("first"), "WARC/1.0\r\nWARC-Type: response\r\n", record("next")}),
            "record first\ndamage 31 the member ends inside its header\nrecord next\n");
}

TEST(WarcReader, PutsUpWithNulBytesInHeaders) {
  const std::string odd = "WARC/1.0\r\nX\0Y: a\0b\r\n\0\r\nContent-Length: 3\r\n\r\nodd\r\n\r\n"s;
  EXPECT_EQ(plain(odd + record("next")), "record odd\nrecord next\n");
}

TEST(WarcReader, ReadsAHeaderOfManyFieldsButNoneOfTwoMegabytes) {
  std::string many = "WARC/1.0\r\n";
  for (int i = 0; i < 100'000; ++i) many += "a: b\r\n";
  EXPECT_EQ(plain(many + "Content-Length: 4\r\n\r\nmany\r\n\r\n" + record("next")), "record many\nrecord next\n");

  const std::string large = "WARC/1.0\r\nX: " + std::string(2 << 20, 'x') + "\r\nContent-Length: 0\r\n\r\n\r\n\r\n";
  EXPECT_EQ(plain(large + record("next")),
            fmt::format("damage {} its header does not end within 1048576 bytes\nrecord next\n", large.size()));
  std::string lines = "WARC/1.0\r\n";
  while (lines.size() < 2 << 20) lines += "a: b\r\n";
  EXPECT_EQ(
      members({record("first"), lines, record("next")}),
      fmt::format("record first\ndamage {} its header does not end within 1048576 bytes\nrecord next\n", lines.size()));
}

TEST(WarcReader, HandsOutInPartsWhatIsTooLargeToHold) {
  const std::string large = record(std::string(10'000, 'x'));
  const std::string small = record("small");
  EXPECT_EQ(plain(small + large + small, 500), fmt::format("record small\nlarge {}\nrecord small\n", large.size()));
  EXPECT_EQ(members({small, large, small}, 500), fmt::format("record small\nlarge {}\nrecord small\n", large.size()));
  const std::uint64_t exact = large.size() - 4;
  EXPECT_TRUE(plain(large, exact).starts_with("record "));
  EXPECT_TRUE(plain(large, exact - 1).starts_with("large "));
  // Cut, in a damaged member, and without its end.
  const std::string cut = large.substr(0, 5000);
  const std::string missing = fmt::format("damage 0 {} bytes of it are missing at its end\n", large.size() - 4 - 5000);
  EXPECT_EQ(plain(small + cut, 500), "record small\nlarge 5000\n" + missing);
  EXPECT_EQ(members({small, cut, small}, 500), "record small\nlarge 5000\n" + missing + "record small\n");
  EXPECT_EQ(told({{cut, true}, {small}}, true, 500), "large 5000\ndamage 0 the member is damaged\nrecord small\n");
  EXPECT_EQ(plain(large.substr(0, exact) + small, 500), fmt::format("large {}\n{}record small\n", exact, kNoEnd));
}

TEST(WarcReader, TakesALargeLengthForWrongWhereTheFileIsSmall) {
  const std::string bad = record_with("Content-Length: 100000\r\n", "short");
  EXPECT_EQ(plain(bad + record("next"), 500),
            fmt::format("damage {} its Content-Length of 100000 leads beyond the end of the file\nrecord next\n",
                        bad.size()));
  EXPECT_EQ(members({record("first"), bad, record("next")}, 500),
            fmt::format("record first\nrecord short\n{}record next\n", kToMember));
}

TEST(WarcReader, KeepsItsBufferSmallInALargeFileOfSmallRecords) {
  std::string file;
  std::size_t count = 0;
  for (; file.size() < 20 << 20; ++count) file += record(std::string(count % 5000, 'x'));
  const std::vector<Member> pieces = {{file}};
  for (const std::size_t read_size : {std::size_t{1} << 30, std::size_t{1} << 18, std::size_t{99'999}}) {
    test::PieceSource source(pieces, false, read_size);
    WarcReader reader(source);
    std::size_t seen = 0;
    std::uint64_t at = 0;
    while (reader.next() == WarcStep::record) {
      EXPECT_EQ(reader.record().place.offset, at);
      at += reader.record().bytes().size();
      ++seen;
    }
    EXPECT_EQ(seen, count);
    EXPECT_EQ(at, file.size());
    EXPECT_LE(source.largest_room(), std::size_t{1} << 20);
  }
}

TEST(WarcReader, TakesLinearTimeWhereEveryRecordIsDamaged) {
  std::string lengths;
  std::string versions;
  while (lengths.size() < 4 << 20) lengths += "WARC/1.0\r\nContent-Length: 3000000\r\n\r\nx\r\n\r\n";
  while (versions.size() < 4 << 20) versions += "WARC/1.0\n";
  EXPECT_TRUE(plain(lengths).starts_with("damage "));
  EXPECT_TRUE(plain(versions).starts_with("damage "));
  EXPECT_TRUE(plain(lengths, 1000).starts_with("large "));
}

}  // namespace
}  // namespace pith
