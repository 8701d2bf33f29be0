#include "text/match_form.h"

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <array>

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

// The plain form of a typographic quote or dash, 0 for every other character. Unicode gives the primes and the acute
// accent compatibility forms that would tear a quote apart, so these are made plain before normalisation.
char plain_punctuation(char32_t c) {
  switch (c) {
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
    case U'−':
    case U'⁃':
      return '-';
    default:
      return c >= 0x80 && u_charType(static_cast<UChar32>(c)) == U_DASH_PUNCTUATION ? '-' : '\0';
  }
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

bool belongs_inside(char32_t c) {
  return c == '"' || c == '\'' || is_word(c) || is_bracket(c);
}

// Writes one form. Keeps the edges up to date as it goes.
class FormWriter {
 public:
  FormWriter(std::string& out, FormMap* map) : out_(out), map_(map), begin_(out.size()) {}

  // `text` is the form's UTF-8 for one code point `c`; white space is folded into one space. With `is_junk` it is no
  // part of the inside, whatever it is.
  void put(char32_t c, std::string_view text, Span source, bool is_junk = false) {
    if (is_white_space(c)) {
      if (out_.size() > begin_ && out_.back() != ' ') append(" ", source);
      return;
    }
    append(text, source);
    if (is_junk || !belongs_inside(c)) return;
    if (!inside_) first_ = out_.size() - text.size();
    inside_ = true;
    last_ = out_.size();
  }

  // The same for one character that is neither ASCII nor odd and belongs to a word.
  void put_letter(std::string_view text, Span source) {
    append(text, source);
    if (!inside_) first_ = out_.size() - text.size();
    inside_ = true;
    last_ = out_.size();
  }

  // The same for a run of ASCII, `at` being its offset in the source.
  void put_ascii(std::string_view run, std::uint32_t at) {
    const std::size_t before = out_.size();
    out_.resize(before + run.size());
    char* to = out_.data() + before;
    char last = before > begin_ ? out_[before - 1] : ' ';  // white space at the start goes
    for (std::size_t i = 0; i < run.size(); ++i) {
      const char c = kAsciiForm[static_cast<unsigned char>(run[i])];
      if (c == ' ' && last == ' ') continue;
      *to++ = last = c;
      if (map_ != nullptr) {
        const auto source = at + static_cast<std::uint32_t>(i);
        map_->source_begin.push_back(source);
        map_->source_end.push_back(source + 1);
      }
    }
    out_.resize(static_cast<std::size_t>(to - out_.data()));
    note_inside(before);
  }

  // Takes back the last byte, which must be ASCII and stand right before what is put next.
  void take_back() {
    out_.pop_back();
    if (map_ != nullptr) {
      map_->source_begin.pop_back();
      map_->source_end.pop_back();
    }
    if (inside_ && last_ > out_.size()) {
      last_ = out_.size();
      if (first_ >= last_) inside_ = false;
    }
  }

  MatchForm finish() {
    while (out_.size() > begin_ && out_.back() == ' ') {
      out_.pop_back();
      if (map_ != nullptr) {
        map_->source_begin.pop_back();
        map_->source_end.pop_back();
      }
    }
    const auto end = static_cast<std::uint32_t>(out_.size());
    MatchForm form{static_cast<std::uint32_t>(begin_), end, end, end};
    if (inside_) {
      form.first = static_cast<std::uint32_t>(first_);
      form.last = static_cast<std::uint32_t>(last_);
    }
    return form;
  }

 private:
  void append(std::string_view text, Span source) {
    out_.append(text);
    if (map_ != nullptr) {
      map_->source_begin.insert(map_->source_begin.end(), text.size(), source.begin);
      map_->source_end.insert(map_->source_end.end(), text.size(), source.end);
    }
  }

  // Moves the edges over the ASCII that was appended from `from` on.
  void note_inside(std::size_t from) {
    std::size_t end = out_.size();
    while (end > from && !belongs_inside(static_cast<unsigned char>(out_[end - 1]))) --end;
    if (end == from) return;
    last_ = end;
    if (inside_) return;
    inside_ = true;
    while (!belongs_inside(static_cast<unsigned char>(out_[from]))) ++from;
    first_ = from;
  }

  std::string& out_;
  FormMap* map_;
  std::size_t begin_;
  std::size_t first_ = 0;
  std::size_t last_ = 0;
  bool inside_ = false;
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
    writer_.put(previous_, text, source);
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

void put_run(std::string_view run, std::uint32_t base, bool with_map, FormWriter& writer) {
  std::string normalised;
  icu::StringByteSink<std::string> sink(&normalised, static_cast<std::int32_t>(run.size()));
  icu::Edits edits;
  UErrorCode status = U_ZERO_ERROR;
  nfkc_casefold().normalizeUTF8(0, icu::StringPiece(run.data(), static_cast<std::int32_t>(run.size())), sink,
                                with_map ? &edits : nullptr, status);
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

constexpr bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

std::size_t write_utf8(std::uint16_t c, char* to) {
  if (c < 0x800) {
    to[0] = static_cast<char>(0xC0 | c >> 6);
    to[1] = static_cast<char>(0x80 | (c & 0x3F));
    return 2;
  }
  to[0] = static_cast<char>(0xE0 | c >> 12);
  to[1] = static_cast<char>(0x80 | (c >> 6 & 0x3F));
  to[2] = static_cast<char>(0x80 | (c & 0x3F));
  return 3;
}

// Writes the plain letters beyond ASCII that stand at `i` and returns where they end. A letter that an odd character
// follows, which may combine with it, is left.
std::size_t put_plain_letters(std::string_view source, std::size_t i, FormWriter& writer) {
  PlainAt next = plain_at(source, i);
  while (next.entry >= static_cast<std::uint16_t>(PlainKind::spaceless)) {
    const PlainAt here = next;
    const std::size_t end = i + here.size;
    const bool more = end < source.size() && !is_ascii(source[end]);
    next = more ? plain_at(source, end) : PlainAt{static_cast<std::uint16_t>(PlainKind::separator), 0};
    if (is_kind(next.entry, PlainKind::odd)) break;
    const Span at{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end)};
    if (is_kind(here.entry, PlainKind::spaceless)) {
      writer.put_letter(source.substr(i, here.size), at);
    } else if (is_kind(here.entry, PlainKind::sharp_s)) {
      writer.put_letter("ss", at);
    } else if (is_kind(here.entry, PlainKind::small_i)) {
      writer.put_letter("i", at);
    } else {
      char letter[3];
      writer.put_letter({letter, write_utf8(here.entry, letter)}, at);
    }
    i = end;
  }
  return i;
}

}  // namespace

MatchForm build_match_form(std::string_view source, std::string& out, FormMap* map) {
  FormWriter writer(out, map);
  for (std::size_t i = 0; i < source.size();) {
    const auto at = static_cast<std::uint32_t>(i);
    if (is_ascii(source[i])) {
      std::size_t end = i + 1;
      while (end < source.size() && is_ascii(source[end])) ++end;
      writer.put_ascii(source.substr(i, end - i), at);
      i = end;
      continue;
    }
    if (const std::size_t end = put_plain_letters(source, i, writer); end > i) {
      i = end;
      continue;
    }
    const Decoded d = decode(source, i);
    if (!d.valid) {
      writer.put(0xFFFD, kReplacement, {at, at + d.size});
      i += d.size;
      continue;
    }
    if (const char plain = plain_punctuation(d.code_point); plain != '\0') {
      writer.put(static_cast<char32_t>(plain), {&plain, 1}, {at, at + d.size}, is_arrow(d.code_point));
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
    put_run(source.substr(start, stop - start), static_cast<std::uint32_t>(start), map != nullptr, writer);
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
