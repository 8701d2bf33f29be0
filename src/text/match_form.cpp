#include "text/match_form.h"

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <utility>

#include "text/plain.h"
#include "text/unicode.h"
#include "types.h"

namespace pith {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr char32_t kCombiningDotAbove = 0x0307;
constexpr char32_t kDotlessI = 0x0131;

const icu::Normalizer2& nfkc_casefold() {
  // Fails only without ICU's data, which the library carries inside itself.
  static const icu::Normalizer2* const instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    return icu::Normalizer2::getNFKCCasefoldInstance(status);
  }();
  return *instance;
}

// The plain form of a typographic quote or dash, 0 for every other character.
char plain_punctuation(char32_t c) {
  if (c < 0x80) return c == '`' ? '\'' : '\0';
  if (const char quote = plain_quote(c); quote != '\0') return quote;
  return c == U'−' || c == U'⁃' || u_charType(static_cast<UChar32>(c)) == U_DASH_PUNCTUATION ? '-' : '\0';
}

// Sites print these as arrows ("Read more »"); as quotes they have a partner that stays.
bool is_arrow(char32_t c) {
  return c == U'»' || c == U'›';
}

// What stands for an ASCII character: lower case, a space for white space, a plain quote.
constexpr std::array<char, 128> kAsciiForm = [] {
  std::array<char, 128> table{};
  for (std::size_t i = 0; i < table.size(); ++i) table[i] = static_cast<char>(i);
  for (char c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = static_cast<char>(c | 0x20);
  for (char c = '\t'; c <= '\r'; ++c) table[static_cast<std::size_t>(c)] = ' ';
  table['`'] = '\'';
  return table;
}();

constexpr bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

bool belongs_inside(char32_t c) {
  return c == '"' || c == '\'' || is_word(c) || is_bracket(c);
}

// Writes one form behind what a buffer holds already.
class FormWriter {
 public:
  FormWriter(std::string& out, FormMap* map) : out_(out), map_(map), begin_(out.size()), end_(begin_) {}

  // Must be called before more is put than there is room for.
  void make_room(std::size_t bytes) {
    if (end_ + bytes > out_.size()) out_.resize(end_ + bytes);
  }

  // The ASCII that stands at `i` of the source; returns where it ends. White space is folded into one space; none
  // stands first.
  [[gnu::noinline]] std::size_t put_ascii(std::string_view source, std::size_t i) {
    char* to = out_.data() + end_;
    char last = last_byte();
    for (; i < source.size() && is_ascii(source[i]); ++i) {
      const char c = kAsciiForm[static_cast<unsigned char>(source[i])];
      *to = c;
      const bool stays = c != ' ' || last != ' ';
      to += stays ? 1 : 0;
      last = c;
      if (map_ != nullptr && stays) {
        map_->source_begin.push_back(static_cast<std::uint32_t>(i));
        map_->source_end.push_back(static_cast<std::uint32_t>(i) + 1);
      }
    }
    end_ = static_cast<std::size_t>(to - out_.data());
    return i;
  }

  // A character of the form that is no white space, made from `source`.
  void put(std::string_view text, Span source) {
    // A loop, for most are of two or three bytes.
    char* const to = out_.data() + end_;
    for (std::size_t i = 0; i < text.size(); ++i) to[i] = text[i];
    end_ += text.size();
    if (map_ == nullptr) return;
    map_->source_begin.insert(map_->source_begin.end(), text.size(), source.begin);
    map_->source_end.insert(map_->source_end.end(), text.size(), source.end);
  }

  // A letter of two bytes, made from as many.
  void put_two_bytes(std::uint16_t letter, std::uint32_t source) {
    out_[end_] = static_cast<char>(0xC0 | letter >> 6);
    out_[end_ + 1] = static_cast<char>(0x80 | (letter & 0x3F));
    end_ += 2;
    if (map_ == nullptr) return;
    map_->source_begin.insert(map_->source_begin.end(), 2, source);
    map_->source_end.insert(map_->source_end.end(), 2, source + 2);
  }

  // White space of any kind.
  void put_space(Span source) {
    if (last_byte() != ' ') put(" ", source);
  }

  // The next character is junk at either edge, whatever it becomes.
  void mark_arrow() { arrows_.push_back(end_); }

  // Takes back the last byte, which must be ASCII and stand right before what is put next.
  void take_back() {
    --end_;
    forget_last();
  }

  MatchForm finish() {
    while (end_ > begin_ && out_[end_ - 1] == ' ') {
      --end_;
      forget_last();
    }
    out_.resize(end_);
    const auto [first, last] = inside();
    return {static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(end_), static_cast<std::uint32_t>(first),
            static_cast<std::uint32_t>(last)};
  }

 private:
  char last_byte() const { return end_ > begin_ ? out_[end_ - 1] : ' '; }

  void forget_last() {
    if (map_ == nullptr) return;
    map_->source_begin.pop_back();
    map_->source_end.pop_back();
  }

  static bool is_plain_inside(char c) {
    return static_cast<unsigned char>(c) < 0x80 && is_word(static_cast<unsigned char>(c));
  }
  bool belongs_inside(char32_t c, std::size_t at) const {
    return pith::belongs_inside(c) && !std::ranges::binary_search(arrows_, at);
  }

  // The part without junk at its edges; empty at the end when all is junk.
  std::pair<std::size_t, std::size_t> inside() const {
    const std::string_view whole = std::string_view(out_).substr(0, end_);
    std::size_t first = begin_;
    while (first < end_) {
      if (is_plain_inside(whole[first])) break;
      const Decoded d = decode(whole, first);
      if (belongs_inside(d.code_point, first)) break;
      first += d.size;
    }
    std::size_t last = end_;
    while (last > first) {
      if (is_plain_inside(whole[last - 1])) break;
      const Decoded d = decode_before(whole, last);
      if (belongs_inside(d.code_point, last - d.size)) break;
      last -= d.size;
    }
    return {first, last};
  }

  std::string& out_;  // written up to end_
  FormMap* map_;
  std::size_t begin_;
  std::size_t end_;
  std::vector<std::size_t> arrows_;  // where they stand
};

// Puts what ICU made of one run. The dot above an i is dropped here, since it may come from another letter (İ).
class RunWriter {
 public:
  explicit RunWriter(FormWriter& writer) : writer_(writer) {}

  void put(char32_t c, std::string_view text, Span source) {
    const bool after_i = previous_ == 'i';
    previous_ = c == kDotlessI ? U'i' : c;
    if (c == kCombiningDotAbove && after_i) return;
    if (c == kDotlessI) text = "i";
    if (is_white_space(previous_)) {
      writer_.put_space(source);
    } else {
      writer_.put(text, source);
    }
  }

 private:
  FormWriter& writer_;
  char32_t previous_ = 0;
};

// ICU sorts the marks of one combining sequence by insertion; a hostile sequence of any length must not make that
// quadratic. Runs are therefore short: they end at a boundary past kSoftRun bytes, and anywhere at kHardRun.
constexpr std::size_t kSoftRun = 512;
constexpr std::size_t kHardRun = 1024;

// The end of the run for ICU that starts at `i`: the next character that stands for itself.
std::size_t run_end(std::string_view source, std::size_t i) {
  const std::size_t start = i;
  i += decode(source, i).size;
  while (i < source.size() && static_cast<unsigned char>(source[i]) >= 0x80 && i - start < kHardRun) {
    const Decoded next = decode(source, i);
    if (!next.valid || plain_punctuation(next.code_point) != '\0') break;
    if (i - start >= kSoftRun && nfkc_casefold().hasBoundaryBefore(static_cast<UChar32>(next.code_point))) break;
    i += next.size;
  }
  return i;
}

// `rest`: bytes of the source behind the run.
void put_run(std::string_view run, std::uint32_t base, std::size_t rest, bool with_map, FormWriter& writer) {
  std::string normalised;
  icu::StringByteSink<std::string> sink(&normalised, static_cast<std::int32_t>(run.size()));
  icu::Edits edits;
  UErrorCode status = U_ZERO_ERROR;
  nfkc_casefold().normalizeUTF8(0, icu::StringPiece(run.data(), static_cast<std::int32_t>(run.size())), sink,
                                with_map ? &edits : nullptr, status);
  writer.make_room(normalised.size() + rest);
  RunWriter out(writer);
  const std::string_view whole = normalised;
  if (!with_map) {
    for (std::size_t i = 0; i < whole.size();) {
      const Decoded d = decode(whole, i);
      out.put(d.code_point, whole.substr(i, d.size), {});
      i += d.size;
    }
    return;
  }
  auto it = edits.getFineIterator();
  while (it.next(status)) {
    const auto from = base + static_cast<std::uint32_t>(it.sourceIndex());
    const auto piece =
        whole.substr(static_cast<std::size_t>(it.destinationIndex()), static_cast<std::size_t>(it.newLength()));
    const Span source{from, from + static_cast<std::uint32_t>(it.oldLength())};
    for (std::size_t i = 0; i < piece.size();) {
      const Decoded d = decode(piece, i);
      // An unchanged run maps byte for byte; in a changed one every byte stems from the whole.
      const std::uint32_t at = from + static_cast<std::uint32_t>(i);
      out.put(d.code_point, piece.substr(i, d.size), it.hasChange() ? source : Span{at, at + d.size});
      i += d.size;
    }
  }
}

// Writes the plain letters beyond ASCII that stand at `i` and returns where they end. A letter that an odd character
// follows, which may combine with it, is left.
[[gnu::noinline]] std::size_t put_plain_letters(std::string_view source, std::size_t i, FormWriter& writer) {
  PlainAt next = plain_at(source, i);
  while (next.entry >= static_cast<std::uint16_t>(PlainKind::spaceless)) {
    const PlainAt here = next;
    const std::size_t end = i + here.size;
    const bool more = end < source.size() && !is_ascii(source[end]);
    next = more ? plain_at(source, end) : PlainAt{static_cast<std::uint16_t>(PlainKind::separator), 0};
    if (is_kind(next.entry, PlainKind::odd)) break;
    const Span at{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end)};
    if (here.size == 2 && here.entry > static_cast<std::uint16_t>(PlainKind::small_i)) {
      writer.put_two_bytes(here.entry, at.begin);  // its form is as long
    } else if (is_kind(here.entry, PlainKind::spaceless)) {
      writer.put(source.substr(i, here.size), at);
    } else if (is_kind(here.entry, PlainKind::sharp_s)) {
      writer.put("ss", at);
    } else if (is_kind(here.entry, PlainKind::small_i)) {
      writer.put("i", at);
    } else {
      writer.put(Encoded(here.entry).text(), at);
    }
    i = end;
  }
  return i;
}

}  // namespace

char plain_quote(char32_t c) {
  switch (c) {
    case U'\'':
    case U'‘':
    case U'’':
    case U'‚':
    case U'‛':
    case U'‹':
    case U'›':
    case U'′':
    case U'‵':
    case U'ʼ':
    case U'ʻ':
    case U'´':
    case U'`':
    case U'＇':
      return '\'';
    case U'"':
    case U'“':
    case U'”':
    case U'„':
    case U'‟':
    case U'«':
    case U'»':
    case U'″':
    case U'‶':
    case U'〝':
    case U'〞':
    case U'〟':
    case U'＂':
      return '"';
    default:
      return '\0';
  }
}

MatchForm build_match_form(std::string_view source, std::string& out, FormMap* map) {
  if (source.size() > kLongestFormed) source = {};
  FormWriter writer(out, map);
  // Little becomes longer than it was.
  writer.make_room(source.size());
  for (std::size_t i = 0; i < source.size();) {
    const auto at = static_cast<std::uint32_t>(i);
    if (is_ascii(source[i])) {
      i = writer.put_ascii(source, i);
      continue;
    }
    if (const std::size_t end = put_plain_letters(source, i, writer); end > i) {
      i = end;
      continue;
    }
    const Decoded d = decode(source, i);
    if (!d.valid) {
      writer.make_room(kReplacement.size() + source.size() - i);
      writer.put(kReplacement, {at, at + d.size});
      i += d.size;
      continue;
    }
    if (const char plain = plain_punctuation(d.code_point); plain != '\0') {
      if (is_arrow(d.code_point)) writer.mark_arrow();
      writer.put({&plain, 1}, {at, at + d.size});
      i += d.size;
      continue;
    }

    // A run that may combine with the ASCII letter before it takes that letter along.
    std::size_t start = i;
    if (i > 0 && is_ascii(source[i - 1]) && is_word(static_cast<unsigned char>(source[i - 1])) &&
        !nfkc_casefold().hasBoundaryBefore(static_cast<UChar32>(d.code_point))) {
      writer.take_back();
      --start;
    }
    const std::size_t stop = run_end(source, i);
    put_run(source.substr(start, stop - start), static_cast<std::uint32_t>(start), source.size() - stop, map != nullptr,
            writer);
    i = stop;
  }
  return writer.finish();
}

bool is_word_edge(std::string_view form, std::size_t at) {
  if (at == 0 || at >= form.size()) return true;
  const char32_t before = decode_before(form, at).code_point;
  if (!is_word(before)) return true;
  const char32_t after = decode(form, at).code_point;
  return !is_word(after) || is_spaceless(before) || is_spaceless(after);
}

std::uint32_t count_words(std::string_view form) {
  std::uint32_t words = 0;
  std::uint32_t spaceless = 0;  // characters in the current run of a script without spaces
  bool in_word = false;
  for (std::size_t i = 0; i < form.size();) {
    const Decoded d = decode(form, i);
    i += d.size;
    const bool word = d.valid && is_word(d.code_point);
    if (word && is_mark(d.code_point) && (in_word || spaceless > 0)) continue;
    if (word && is_spaceless(d.code_point)) {
      in_word = false;
      words += spaceless % 2 == 0;
      ++spaceless;
      continue;
    }
    spaceless = 0;
    words += word && !in_word;
    in_word = word;
  }
  return words;
}

bool has_sentence_end(std::string_view form) {
  for (std::size_t i = 0; i < form.size();) {
    const Decoded d = decode(form, i);
    i += d.size;
    if (is_sentence_terminal(d.code_point)) return true;
    if (d.code_point != '.' && d.code_point != '!' && d.code_point != '?') continue;
    std::size_t next = i;
    while (next < form.size()) {
      const Decoded closing = decode(form, next);
      if (closing.code_point != '"' && closing.code_point != '\'' && !is_bracket(closing.code_point)) break;
      next += closing.size;
    }
    if (next >= form.size() || form[next] == ' ') return true;
    i = next;
  }
  return false;
}

}  // namespace pith
