// The elements that the layers above must tell apart, by the names of their tags.
#pragma once

#include <cstdint>
#include <string_view>

namespace pith {

// `other` is every name that is not listed. The rest stands in the order of the names (tags.cpp).
// clang-format off
enum class Tag : std::uint8_t {
  other, a, address, annotation_xml, applet, area, article, aside, audio, b, base, basefont, bgsound, big, blockquote,
  body, br, button, canvas, caption, center, code, col, colgroup, datalist, dd, desc, details, dialog, dir, div, dl,
  dt, em, embed, fieldset, figcaption, figure, footer, foreignobject, form, frame, frameset, h1, h2, h3, h4, h5, h6,
  head, header, hgroup, hr, html, i, iframe, img, input, keygen, label, legend, li, link, listing, main, math, menu,
  meta, mi, mn, mo, ms, mtext, nav, nobr, noembed, noframes, noscript, object, ol, optgroup, option, p, param,
  plaintext, pre, ruby, s, script, search, section, select, small, source, span, strike, strong, style, sub, summary,
  sup, svg, table, tbody, td, template_, textarea, tfoot, th, thead, title, tr, track, tt, u, ul, var, video, wbr, xmp,
};
// clang-format on

// The tag called `name`, in whatever case.
Tag tag_of(std::string_view name);

// The name in lower case; empty for `other`.
std::string_view name_of(Tag tag);

// A text's rules of reading: WHATWG HTML, 13.2.5, the states of these names.
enum class TextMode : std::uint8_t { data, rcdata, rawtext, script, plaintext };

// How the text behind a start tag is read where it is an element of HTML (13.2.6.2, 13.2.6.4.7), scripts disabled.
TextMode text_mode_of(Tag tag);

// Has no end tag and no contents: 13.1.2, and the obsolete ones that 13.2.6.4.7 lists beside them.
bool is_void(Tag tag);

// What is shown as a block, as a part of a table or as a list item, by the style sheet of 15.3; <br> is none.
bool is_block(Tag tag);

// A start tag that ends <svg> and <math> around it: 13.2.6.5.
bool leaves_foreign_content(Tag tag);

// Inside <svg> and <math>, its contents are HTML again, at least in some cases: 13.2.6.
bool is_integration_point(Tag tag);

// Its contents are shown by no browser that knows the element: 15.3.1 and 15.4, embedded contents, form controls.
bool is_never_shown(Tag tag);

}  // namespace pith
