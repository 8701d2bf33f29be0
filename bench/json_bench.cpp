// How fast lines of JSONL are read and written, beside simdjson and a floor, on records from a seed. bench/README.md
// says what each benchmark is.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus.h"
#include "input/json_record.h"
#include "output/json_line.h"
#include "summary.h"
#include "text/json.h"
#include "text/unicode.h"
#include "text/vectors.h"

namespace pith::bench {
namespace {

using State = benchmark::State;

constexpr std::size_t kTotal = 16'000'000;
constexpr std::size_t kRules = 500;

// How the text of a record is written.
enum class Style {
  utf_8,   // escaped is only what must be
  latin,   // and what is in Latin-1
  ascii,   // and everything beyond ASCII
  fields,  // as utf_8, behind a member of many numbers and one of many strings, as long as the text
};

struct Line {
  simdjson::padded_string json;
  std::string text;
  std::string kept;
  std::vector<Edit> edits;

  std::string_view view() const { return json; }
};

std::string escaped(std::string_view text, Style style) {
  const char32_t last_escaped = style == Style::ascii ? 0x10FFFF : style == Style::latin ? 0xFF : 0;
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const Decoded d = decode(text, i);
    const std::string_view character = text.substr(i, d.size);
    i += d.size;
    if (d.code_point == '\n') {
      out += "\\n";
    } else if (d.code_point == '"') {
      out += "\\\"";
    } else if (d.code_point < 0x80 || d.code_point > last_escaped) {
      out += character;
    } else if (d.code_point < 0x10000) {
      out += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(d.code_point));
    } else {
      const auto offset = static_cast<std::uint32_t>(d.code_point - 0x10000);
      out += fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + (offset >> 10), 0xDC00 + (offset & 0x3FF));
    }
  }
  return out;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
  return text;
}

// Whole lines, so that `kept` is left.
std::vector<Edit> edits_between(std::string_view text, std::string_view kept) {
  std::vector<Edit> edits;
  for (std::size_t at = 0, kept_at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    const std::string_view line = text.substr(at, end - at);
    if (kept.substr(kept_at).starts_with(line)) {
      kept_at += line.size();
    } else {
      edits.push_back({{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}, 0, {}});
    }
    at = end;
  }
  return edits;
}

std::string fields_of(std::size_t bytes) {
  std::string out = R"("spans":[)";
  for (std::size_t i = 0; out.size() < bytes / 2; ++i) out += fmt::format("[{},{},1.0],", i * 37, i * 41);
  out += R"(0],"links":[)";
  for (std::size_t i = 0; out.size() < bytes; ++i) out += fmt::format(R"({{"to":"/a/{}","n":{}}},)", i, i % 7);
  return out + "0],";
}

std::vector<Line> make_lines(const Corpus& corpus, Style style) {
  TextOptions options;
  std::vector<Line> lines;
  std::size_t number = 0;
  for (Sample& sample : corpus.documents(kTotal, options, kRules)) {
    Line line;
    // Every other document has the quotes of a keyboard, so that something has to be escaped.
    for (std::string* text : {&sample.text, &sample.kept}) {
      for (const std::string_view quote : {"“", "”", "„"}) {
        if (number % 2 == 0) *text = replaced(std::move(*text), quote, "\"");
      }
    }
    line.edits = edits_between(sample.text, sample.kept);
    line.json = simdjson::padded_string(fmt::format(
        R"({{"id":"{:016x}","url":"https://example.org/{}/news.html",{}"text":"{}","language":"en","score":0.{}}})",
        number * 0x9E3779B97F4A7C15, number, style == Style::fields ? fields_of(sample.text.size()) : "",
        escaped(sample.text, style), number % 1000));
    line.text = std::move(sample.text);
    line.kept = std::move(sample.kept);
    lines.push_back(std::move(line));
    ++number;
  }
  return lines;
}

std::string joined(JsonPieces pieces) {
  std::string all;
  for (const std::string_view piece : pieces) all += piece;
  return all;
}

void count_bytes(State& state, std::span<const Line> lines) {
  std::size_t bytes = 0;
  for (const Line& line : lines) bytes += line.view().size();
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * static_cast<std::int64_t>(state.iterations()));
}

// `read` returns the text of a line, or of what it writes.
using Read = std::function<std::string_view(const Line& line)>;

void time_texts(State& state, std::span<const Line> lines, std::string Line::*expected, const Read& read) {
  for (const Line& line : lines) {
    if (read(line) != line.*expected) return state.SkipWithError("wrong answer");
  }
  while (state.KeepRunning()) {
    for (const Line& line : lines) benchmark::DoNotOptimize(read(line).data());
  }
  count_bytes(state, lines);
}

void time_memcpy(State& state, std::span<const Line> lines) {
  std::string copy;
  while (state.KeepRunning()) {
    for (const Line& line : lines) {
      copy.resize(std::max(copy.size(), line.view().size()));
      std::memcpy(copy.data(), line.view().data(), line.view().size());
      benchmark::DoNotOptimize(copy.data());
      benchmark::ClobberMemory();
    }
  }
  count_bytes(state, lines);
}

// What simdjson must read to know of a record what pith knows: all members, and the text unescaped.
void time_ondemand(State& state, std::span<const Line> lines) {
  simdjson::ondemand::parser parser;
  time_texts(state, lines, &Line::text, [&](const Line& line) {
    simdjson::ondemand::document document;
    simdjson::ondemand::object object;
    std::string_view text;
    if (parser.iterate(line.json).get(document) != simdjson::SUCCESS ||
        document.get_object().get(object) != simdjson::SUCCESS) {
      return std::string_view();
    }
    for (auto field : object) {
      simdjson::ondemand::raw_json_string key;
      if (field.key().get(key) == simdjson::SUCCESS && key == "text" &&
          field.value().get_string().get(text) != simdjson::SUCCESS) {
        return std::string_view();
      }
    }
    return text;
  });
}

// The text alone: what stands behind it is not looked at.
void time_ondemand_text(State& state, std::span<const Line> lines) {
  simdjson::ondemand::parser parser;
  time_texts(state, lines, &Line::text, [&](const Line& line) {
    simdjson::ondemand::document document;
    std::string_view text;
    if (parser.iterate(line.json).get(document) != simdjson::SUCCESS ||
        document["text"].get_string().get(text) != simdjson::SUCCESS) {
      return std::string_view();
    }
    return text;
  });
}

void time_dom(State& state, std::span<const Line> lines) {
  simdjson::dom::parser parser;
  time_texts(state, lines, &Line::text, [&](const Line& line) {
    std::string_view text;
    return parser.parse(line.json)["text"].get_string().get(text) == simdjson::SUCCESS ? text : std::string_view();
  });
}

void time_read(State& state, std::span<const Line> lines) {
  JsonRecordReader reader(JsonKeys::automatic());
  JsonLine writer;
  for (const Line& line : lines) {
    if (joined(writer.with_edits(line.view(), reader.read(line.view()).raw, {})) != line.view()) {
      return state.SkipWithError("wrong answer");
    }
  }
  time_texts(state, lines, &Line::text, [&](const Line& line) {
    const JsonRecord record = reader.read(line.view());
    benchmark::DoNotOptimize(writer.with_edits(line.view(), record.raw, {}).data());
    return record.content;
  });
}

void time_cut(State& state, std::span<const Line> lines) {
  JsonRecordReader reader(JsonKeys::automatic());
  JsonLine writer;
  const auto cut = [&](const Line& line) {
    return writer.with_edits(line.view(), reader.read(line.view()).raw, line.edits);
  };
  simdjson::dom::parser parser;
  for (const Line& line : lines) {
    std::string_view text;
    if (parser.parse(joined(cut(line)))["text"].get_string().get(text) != simdjson::SUCCESS || text != line.kept) {
      return state.SkipWithError("wrong answer");
    }
  }
  while (state.KeepRunning()) {
    for (const Line& line : lines) benchmark::DoNotOptimize(cut(line).data());
  }
  count_bytes(state, lines);
}

// The lines are made for one style at a time, when it is first asked for.
class Lines {
 public:
  std::span<const Line> of(Style style) {
    if (lines_.empty() || style != style_) lines_ = make_lines(corpus_, style);
    style_ = style;
    return lines_;
  }

 private:
  Corpus corpus_;
  Style style_ = Style::utf_8;
  std::vector<Line> lines_;
};

void register_all(Lines& lines) {
  constexpr std::pair<const char*, Style> kStyles[] = {
      {"utf-8", Style::utf_8}, {"latin", Style::latin}, {"ascii", Style::ascii}, {"fields", Style::fields}};
  constexpr std::pair<const char*, void (*)(State&, std::span<const Line>)> kEngines[] = {
      {"memcpy", time_memcpy}, {"ondemand", time_ondemand}, {"ondemand_text", time_ondemand_text},
      {"dom", time_dom},       {"pith_read", time_read},    {"pith_cut", time_cut},
  };
  for (const auto& [style_name, style] : kStyles) {
    for (const auto& [engine_name, time] : kEngines) {
      benchmark::RegisterBenchmark(fmt::format("json/{}/{}", style_name, engine_name).c_str(),
                                   [&lines, style = style, time = time](State& state) { time(state, lines.of(style)); })
          ->Unit(benchmark::kMillisecond);
    }
  }
}

}  // namespace
}  // namespace pith::bench

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::AddCustomContext("vectors", pith::name_of(pith::vector_target()));
  benchmark::AddCustomContext("simdjson", simdjson::get_active_implementation()->name());
  benchmark::AddCustomContext("simdjson On-Demand", simdjson::builtin_implementation()->name());
  pith::bench::Lines lines;
  pith::bench::register_all(lines);
  pith::bench::Summary summary;
  benchmark::RunSpecifiedBenchmarks(&summary);
  summary.print_tables();
  benchmark::Shutdown();
  return summary.failed() ? 1 : 0;
}
