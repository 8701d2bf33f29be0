// Writes a WARC file to stdout, every kind of record that pith writes: for warc_readers.py.
#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <string_view>

#include "output/digest.h"
#include "output/warc_writer.h"

namespace {

std::string header(int number, std::string_view fields) {
  return fmt::format(
      "WARC/1.1\r\n"
      "WARC-Type: conversion\r\n"
      "WARC-Target-URI: http://example.org/{0}\r\n"
      "WARC-Date: 2026-03-14T09:26:53Z\r\n"
      "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{0:012}>\r\n"
      "Content-Type: text/plain\r\n"
      "{1}\r\n",
      number, fields);
}

}  // namespace

int main() {
  constexpr std::string_view kText = "Storm takes the pier.\r\n\r\nWARC/1.0\r\n\r\nSj\xC3\xB8hesten er v\xC3\xA6k.\n";
  std::string out;
  int number = 0;
  pith::append_warc_conversion(header(++number, "WARC-Identified-Content-Language: eng\r\n"), kText, out);
  pith::append_warc_conversion(header(++number, ""), "", out);
  for (const std::string_view digest :
       {"sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "sha1:0000000000000000000000000000000000000000",
        "md5:00000000000000000000000000000000", "md5:AAAAAAAAAAAAAAAAAAAAAAAAAA======",
        "sha256:0000000000000000000000000000000000000000000000000000000000000000"}) {
    pith::append_warc_record(
        header(++number,
               fmt::format("Content-Length: 7\r\nWARC-Block-Digest: {0}\r\nWARC-Payload-Digest: {0}\r\n", digest)),
        kText, out);
  }
  return std::fwrite(out.data(), 1, out.size(), stdout) == out.size() ? 0 : 1;
}
