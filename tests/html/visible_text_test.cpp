// Pages and the lines that they show.
#include "html/visible_text.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace pith {
namespace {

std::string lines_of(std::string_view page) {
  std::string text;
  visible_text(page, text);
  return text;
}

PageFacts facts_of(std::string_view page) {
  std::string text;
  PageFacts facts;
  visible_text(page, text, facts);
  return facts;
}

TEST(VisibleText, AWholePageIsItsBlocks) {
  EXPECT_EQ(lines_of(R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Ferry late
 again</title><style>p > b { color: red }</style>
<script>if (a < b) document.write("<p>no</p>")</script></head>
<body><nav><ul><li><a href="/">Home</a><li><a href="/sea">Sea</a></ul></nav>
<h1>Ferry <em>late</em> again</h1>
<p>The ferry was <b>two</b> hours late,<br>said the harbour board.
<!-- nothing --><p>Fish &amp; chips were served &mdash; cold.
</body></html>)"),
            "Ferry late again\nHome\nSea\nFerry late again\nThe ferry was two hours late,\nsaid the harbour board.\n"
            "Fish & chips were served — cold.\n");
}

TEST(VisibleText, IsAppended) {
  std::string text = "before\n";
  visible_text("<p>after", text);
  EXPECT_EQ(text, "before\nafter\n");
}

TEST(VisibleText, APageWithoutTextHasNoLines) {
  EXPECT_EQ(lines_of(""), "");
  EXPECT_EQ(lines_of(" \n\t<div><p> </p>&#32;&nbsp;\u200B</div>"), "");
}

TEST(VisibleText, PlainTextIsOneLine) {
  EXPECT_EQ(lines_of("no tags\nhere"), "no tags here\n");
}

TEST(VisibleText, WhiteSpaceIsCollapsedAcrossInlineElements) {
  EXPECT_EQ(lines_of("a <b> c </b> <i>\n\td</i>e"), "a c de\n");
  EXPECT_EQ(lines_of("a<b>b</b>c<span> </span>d"), "abc d\n");
  EXPECT_EQ(lines_of("<p>&#10;a&Tab;&NewLine;b&#x20;</p>"), "a b\n");
}

TEST(VisibleText, NoBreakSpacesStay) {
  EXPECT_EQ(lines_of("<p>10&nbsp;km \u00A0 on"), "10\u00A0km \u00A0 on\n");
}

TEST(VisibleText, NulIsDropped) {
  EXPECT_EQ(lines_of(std::string_view("<p>a\0b\0</p>", 11)), "ab\n");
}

TEST(VisibleText, CellsRowsItemsAndTermsAreLines) {
  EXPECT_EQ(lines_of("<table><caption>T</caption><tr><th>a<td>b<tr><td>c</table>"), "T\na\nb\nc\n");
  EXPECT_EQ(lines_of("<dl><dt>a<dd>b</dl><ol><li>c<ul><li>d</ul></ol>"), "a\nb\nc\nd\n");
}

TEST(VisibleText, PreformattedTextKeepsItsLinesAndIndents) {
  EXPECT_EQ(lines_of("<p>x <pre>\na {\n  b  c;&#10;  d \n\n}\r\ne</pre> f  g"), "x\na {\n  b  c;\n  d\n}\ne\nf g\n");
  EXPECT_EQ(lines_of("<xmp><b> &amp;</xmp>c"), "<b> &amp;\nc\n");
  EXPECT_EQ(lines_of("<plaintext>a\n</plaintext>"), "a\n</plaintext>\n");
}

TEST(VisibleText, WhatNoBrowserShowsIsLeftOut) {
  EXPECT_EQ(lines_of("a<select><option>b</select>c<textarea>d</textarea>e<iframe><p>f</iframe>g"), "aceg\n");
  EXPECT_EQ(lines_of("a<svg><title>b</title><text>c</text></svg>d<math><mi>x</math>e<svg/>f"), "adef\n");
  EXPECT_EQ(lines_of("a<template><p>b</p></template>c<object>d</object><video>e</video><canvas>f</canvas>"), "ac\n");
  EXPECT_EQ(lines_of("a<noembed>b</noembed><noframes>c</noframes><datalist><option>d</datalist>e"), "ae\n");
}

TEST(VisibleText, GraphicsDoNotSwallowThePage) {
  EXPECT_EQ(lines_of("<svg><style/><title/><script/></svg><p>a"), "a\n") << "in graphics these are tags as any other";
  EXPECT_EQ(lines_of("<svg><g><p>a"), "a\n");
}

TEST(VisibleText, ScriptsMayHoldScriptsInComments) {
  EXPECT_EQ(lines_of("<script><!-- '<script>' </script> --></script>a"), "a\n");
  EXPECT_EQ(lines_of("<p>a<script>'</div>'</script>b"), "ab\n");
}

TEST(VisibleText, NoscriptIsShown) {
  EXPECT_EQ(lines_of("a<noscript>b <i>c</i></noscript>d"), "a\nb c\nd\n");
}

TEST(VisibleText, OnlyTheFirstTitleIsShown) {
  EXPECT_EQ(lines_of("<title>a &lt;b></title><title>c</title>d"), "a <b>\nd\n");
}

TEST(VisibleText, HiddenElementsAreLeftOut) {
  EXPECT_EQ(lines_of("<p>a<p hidden>b<p>c<div HIDDEN=''>d<p>e</div>f"), "a\nc\nf\n");
  EXPECT_EQ(lines_of("a <span hidden>b</span> c<span hidden> </span>d"), "a cd\n");
  EXPECT_EQ(lines_of("<ul><li>a<li hidden>b<li>c</ul>"), "a\nc\n");
  EXPECT_EQ(lines_of("<div hidden><svg><path/></svg><select><option>x</select>a<script>b</script></div>c"), "c\n");
}

TEST(VisibleText, HiddenIsAnAttributeAndNoPartOfOne) {
  EXPECT_EQ(lines_of("<p aria-hidden=true class=hidden title='hidden'>a"), "a\n");
  EXPECT_EQ(lines_of("<p hidden=until-found>a"), "a\n");
  EXPECT_EQ(lines_of("<body hidden>a"), "a\n") << "a script shows such a page";
}

TEST(VisibleText, HiddenProseIsShownAsScriptsDo) {
  const std::string prose =
      "The swing bridge will stay shut until June, the harbour board said on Monday, because the bearings that were "
      "ordered in spring have not come.";
  EXPECT_EQ(lines_of("a<div hidden id=S:0><p>b<p>" + prose + "</div>c"), "a\nb\n" + prose + "\nc\n");
  EXPECT_EQ(lines_of("a<div hidden><p>b"), "a\nb\n") << "an end that is missing hides nothing";
}

TEST(VisibleText, StrayEndTagsHarmNothing) {
  EXPECT_EQ(lines_of("</div></p>a</br>b</li></script></svg></select>c"), "a\nb\nc\n");
}

TEST(VisibleText, UnclosedMarkupTakesWhatABrowserGivesIt) {
  EXPECT_EQ(lines_of("a<p title='b>c</p>d"), "a\n");
  EXPECT_EQ(lines_of("a<!-- b <p>c"), "a\n");
  EXPECT_EQ(lines_of("a<script>b"), "a\n");
}

TEST(VisibleText, BytesThatAreNoUtf8PassThrough) {
  EXPECT_EQ(lines_of("<p>a\xFF\xC3 \x80</p>"), "a\xFF\xC3 \x80\n");
}

TEST(PageFacts, AreReadFromTheHead) {
  const PageFacts facts = facts_of(R"(<html lang=de-AT><title> Fähre
    zu spät &amp; leer </title>
    <link rel="stylesheet" href=x.css><meta property=og:url content="https://example.org/other">
    <link href="https://example.org/a?b=1&amp;c=2" rel="Canonical nofollow">
    <meta property="article:published_time" content="2026-03-04T05:06:07Z">)");
  EXPECT_EQ(facts.title, "Fähre zu spät & leer");
  EXPECT_EQ(facts.lang, "de-AT");
  EXPECT_EQ(facts.url, "https://example.org/a?b=1&c=2");
  EXPECT_EQ(facts.date, "2026-03-04");
}

TEST(PageFacts, AreEmptyWhenAPageDoesNotSay) {
  const PageFacts facts = facts_of("<meta property='article:published_time' content='yesterday'><p>a");
  EXPECT_EQ(facts.title + facts.lang + facts.url + facts.date, "");
}

TEST(PageFacts, TheSharedAddressStandsInForTheCanonicalOne) {
  EXPECT_EQ(facts_of("<meta property=og:url content=https://example.org/x>").url, "https://example.org/x");
}

TEST(PageFacts, AreThoseOfThisPageOnly) {
  std::string text;
  PageFacts facts;
  facts.title = facts.lang = facts.url = facts.date = "old";
  visible_text("<p>a", text, facts);
  EXPECT_EQ(facts.title + facts.lang + facts.url + facts.date, "");
}

}  // namespace
}  // namespace pith
