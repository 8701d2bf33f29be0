#include "html/line_writer.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "html/ascii.h"
#include "html/entities.h"
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

// Where a piece that can be copied as it is ends: single spaces between other characters belong to it.
std::size_t piece_end(std::string_view source, std::size_t at) {
  for (;; ++at) {
    while (at < source.size() && kind_of(source[at]) == Kind::plain) ++at;
    const bool goes_on = at + 1 < source.size() && source[at] == ' ' && kind_of(source[at + 1]) == Kind::plain;
    if (!goes_on) return at;
  }
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
        ++at;
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
  for (std::size_t at = 0; at < source.size();) {
    const char c = source[at];
    if (c == '\n' || c == '\r') {
      end_line();
      ++at;
    } else if (c == '&' && has_references) {
      const Reference reference = read_reference(source, at, ReferencePlace::text);
      if (reference.view() == "\n") {
        end_line();
      } else {
        out_ += reference.size == 0 ? "&" : reference.view();
      }
      at += reference.size == 0 ? 1 : reference.size;
    } else {
      if (c != '\0') out_ += c;
      ++at;
    }
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
