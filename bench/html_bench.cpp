// Pages to tokens and visible text, beside the floor of finding every `<`.
//
// `html/made` are pages around the corpus's news texts: a third is text, the rest scripts, attributes and menus.
// `html/folder` are the files of the folder that PITH_PAGES names, `html/floods` pages made to be slow.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "benchmarks.h"
#include "html/tokenizer.h"
#include "html/visible_text.h"
#include "text/vectors.h"

namespace pith::bench {
namespace {

using State = benchmark::State;

struct Page {
  std::string source;
  std::string text;  // what it shows
};
using Pages = std::vector<Page>;

constexpr std::size_t kTotal = 16'000'000;
constexpr std::size_t kFloodBytes = 4'000'000;

std::string escaped(std::string_view line) {
  std::string out;
  for (const char c : line) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else {
      out += c;
    }
  }
  return out;
}

// A menu, scripts and styles before the text; a class, an address and a link in every third paragraph.
Page make_page(std::string_view text, std::size_t number) {
  Page page;
  page.source = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n\t<meta charset=\"utf-8\">\n\t<title>Page {}</title>\n", number);
  page.text = fmt::format("Page {}\n", number);
  for (int i = 0; i < 8; ++i) {
    page.source += fmt::format(
        "\t<script async src=\"https://example.org/js/{0}.js?v={1}&amp;m=1\"></script>\n\t<style>.c{0} > a {{ color: "
        "#{0}{0}{0}; margin: 0 auto }}</style>\n\t<script>window.q = window.q || []; for (let i = 0; i < {1}; ++i) "
        "{{ q.push({{\"id\": i, \"html\": \"<b>{0}<\\/b>\"}}); }}</script>\n",
        i, number);
  }
  page.source += "</head>\n<body class=\"single post-template-default\">\n<ul id=\"menu\" role='navigation'>\n";
  for (int i = 0; i < 12; ++i) {
    page.source += fmt::format(
        "\t\t<li class=\"menu-item menu-item-{0}\"><a href=\"https://example.org/section/{0}/\" data-k='{{\"n\": "
        "{0}}}'>"
        "Section {0}</a></li>\n",
        i);
    page.text += fmt::format("Section {}\n", i);
  }
  page.source += "</ul>\n<main>\n";
  std::size_t lines = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    at = end + 1;
    if (line.find_first_not_of(' ') == std::string_view::npos) continue;
    const std::string_view open = ++lines % 3 == 0 ? "\t<p class=\"wp-block-paragraph has-text\" id=p>" : "\t<p>";
    page.source += fmt::format("{}{}</p>\n\n", open, escaped(line));
    page.text += fmt::format("{}\n", line);
  }
  page.source += "</main>\n</body>\n</html>\n";
  return page;
}

Pages made_pages(Fixtures& fixtures) {
  Pages pages;
  std::size_t total = 0;
  for (const Sample& sample : fixtures.texts(kTotal / 3, {}, 50)) {
    pages.push_back(make_page(sample.text, pages.size()));
    total += pages.back().source.size();
    if (total >= kTotal) break;
  }
  return pages;
}

// The files of a folder. What they show is what the plainest vectors say.
Pages read_pages(const std::filesystem::path& folder) {
  Pages pages;
  const VectorTarget best = vector_target();
  set_vector_target(VectorTarget::baseline);
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::stringstream source;
    source << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    pages.push_back({source.str(), ""});
    visible_text(pages.back().source, pages.back().text);
  }
  set_vector_target(best);
  return pages;
}

// Calls stage(page) for all pages, over and over. In a first round, which is not timed, is_right(page) is asked behind
// each call.
template <class Stage, class IsRight>
void time_stage(State& state, const Pages& pages, Stage stage, IsRight is_right) {
  std::size_t bytes = 0;
  for (const Page& page : pages) {
    bytes += page.source.size();
    stage(page);
    if (!is_right(page)) return state.SkipWithError("wrong answer");
  }
  while (state.KeepRunning()) {
    for (const Page& page : pages) stage(page);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * static_cast<std::int64_t>(state.iterations()));
}

void time_memchr(State& state, const Pages& pages) {
  std::size_t count = 0;
  const auto stage = [&](const Page& page) {
    count = 0;
    const char* const end = page.source.data() + page.source.size();
    for (const char* at = page.source.data(); at < end; ++at, ++count) {
      at = static_cast<const char*>(std::memchr(at, '<', static_cast<std::size_t>(end - at)));
      if (at == nullptr) break;
    }
    benchmark::DoNotOptimize(count);
  };
  const auto is_right = [&](const Page& page) {
    return count == static_cast<std::size_t>(std::ranges::count(page.source, '<'));
  };
  time_stage(state, pages, stage, is_right);
}

void time_tokens(State& state, const Pages& pages) {
  std::size_t behind = 0;
  const auto stage = [&](const Page& page) {
    Tokenizer tokens(page.source);
    behind = 0;
    for (Token token; tokens.next(token);) {
      behind += token.source.size();
      if (token.kind != TokenKind::start_tag) continue;
      const TextMode mode = text_mode_of(token.tag);
      if (mode != TextMode::data) tokens.read_text_as(mode, token.name);
    }
    benchmark::DoNotOptimize(behind);
  };
  time_stage(state, pages, stage, [&](const Page& page) { return behind == page.source.size(); });
}

void time_visible_text(State& state, const Pages& pages) {
  std::string text;
  const auto stage = [&](const Page& page) {
    text.clear();
    visible_text(page.source, text);
    benchmark::DoNotOptimize(text.data());
  };
  time_stage(state, pages, stage, [&](const Page& page) { return text == page.text; });
}

void time_with_facts(State& state, const Pages& pages) {
  std::string text;
  PageFacts facts;
  const auto stage = [&](const Page& page) {
    text.clear();
    visible_text(page.source, text, facts);
    benchmark::DoNotOptimize(text.data());
  };
  time_stage(state, pages, stage, [&](const Page& page) { return text == page.text; });
}

// `make` is called when the benchmark runs, not before.
template <class Make>
void add(const std::string& name, Make make, void (*time)(State&, const Pages&)) {
  benchmark::RegisterBenchmark(name.c_str(), [make, time](State& state) {
    time(state, make());
  })->Unit(benchmark::kMillisecond);
}

template <class Make>
void add_group(const std::string& group, Make make) {
  add(group + "/memchr", make, time_memchr);
  add(group + "/tokens", make, time_tokens);
  add(group + "/visible_text", make, time_visible_text);
  add(group + "/with_facts", make, time_with_facts);
}

struct Flood {
  std::string_view name;
  std::string_view head;   // once
  std::string_view piece;  // again and again
};

// Nothing to be seen, so that the right answer is short.
constexpr Flood kFloods[] = {
    {"open-tags", "", "<div>"},          {"end-tags", "", "</div>"},
    {"one-tag", "<a ", "b=c "},          {"one-value", "<a b='", "x"},
    {"comments", "", "<!-->"},           {"escaped-scripts", "<script>", "<!--<script>"},
    {"hidden", "<div hidden>", "<x-a>"}, {"blank-references", "", "&nbsp;"},
    {"white-space", "", " \n"},
};

void register_floods() {
  for (const Flood& flood : kFloods) {
    const auto make = [flood] {
      Page page{std::string(flood.head), ""};
      while (page.source.size() < kFloodBytes) page.source += flood.piece;
      return Pages{page};
    };
    add(fmt::format("html/floods/{}/visible_text", flood.name), make, time_visible_text);
  }
}

}  // namespace

void register_pages(Fixtures& fixtures) {
  add_group("html/made", [&fixtures] { return made_pages(fixtures); });
  const char* const folder = std::getenv("PITH_PAGES");
  if (folder != nullptr) add_group("html/folder", [path = std::string(folder)] { return read_pages(path); });
  register_floods();
}

}  // namespace pith::bench
