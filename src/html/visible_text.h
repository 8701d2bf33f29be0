// The text that a page shows, as lines.
#pragma once

#include <string>
#include <string_view>

namespace pith {

// Appends the text that `page` (UTF-8) shows before any script or style sheet of its own: one block a line, each line
// with a line feed behind it, none of them blank. Blocks, parts of tables and list items are those of WHATWG
// HTML, 15.3; <br> ends a line, and so does a line end in <pre>. White space is collapsed (CSS Text, 4.1), but in
// <pre>; character references are decoded; no-break spaces stay. The title is the first line.
//
// Not shown are scripts, styles, <template>, <svg>, <math>, <iframe>, <object>, <select>, <datalist>, <textarea>, what
// stands in for <audio>, <video> and <canvas>, and elements that are `hidden`, unless they hold a line of 120 bytes or
// more: then it is an article that a script shows later, more often than not. <noscript> is shown, for no script runs.
//
// UTF-8 comes out as UTF-8; ill-formed bytes pass through. One pass, no tree: the time is linear in the page, whatever
// it holds, and the memory is that of the text.
void visible_text(std::string_view page, std::string& out);

// What a page says of itself; each is empty when it does not. References are decoded.
struct PageFacts {
  std::string title;
  std::string lang;  // of <html>, as written
  std::string url;   // <link rel=canonical>, else <meta property=og:url>
  std::string date;  // YYYY-MM-DD, of <meta property=article:published_time>
};

// The same, and `facts` becomes what this page says.
void visible_text(std::string_view page, std::string& out, PageFacts& facts);

}  // namespace pith
