#include "input/warc_document.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace pith {
namespace {

constexpr std::string_view kPage = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"ISO-8859-1\"\r\n\r\n<p>a</p>";

// A record's parts are what counts here, not its length.
WarcDocument document(std::string_view fields, std::string_view block) {
  static std::string header;
  header = fmt::format("WARC/1.0\r\n{}\r\n", fields);
  WarcRecord record;
  record.header = header;
  record.block = block;
  return warc_document(record);
}

WarcKind kind(std::string_view fields, std::string_view block) {
  return document(fields, block).kind;
}

TEST(WarcDocument, IsTheTextOfAConversion) {
  const WarcDocument wet = document(
      "WARC-Type: conversion\r\nWARC-Target-URI: http://example.org/a?b\r\nWARC-Date: 2026-03-14T09:26:53Z\r\n"
      "WARC-Record-ID: <urn:uuid:1>\r\nWARC-Identified-Content-Language: dan,eng\r\nContent-Type: text/plain\r\n",
      "En linje");
  EXPECT_EQ(wet.kind, WarcKind::text);
  EXPECT_EQ(wet.url, "http://example.org/a?b");
  EXPECT_EQ(wet.date, "2026-03-14");
  EXPECT_EQ(wet.id, "<urn:uuid:1>");
  EXPECT_EQ(wet.lang, "da");
  EXPECT_EQ(wet.charset, "");
  EXPECT_EQ(wet.block, "En linje");
  EXPECT_FALSE(wet.http);
}

TEST(WarcDocument, IsThePageOfAResponse) {
  const WarcDocument page = document(
      "content-type: application/http;msgtype=response\r\nwarc-type: Response\r\nWARC-Target-URI: "
      "<http://example.org/>\r\n",
      kPage);
  EXPECT_EQ(page.kind, WarcKind::page);
  EXPECT_EQ(page.url, "http://example.org/");
  EXPECT_EQ(page.charset, "ISO-8859-1");
  ASSERT_TRUE(page.http);
  EXPECT_EQ(page.http->message, "<p>a</p>");
}

TEST(WarcDocument, IsToldByTypeStatusAndMediaType) {
  constexpr std::string_view kResponse = "WARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n";
  const auto of_type = [&](std::string_view type) {
    return kind(kResponse, fmt::format("HTTP/1.1 200 OK\r\nContent-Type: {}\r\n\r\nx", type));
  };
  EXPECT_EQ(of_type("TEXT/HTML"), WarcKind::page);
  EXPECT_EQ(of_type("application/xhtml+xml; charset=utf-8"), WarcKind::page);
  EXPECT_EQ(of_type("text/plain"), WarcKind::text);
  EXPECT_EQ(of_type("image/png"), WarcKind::other);
  EXPECT_EQ(of_type("text"), WarcKind::other);
  EXPECT_EQ(kind(kResponse, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nx"), WarcKind::other);
  EXPECT_EQ(kind(kResponse, "HTTP/1.1 301\r\nContent-Type: text/html\r\n\r\nx"), WarcKind::other);
  EXPECT_EQ(kind(kResponse, "<p>a</p>"), WarcKind::other);
  EXPECT_EQ(kind(kResponse, ""), WarcKind::other);
  EXPECT_EQ(kind("WARC-Type: response\r\n", kPage), WarcKind::page);
  EXPECT_EQ(kind("WARC-Type: response\r\nContent-Type: text/dns\r\n", "20260314 example.org"), WarcKind::other);
  for (const std::string_view type : {"request", "revisit", "metadata", "warcinfo", "continuation", ""}) {
    EXPECT_EQ(kind(fmt::format("WARC-Type: {}\r\nContent-Type: text/plain\r\n", type), kPage), WarcKind::other) << type;
  }
  EXPECT_EQ(kind("WARC-Type: resource\r\nContent-Type: text/html; charset=utf-8\r\n", "<p>"), WarcKind::page);
  EXPECT_EQ(kind("WARC-Type: resource\r\nContent-Type: text/plain\r\n", "a"), WarcKind::text);
  EXPECT_EQ(kind("Content-Type: text/plain\r\n", "a"), WarcKind::other);
  EXPECT_EQ(document("WARC-Type: resource\r\nContent-Type: text/html; charset=gbk\r\n", "a").charset, "gbk");
}

TEST(WarcDocument, FallsBackOnTheTypeThatACrawlerIdentified) {
  constexpr std::string_view kFields = "WARC-Type: response\r\nWARC-Identified-Payload-Type: text/html\r\n";
  EXPECT_EQ(kind(kFields, "HTTP/1.1 200 OK\r\n\r\n<p>"), WarcKind::page);
  EXPECT_EQ(kind(kFields, "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n<p>"), WarcKind::other);
}

TEST(WarcDocument, IsNoneOfASegment) {
  EXPECT_EQ(kind("WARC-Type: response\r\nWARC-Segment-Number: 1\r\n", kPage), WarcKind::other);
}

TEST(WarcDocument, LeavesEmptyWhatIsMissingOrOdd) {
  const WarcDocument odd = document(
      "WARC-Type: conversion\r\nContent-Type: text/plain\r\nWARC-Date: 20260314092653\r\nWARC-Target-URI: <\r\n"
      "WARC-Identified-Content-Language: ,eng\r\n",
      "");
  EXPECT_EQ(odd.kind, WarcKind::text);
  EXPECT_EQ(odd.date, "");
  EXPECT_EQ(odd.url, "<");
  EXPECT_EQ(odd.lang, "");
  EXPECT_EQ(odd.id, "");
}

}  // namespace
}  // namespace pith
