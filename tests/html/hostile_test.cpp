// Pages made to be slow or to take memory: the time must grow with the page, not faster.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "html/attributes.h"
#include "html/tokenizer.h"
#include "html/visible_text.h"

namespace pith {
namespace {

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string page;
  page.reserve(bytes + piece.size());
  while (page.size() < bytes) page += piece;
  return page;
}

double seconds(const std::string& page) {
  double best = 1e9;
  for (int run = 0; run < 3; ++run) {
    std::string text;
    PageFacts facts;
    const auto start = std::chrono::steady_clock::now();
    visible_text(page, text, facts);
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    EXPECT_LE(text.size(), page.size() + 1) << "text is never longer than its source, but for the last line feed";
  }
  return best;
}

struct Flood {
  std::string_view head;   // once
  std::string_view piece;  // again and again
};

class Floods : public testing::TestWithParam<Flood> {};

TEST_P(Floods, TakeTimeInProportion) {
  constexpr std::size_t kSmall = 1 << 18;
  constexpr std::size_t kTimes = 16;
  const std::string head(GetParam().head);
  const double small = seconds(head + repeated(GetParam().piece, kSmall));
  const double large = seconds(head + repeated(GetParam().piece, kTimes * kSmall));
  // Quadratic time would be 256 times as long; this machine may be busy.
  EXPECT_LT(large, std::max(4 * kTimes * small, 0.5)) << GetParam().piece;
}

constexpr Flood kFloods[] = {
    {"", "<"},
    {"", "</"},
    {"", "<!"},
    {"", "<!--"},
    {"", "<a "},
    {"", "<a b='"},
    {"", "<a b=\"c"},
    {"<a ", "b "},
    {"<a ", "b=c "},
    {"<a ", "="},
    {"<a b=", "="},
    {"<a b='", "x"},
    {"<html lang='", "x"},
    {"", "<html lang=''>"},
    {"", "<meta property=og:url>"},
    {"", "<div>"},
    {"", "</div>"},
    {"<div hidden>", "<div>"},
    {"<div hidden>", "<x-a>"},
    {"<div hidden>", "</span>"},
    {"", "<p hidden>a"},
    {"", "<div hidden>a</div>"},
    {"", "<span hidden>&nbsp;<p>"},
    {"<svg>", "<g>"},
    {"<svg>", "<foreignObject><style>"},
    {"<template>", "<svg><title>"},
    {"<pre>", " \n"},
    {"<pre>", " "},
    {"", "<pre>"},
    {"", "&"},
    {"", "&a"},
    {"", "&#"},
    {"&#", "1"},
    {"", "&amp"},
    {"", "&nbsp;"},
    {"", "&CounterClockwiseContourIntegra"},
    {"", "\xC2\xA0"},
    {"", " "},
    {"", std::string_view("\0", 1)},
    {"", "\xFF"},
    {"<script>", "<"},
    {"<script>", "</script"},
    {"<script>", "<!--<script>"},
    {"<script>", "<!--"},
    {"<script>", "<!-- -->"},
    {"<script><!--", "<script></script>"},
    {"<script><!--", "--<"},
    {"<title>", "</title"},
    {"<title>", "</title x"},
    {"<style>", "</styl"},
    {"<plaintext>", "<a>"},
    {"<!--", "-->"},
    {"<!--", "--!"},
    {"<!--", ">"},
    {"<!doctype ", "'"},
};

INSTANTIATE_TEST_SUITE_P(Html, Floods, testing::ValuesIn(kFloods));

TEST(Hostile, AHundredThousandNestedElementsAreOneLine) {
  std::string text;
  visible_text(repeated("<div>", 500'000) + "a" + repeated("</div>", 600'000), text);
  EXPECT_EQ(text, "a\n");
}

TEST(Hostile, AHugeAttributeIsSkippedAndNotTaken) {
  const std::string page = "<html lang='" + std::string(100'000'000, 'x') + "'><p>a";
  std::string text;
  PageFacts facts;
  visible_text(page, text, facts);
  EXPECT_EQ(text, "a\n");
  EXPECT_EQ(facts.lang, "");
}

TEST(Hostile, EveryCutOfAPageCanBeRead) {
  const std::string page =
      "<!doctype html><html lang=en><title>a&amp;b</title><script><!--<script></script>--></script><p hidden class='x'>"
      "c&notin;&#x41;</p><!-- d --><svg><title/></svg><pre> e\n</pre></p f='g'>h<![CDATA[i]]>";
  for (std::size_t size = 0; size <= page.size(); ++size) {
    const std::vector<char> cut(page.begin(), page.begin() + static_cast<std::ptrdiff_t>(size));
    std::string text;
    PageFacts facts;
    visible_text({cut.data(), cut.size()}, text, facts);
    EXPECT_TRUE(text.empty() || text.ends_with('\n'));
  }
}

}  // namespace
}  // namespace pith
