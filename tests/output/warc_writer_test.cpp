#include "output/warc_writer.h"

#include <gtest/gtest.h>

#include "output/digest.h"

namespace pith {
namespace {

std::string rewritten(std::string_view header, std::string_view block) {
  std::string out;
  append_warc_record(header, block, out);
  return out;
}

std::string converted(std::string_view header, std::string_view text) {
  std::string out;
  append_warc_conversion(header, text, out);
  return out;
}

TEST(Digest, IsThatOfTheStandards) {  // FIPS 180-4, RFC 1321 and RFC 4648 by their examples
  EXPECT_EQ(warc_digest(""), "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ");
  EXPECT_EQ(warc_digest_like("sha1:a9993e364706816aba3e25717850c26c9cd0d89d", ""),
            "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709");
  EXPECT_EQ(warc_digest_like("md5:x", "abc"), "md5:SAAVBGB42JH3BVUWH56SRYL7OI");
}

TEST(Digest, KeepsTheAlgorithmAndTheSpellingOfTheOldOne) {
  const std::string hex(64, 'a');
  constexpr std::string_view kAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  std::string upper(kAbc);
  for (char& c : upper) c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 0x20) : c;
  EXPECT_EQ(warc_digest_like("sha256:" + hex, "abc"), "sha256:" + std::string(kAbc));
  EXPECT_EQ(warc_digest_like("SHA-256:" + std::string(64, 'A'), "abc"), "SHA-256:" + upper);
  EXPECT_EQ(warc_digest_like("sha256:MFRA", "abc"), "sha256:XJ4BNP4PAHH6UQKBIDPF3LRCEOYAGYNDSYLXVHFUCD7WD4QACWWQ");
  EXPECT_EQ(warc_digest_like("sha256:MFRA====", "abc"),
            "sha256:XJ4BNP4PAHH6UQKBIDPF3LRCEOYAGYNDSYLXVHFUCD7WD4QACWWQ====");
  EXPECT_EQ(warc_digest_like("sha1:32 characters of any other kind.", "abc"), "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5");
}

TEST(Digest, IsSha1WhereTheOldOneIsUnknown) {
  for (const std::string_view like : {"", "xxh3:00", "sha1", ":", "crc32:AAAA"}) {
    EXPECT_EQ(warc_digest_like(like, "abc"), "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5") << like;
  }
}

TEST(Uuid, IsMadeFromTheNameAlone) {
  const std::string uuid = uuid_of("<urn:uuid:one>");
  EXPECT_EQ(uuid, uuid_of("<urn:uuid:one>"));
  EXPECT_NE(uuid, uuid_of("<urn:uuid:two>"));
  ASSERT_EQ(uuid.size(), 36U);
  EXPECT_EQ(uuid[14], '5');
  EXPECT_NE(std::string_view("89ab").find(uuid[19]), std::string_view::npos);
}

TEST(WarcWriter, ChangesOnlyWhatSpeaksOfTheBlock) {
  constexpr std::string_view kHeader =
      "WARC/1.1\r\n"
      "WARC-Type: conversion\r\n"
      "content-length:   99  \r\n"
      "X-Folded: a\r\n  b\r\n"
      "not a field\r\n"
      "WARC-Block-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n"
      "WARC-Payload-Digest: md5:00000000000000000000000000000000\r\n"
      "Content-Type: text/plain\r\n\r\n";
  EXPECT_EQ(rewritten(kHeader, "abc"),
            "WARC/1.1\r\n"
            "WARC-Type: conversion\r\n"
            "content-length:   3\r\n"
            "X-Folded: a\r\n  b\r\n"
            "not a field\r\n"
            "WARC-Block-Digest: sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5\r\n"
            "WARC-Payload-Digest: md5:900150983cd24fb0d6963f7d28e17f72\r\n"
            "Content-Type: text/plain\r\n\r\n"
            "abc\r\n\r\n");
}

TEST(WarcWriter, MendsLengthsThatAreFoldedDoubledOrMissing) {
  EXPECT_EQ(rewritten("WARC/1.0\r\nContent-Length:\r\n 7\r\n\r\n", ""),
            "WARC/1.0\r\nContent-Length:\r\n 0\r\n\r\n\r\n\r\n");
  EXPECT_EQ(rewritten("WARC/1.0\nContent-Length: 1\nA: b\nContent-Length: x\n\n", "ab"),
            "WARC/1.0\nContent-Length: 2\nA: b\nContent-Length: 2\n\nab\r\n\r\n");
  EXPECT_EQ(rewritten("WARC/1.0\r\nA: b\r\n\r\n", "ab"), "WARC/1.0\r\nA: b\r\nContent-Length: 2\r\n\r\nab\r\n\r\n");
  EXPECT_EQ(rewritten("WARC/1.0\r\nContent-Length:\r\n\r\n", "ab"), "WARC/1.0\r\nContent-Length:2\r\n\r\nab\r\n\r\n");
}

TEST(WarcWriter, MakesAConversionOfAResponse) {
  constexpr std::string_view kHeader =
      "WARC/1.0\r\n"
      "WARC-Type: response\r\n"
      "WARC-Record-ID: <urn:uuid:0d6c3d3e-1b5d-4f5a-8a33-2f0e5a1f7c11>\r\n"
      "WARC-Date: 2026-03-14T09:26:53Z\r\n"
      "WARC-Target-URI: http://example.org/\r\n"
      "WARC-Identified-Content-Language: eng,dan\r\n"
      "Content-Type: application/http; msgtype=response\r\n"
      "Content-Length: 1234\r\n\r\n";
  const std::string id = uuid_of("<urn:uuid:0d6c3d3e-1b5d-4f5a-8a33-2f0e5a1f7c11>");
  EXPECT_EQ(converted(kHeader, "abc"),
            "WARC/1.0\r\n"
            "WARC-Type: conversion\r\n"
            "WARC-Target-URI: http://example.org/\r\n"
            "WARC-Date: 2026-03-14T09:26:53Z\r\n"
            "WARC-Record-ID: <urn:uuid:" +
                id +
                ">\r\n"
                "WARC-Refers-To: <urn:uuid:0d6c3d3e-1b5d-4f5a-8a33-2f0e5a1f7c11>\r\n"
                "WARC-Block-Digest: sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5\r\n"
                "WARC-Identified-Content-Language: eng,dan\r\n"
                "Content-Type: text/plain\r\n"
                "Content-Length: 3\r\n\r\n"
                "abc\r\n\r\n");
}

TEST(WarcWriter, MakesConversionsOfRecordsWithoutAnId) {
  const std::string one = converted("WARC/0.18\r\nWARC-Target-URI: http://example.org/a\r\n\r\n", "");
  const std::string two = converted("WARC/0.18\r\nWARC-Target-URI: http://example.org/b\r\n\r\n", "");
  EXPECT_TRUE(one.starts_with("WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://example.org/a\r\n"));
  EXPECT_EQ(one.find("WARC-Refers-To"), std::string::npos);
  const auto id = [](std::string_view record) { return record.substr(record.find("<urn:uuid:"), 47); };
  EXPECT_NE(id(one), id(two));
  EXPECT_TRUE(converted("WARC/1.1\r\n\r\n", "").starts_with("WARC/1.1\r\n"));
}

}  // namespace
}  // namespace pith
