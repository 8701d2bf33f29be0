#include "html/tags.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <initializer_list>

namespace pith {
namespace {

// clang-format off
constexpr std::array kTagNames = std::to_array<std::string_view>({
    "a", "address", "annotation-xml", "applet", "area", "article", "aside", "audio", "b", "base", "basefont",
    "bgsound", "big", "blockquote", "body", "br", "button", "canvas", "caption", "center", "code", "col",
    "colgroup", "datalist", "dd", "desc", "details", "dialog", "dir", "div", "dl", "dt", "em", "embed", "fieldset",
    "figcaption", "figure", "footer", "foreignobject", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5",
    "h6", "head", "header", "hgroup", "hr", "html", "i", "iframe", "img", "input", "keygen", "label", "legend",
    "li", "link", "listing", "main", "math", "menu", "meta", "mi", "mn", "mo", "ms", "mtext", "nav", "nobr",
    "noembed", "noframes", "noscript", "object", "ol", "optgroup", "option", "p", "param", "plaintext", "pre",
    "ruby", "s", "script", "search", "section", "select", "small", "source", "span", "strike", "strong", "style",
    "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "title",
    "tr", "track", "tt", "u", "ul", "var", "video", "wbr", "xmp",
});
// clang-format on
static_assert(kTagNames.size() == static_cast<std::size_t>(Tag::xmp));
static_assert(std::ranges::is_sorted(kTagNames));

constexpr std::size_t kLongestName = 16;

// A name of up to kLongestName bytes in a form that is fast to compare. No two names have the same key.
struct Key {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  std::size_t size = 0;

  friend bool operator==(const Key&, const Key&) = default;
};

constexpr std::uint64_t load(std::string_view bytes) {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) word |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  return word;
}

template <class Word>
std::uint64_t load_all(const char* at) {
  Word word = 0;
  __builtin_memcpy(&word, at, sizeof word);
  return word;
}

// A to Z in lower case, all else as it is.
constexpr std::uint64_t lower(std::uint64_t word) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  const std::uint64_t low = word & 0x7F * kOnes;
  const std::uint64_t from_a = low + (0x80 - 'A') * kOnes;
  const std::uint64_t behind_z = low + (0x7F - 'Z') * kOnes;
  const std::uint64_t is_upper = (from_a & ~behind_z & ~word) & 0x80 * kOnes;
  return word | is_upper >> 2;
}

// `size` bytes, 1 to 8, by two loads that may overlap: the same for every load of the same bytes.
constexpr std::uint64_t load_short(std::string_view name) {
  const std::size_t size = name.size();
  if (std::is_constant_evaluated()) {
    if (size >= 4) return load(name.substr(0, 4)) | load(name.substr(size - 4)) << 32;
    return load(name.substr(0, 1)) | load(name.substr(size / 2, 1)) << 8 | load(name.substr(size - 1)) << 16;
  }
  const char* const at = name.data();
  if (size >= 4) return load_all<std::uint32_t>(at) | load_all<std::uint32_t>(at + size - 4) << 32;
  return load_all<std::uint8_t>(at) | load_all<std::uint8_t>(at + size / 2) << 8 |
         load_all<std::uint8_t>(at + size - 1) << 16;
}

constexpr Key key_of(std::string_view name) {
  const std::size_t size = name.size();
  if (size <= 8) return {lower(load_short(name)), 0, size};
  if (std::is_constant_evaluated()) return {lower(load(name.substr(0, 8))), lower(load(name.substr(size - 8))), size};
  return {lower(load_all<std::uint64_t>(name.data())), lower(load_all<std::uint64_t>(name.data() + size - 8)), size};
}

constexpr std::size_t kSlots = 512;

constexpr std::size_t slot_of(const Key& key) {
  return static_cast<std::size_t>(((key.first ^ key.last) + key.size) * 0x9E3779B97F4A7C15 >> 55);
}
static_assert(kSlots == std::size_t{1} << (64 - 55));

struct Slot {
  Key key;
  Tag tag = Tag::other;
};

constexpr std::array<Slot, kSlots> kTable = [] {
  std::array<Slot, kSlots> table{};
  for (std::size_t i = 0; i < kTagNames.size(); ++i) {
    const Key key = key_of(kTagNames[i]);
    std::size_t slot = slot_of(key);
    while (table[slot].key.size != 0) slot = (slot + 1) % kSlots;
    table[slot] = {key, static_cast<Tag>(i + 1)};
  }
  return table;
}();

// A set of tags.
class Tags {
 public:
  constexpr Tags(std::initializer_list<Tag> tags) {
    for (const Tag tag : tags) has_[static_cast<std::size_t>(tag)] = true;
  }
  constexpr bool has(Tag tag) const { return has_[static_cast<std::size_t>(tag)]; }

 private:
  std::array<bool, kTagNames.size() + 1> has_{};
};

using enum Tag;

constexpr Tags kVoid = {area, base,  basefont, bgsound, br,   col,   embed,  frame, hr,
                        img,  input, keygen,   link,    meta, param, source, track, wbr};

constexpr Tags kBlock = {
    address, article, aside,    blockquote, body,       caption, center, colgroup,  dd,       details, dialog,  dir,
    div,     dl,      dt,       fieldset,   figcaption, figure,  footer, form,      frameset, h1,      h2,      h3,
    h4,      h5,      h6,       head,       header,     hgroup,  hr,     html,      legend,   li,      listing, main,
    menu,    nav,     noscript, ol,         optgroup,   option,  p,      plaintext, pre,      search,  section, summary,
    table,   tbody,   td,       tfoot,      th,         thead,   title,  tr,        ul,       xmp};

constexpr Tags kLeavesForeign = {b,     big,   blockquote, body,   br,   center, code,  dd, div,  dl,   dt,
                                 em,    embed, h1,         h2,     h3,   h4,     h5,    h6, head, hr,   i,
                                 img,   li,    listing,    menu,   meta, nobr,   ol,    p,  pre,  ruby, s,
                                 small, span,  strong,     strike, sub,  sup,    table, tt, u,    ul,   var};

constexpr Tags kIntegrationPoints = {annotation_xml, desc, foreignobject, mi, mn, mo, ms, mtext, title};

constexpr Tags kNeverShown = {applet, audio,  canvas, datalist, iframe, math,      noembed,  noframes,
                              object, script, select, style,    svg,    template_, textarea, video};

}  // namespace

Tag tag_of(std::string_view name) {
  if (name.empty() || name.size() > kLongestName) return other;
  const Key key = key_of(name);
  for (std::size_t slot = slot_of(key);; slot = (slot + 1) % kSlots) {
    if (kTable[slot].key == key) return kTable[slot].tag;
    if (kTable[slot].key.size == 0) return other;
  }
}

std::string_view name_of(Tag tag) {
  return tag == other ? std::string_view() : kTagNames[static_cast<std::size_t>(tag) - 1];
}

TextMode text_mode_of(Tag tag) {
  if (tag == title || tag == textarea) return TextMode::rcdata;
  if (tag == script) return TextMode::script;
  if (tag == plaintext) return TextMode::plaintext;
  const bool is_raw = tag == iframe || tag == noembed || tag == noframes || tag == style || tag == xmp;
  return is_raw ? TextMode::rawtext : TextMode::data;
}

bool is_void(Tag tag) {
  return kVoid.has(tag);
}

bool is_block(Tag tag) {
  return kBlock.has(tag);
}

bool leaves_foreign_content(Tag tag) {
  return kLeavesForeign.has(tag);
}

bool is_integration_point(Tag tag) {
  return kIntegrationPoints.has(tag);
}

bool is_never_shown(Tag tag) {
  return kNeverShown.has(tag);
}

}  // namespace pith
