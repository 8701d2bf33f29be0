// Where an element that is not shown ends.
#include "html/skipped.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "html/tokenizer.h"

namespace pith {
namespace {

// What stands behind the element that the page's first tag opens; "open" when it does not end.
std::string behind(std::string_view page) {
  Tokenizer tokens(page);
  Token token;
  tokens.next(token);
  SkippedElement skipped;
  skipped.open(token);
  while (tokens.next(token)) {
    if (token.kind == TokenKind::start_tag && !skipped.takes_start(token)) break;
    if (token.kind == TokenKind::end_tag && !skipped.takes_end(token)) break;
  }
  if (skipped.is_open()) return "open";
  return std::string(page.substr(static_cast<std::size_t>(token.source.data() - page.data())));
}

TEST(SkippedElement, EndsWithItsOwnEndTag) {
  EXPECT_EQ(behind("<div>a<div>b</div>c</div>d"), "</div>d");
  EXPECT_EQ(behind("<x-menu>a<x-item>b</x-item>c</x-menu>d"), "</x-menu>d");
  EXPECT_EQ(behind("<div><img><br><input>a</div>b"), "</div>b");
  EXPECT_EQ(behind("<template><div></template>a"), "</template>a");
}

TEST(SkippedElement, StaysOpenWithoutAnEnd) {
  EXPECT_EQ(behind("<template>a</div></p></ul>"), "open");
  EXPECT_EQ(behind("<div>a</span></p></b>"), "open");
}

TEST(SkippedElement, EndsWithTheBlockAroundIt) {
  EXPECT_EQ(behind("<li>a</ul>b"), "</ul>b");
  EXPECT_EQ(behind("<span>a</p>b"), "</p>b");
  EXPECT_EQ(behind("<video>a</figure>b"), "</figure>b");
  EXPECT_EQ(behind("<div><section><div></section></div>a"), "</div>a")
      << "a div left open inside ends with its section";
}

TEST(SkippedElement, EndsWhereItsEndTagMayBeLeftOut) {
  EXPECT_EQ(behind("<p>a<div>b"), "<div>b");
  EXPECT_EQ(behind("<li>a<li>b"), "<li>b");
  EXPECT_EQ(behind("<li>a<ul><li>b</ul>c<li>d"), "<li>d");
  EXPECT_EQ(behind("<dt>a<dd>b"), "<dd>b");
  EXPECT_EQ(behind("<td>a<tr><td>b"), "<tr><td>b");
  EXPECT_EQ(behind("<tr><td>a<tr>b"), "open") << "a cell is open inside";
  EXPECT_EQ(behind("<select><option>a<input>b"), "<input>b");
}

TEST(SkippedElement, GraphicsEndWhereHtmlBegins) {
  EXPECT_EQ(behind("<svg><g><path></g><p>a"), "<p>a");
  EXPECT_EQ(behind("<svg><foreignObject><p>a</p></foreignObject></svg>b"), "</svg>b");
  EXPECT_EQ(behind("<math><mtext><b>a</b></mtext></math>b"), "</math>b");
}

TEST(SkippedElement, KnowsWhereTagsAreThoseOfGraphics) {
  const auto is_foreign = [](std::string_view page) {
    Tokenizer tokens(page);
    Token token;
    tokens.next(token);
    SkippedElement skipped;
    skipped.open(token);
    while (tokens.next(token)) {
      if (token.kind == TokenKind::start_tag) skipped.takes_start(token);
    }
    return skipped.is_foreign();
  };
  EXPECT_TRUE(is_foreign("<svg><g>"));
  EXPECT_TRUE(is_foreign("<template><svg>"));
  EXPECT_FALSE(is_foreign("<svg><foreignObject>"));
  EXPECT_FALSE(is_foreign("<template><div>"));
}

TEST(SkippedElement, CountsWhatIsTooDeepToBeKnown) {
  std::string page = "<div>";
  for (int i = 0; i < 100'000; ++i) page += "<div>";
  for (int i = 0; i < 100'000; ++i) page += "</div>";
  EXPECT_EQ(behind(page + "</div>a"), "</div>a");
}

}  // namespace
}  // namespace pith
