// Writes a text and rules of the benchmarks' corpus to files, for programs:
//
//   generate FOLDER --rules N --bytes N [--shape news|short_lines|long_lines] [--hits SHARE] [--seed N]
//                   [--records jsonl|wet]
//
// text.txt, kept.txt (what must be left), bench.rules (for pith), patterns.txt (one regex a line for the peers). With
// --records the documents are records: text.jsonl, kept.jsonl and so on. FOLDER - writes such records to stdout, as
// many as make --bytes: the documents of a megabyte again and again, each with an id of its own.
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "corpus.h"

namespace {

using pith::bench::Corpus;
using pith::bench::Shape;

constexpr std::string_view kUsage =
    "generate FOLDER --rules N --bytes N [--shape news|short_lines|long_lines] [--hits SHARE] [--seed N]\n"
    "                [--records jsonl|wet]\n";

enum class Records { none, jsonl, wet };

struct Order {
  std::filesystem::path folder;
  std::size_t rules = 50;
  std::size_t bytes = 1'000'000;
  std::uint64_t seed = Corpus::kSeed;
  Records records = Records::none;
  pith::bench::TextOptions options;
};

template <class Number>
bool read(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

bool read_shape(std::string_view text, Shape& shape) {
  const std::map<std::string_view, Shape> shapes = {
      {"news", Shape::news}, {"short_lines", Shape::short_lines}, {"long_lines", Shape::long_lines}};
  const auto at = shapes.find(text);
  if (at == shapes.end()) return false;
  shape = at->second;
  return true;
}

bool read_option(std::string_view name, std::string_view value, Order& order) {
  if (name == "--rules") return read(value, order.rules) && order.rules > 0 && order.rules <= Corpus::kMostRules;
  if (name == "--bytes") return read(value, order.bytes);
  if (name == "--seed") return read(value, order.seed);
  if (name == "--hits") return read(value, order.options.hit_rate) && order.options.hit_rate < 1;
  if (name == "--records") {
    order.records = value == "jsonl" ? Records::jsonl : value == "wet" ? Records::wet : Records::none;
    return order.records != Records::none;
  }
  return name == "--shape" && read_shape(value, order.options.shape);
}

std::optional<Order> read_order(int argc, char** argv) {
  Order order;
  if (argc < 2 || argc % 2 != 0) return std::nullopt;
  order.folder = argv[1];
  for (int i = 2; i < argc; i += 2) {
    if (!read_option(argv[i], argv[i + 1], order)) return std::nullopt;
  }
  return order;
}

bool write(const std::filesystem::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  if (!file) std::fprintf(stderr, "generate: cannot write %s\n", path.c_str());
  return static_cast<bool>(file);
}

void append_json(std::string_view text, std::size_t id, std::string& out) {
  out += "{\"id\":\"" + std::to_string(id) + "\",\"url\":\"https://news" + std::to_string(id % 200) + ".example.org/" +
         std::to_string(id) + "\",\"text\":\"";
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
  }
  out += "\",\"source\":\"made\",\"score\":0.75}\n";
}

void append_wet(std::string_view text, std::size_t id, std::string& out) {
  out += "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://news" + std::to_string(id % 200) +
         ".example.org/" + std::to_string(id) +
         "\r\nWARC-Date: 2026-11-20T00:00:00Z\r\nContent-Type: text/plain\r\nContent-Length: " +
         std::to_string(text.size()) + "\r\n\r\n";
  out += text;
  out += "\r\n\r\n";
}

void append(Records records, std::string_view text, std::size_t id, std::string& out) {
  switch (records) {
    case Records::none:
      out += text;
      return;
    case Records::jsonl:
      return append_json(text, id, out);
    case Records::wet:
      return append_wet(text, id, out);
  }
}

std::string_view suffix_of(Records records) {
  return records == Records::jsonl ? ".jsonl" : records == Records::wet ? ".wet" : ".txt";
}

bool write_stream(const Order& order) {
  constexpr std::size_t kMegabyte = 1'000'000;
  const auto samples = Corpus(order.seed).documents(kMegabyte, order.options, order.rules);
  std::string block;
  std::size_t id = 0;
  for (std::size_t written = 0; written < order.bytes; written += block.size()) {
    block.clear();
    for (const auto& sample : samples) append(order.records, sample.text, id++, block);
    if (std::fwrite(block.data(), 1, block.size(), stdout) != block.size()) return false;
  }
  return std::fflush(stdout) == 0;
}

bool write_files(const Order& order) {
  const Corpus corpus(order.seed);
  std::string text;
  std::string kept;
  std::size_t id = 0;
  for (const auto& sample : corpus.documents(order.bytes, order.options, order.rules)) {
    append(order.records, sample.text, id, text);
    append(order.records, sample.kept, id, kept);
    ++id;
  }
  const std::string suffix(suffix_of(order.records));
  const pith::bench::RuleTexts rules = corpus.rules(order.rules);
  std::string patterns;
  for (const std::string& pattern : rules.patterns) patterns += pattern + "\n";
  std::error_code error;
  std::filesystem::create_directories(order.folder, error);
  return write(order.folder / ("text" + suffix), text) && write(order.folder / ("kept" + suffix), kept) &&
         write(order.folder / "bench.rules", rules.pith) && write(order.folder / "patterns.txt", patterns);
}

}  // namespace

int main(int argc, char** argv) {
  const std::optional<Order> order = read_order(argc, argv);
  if (!order) {
    std::fputs(kUsage.data(), stderr);
    return 2;
  }
  return (order->folder == "-" ? write_stream(*order) : write_files(*order)) ? 0 : 1;
}
