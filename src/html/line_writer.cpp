#include "html/line_writer.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "html/ascii.h"
#include "html/entities.h"
#include "html/markup_masks.h"
#include "text/unicode.h"

namespace pith {
namespace {

enum class Kind : std::uint8_t { plain, space, ampersand, nul };

constexpr std::array<Kind, 256> kKinds = [] {
  std::array<Kind, 256> kinds{};
  for (const char c : std::string_view("\t\n\f\r ")) kinds[static_cast<unsigned char>(c)] = Kind::space;
  kinds['&'] = Kind::ampersand;
  kinds[0] = Kind::nul;
  return kinds;
}();

Kind kind_of(char c) {
  return kKinds[static_cast<unsigned char>(c)];
}

// True where the source can be copied as it is: single spaces between other characters can.
bool is_copied(std::string_view source, std::size_t at) {
  if (kind_of(source[at]) == Kind::plain) return true;
  return source[at] == ' ' && at + 1 < source.size() && kind_of(source[at + 1]) == Kind::plain;
}

// Where what can be copied from `at` on ends.
std::size_t piece_end(std::string_view source, std::size_t at) {
  constexpr std::size_t kShort = 16;  // bytes that are quicker to look at one by one
  for (const std::size_t limit = std::min(at + kShort, source.size()); at < limit; ++at) {
    if (!is_copied(source, at)) return at;
  }
  at += plain_prefix(source.substr(at));
  while (at < source.size() && is_copied(source, at)) ++at;
  return at;
}

}  // namespace

void LineWriter::append(std::string_view piece) {
  if (has_space_ && out_.size() > line_begin_) out_ += ' ';
  has_space_ = false;
  out_ += piece;
}

// Adds what stands at `at`, a reference or an ampersand; returns its end.
std::size_t LineWriter::add_reference(std::string_view source, std::size_t at) {
  const Reference reference = read_reference(source, at, ReferencePlace::text);
  if (reference.size == 0) {
    append("&");
    return at + 1;
  }
  if (is_ascii_space(reference.text[0])) {
    has_space_ = true;
  } else {
    append(reference.view());
  }
  return at + reference.size;
}

template <bool kReferences>
void LineWriter::add_collapsed(std::string_view source) {
  for (std::size_t at = 0; at < source.size();) {
    switch (kind_of(source[at])) {
      case Kind::plain: {
        const std::size_t end = piece_end(source, at);
        append(source.substr(at, end - at));
        at = end;
        break;
      }
      case Kind::space:
        has_space_ = true;
        while (++at < source.size() && kind_of(source[at]) == Kind::space) continue;
        break;
      case Kind::ampersand:
        if constexpr (kReferences) {
          at = add_reference(source, at);
        } else {
          append("&");
          ++at;
        }
        break;
      case Kind::nul:
        ++at;
        break;
    }
  }
}

void LineWriter::add(std::string_view source) {
  add_collapsed<true>(source);
}

void LineWriter::add_raw(std::string_view source) {
  add_collapsed<false>(source);
}

void LineWriter::add_preformatted(std::string_view source, bool has_references) {
  const auto is_special = [&](char c) { return c == '\n' || c == '\r' || c == '\0' || (c == '&' && has_references); };
  for (std::size_t at = 0;;) {
    const std::size_t begin = at;
    while (at < source.size() && !is_special(source[at])) ++at;
    out_ += source.substr(begin, at - begin);
    if (at == source.size()) return;
    if (source[at] != '&') {
      if (source[at] != '\0') end_line();
      ++at;
      continue;
    }
    const Reference reference = read_reference(source, at, ReferencePlace::text);
    if (reference.view() == "\n") {
      end_line();
    } else {
      out_ += reference.size == 0 ? "&" : reference.view();
    }
    at += reference.size == 0 ? 1 : reference.size;
  }
}

std::string_view LineWriter::written_since(const Mark& mark) const {
  return std::string_view(out_).substr(std::min(mark.size, out_.size()));
}

void LineWriter::take_back(const Mark& mark) {
  // A blank line that the mark was in may be gone.
  if (out_.size() < mark.size) return;
  out_.resize(mark.size);
  line_begin_ = mark.line_begin;
  has_space_ = mark.has_space;
}

void LineWriter::end_line() {
  has_space_ = false;
  while (out_.size() > line_begin_ && is_ascii_space(out_.back())) out_.pop_back();
  if (out_.size() == line_begin_) return;
  const char first = out_[line_begin_];
  const bool is_seen = first > ' ' && first < 0x7F;
  if (is_seen || !is_blank(std::string_view(out_).substr(line_begin_))) {
    out_ += '\n';
  } else {
    out_.resize(line_begin_);
  }
  line_begin_ = out_.size();
}

}  // namespace pith
