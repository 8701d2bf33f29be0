// Writes a text and rules of the benchmarks' corpus to files, for programs:
//
//   generate FOLDER --rules N --bytes N [--shape news|short_lines|long_lines] [--hits SHARE] [--seed N]
//
// text.txt, kept.txt (what must be left), bench.rules (for pith), patterns.txt (one regex a line for the peers).
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
    "generate FOLDER --rules N --bytes N [--shape news|short_lines|long_lines] [--hits SHARE] [--seed N]\n";

struct Order {
  std::filesystem::path folder;
  std::size_t rules = 50;
  std::size_t bytes = 1'000'000;
  std::uint64_t seed = Corpus::kSeed;
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

bool write_files(const Order& order) {
  const Corpus corpus(order.seed);
  std::string text;
  std::string kept;
  for (const auto& sample : corpus.documents(order.bytes, order.options, order.rules)) {
    text += sample.text;
    kept += sample.kept;
  }
  const pith::bench::RuleTexts rules = corpus.rules(order.rules);
  std::string patterns;
  for (const std::string& pattern : rules.patterns) patterns += pattern + "\n";
  std::error_code error;
  std::filesystem::create_directories(order.folder, error);
  return write(order.folder / "text.txt", text) && write(order.folder / "kept.txt", kept) &&
         write(order.folder / "bench.rules", rules.pith) && write(order.folder / "patterns.txt", patterns);
}

}  // namespace

int main(int argc, char** argv) {
  const std::optional<Order> order = read_order(argc, argv);
  if (!order) {
    std::fputs(kUsage.data(), stderr);
    return 2;
  }
  return write_files(*order) ? 0 : 1;
}
