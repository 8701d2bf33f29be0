#include "output/json_line.h"

#include <algorithm>
#include <cassert>

#include "text/json.h"
#include "text/json_string.h"

namespace pith {
namespace {

constexpr std::string_view kReplacementCharacter = "\\ufffd";

}  // namespace

void JsonLine::put(std::string_view piece) {
  if (!piece.empty()) pieces_.push_back(piece);
}

// A part of the text: it must not make another character of what stands before it.
void JsonLine::keep(std::string_view piece) {
  if (!pieces_.empty() && makes_surrogate_pair(pieces_.back(), piece)) {
    put(kReplacementCharacter);
    piece.remove_prefix(kReplacementCharacter.size());
  }
  put(piece);
}

JsonPieces JsonLine::with_edits(std::string_view line, Span raw, std::span<const Edit> edits) {
  pieces_.clear();
  if (edits.empty()) {
    put(line);
    return pieces_;
  }
  escaped_.clear();
  escaped_ends_.clear();
  // All of them before a view is taken: the buffer moves while it grows.
  for (const Edit& edit : edits) {
    append_json_string(escaped_, edit.with);
    escaped_ends_.push_back(escaped_.size());
  }
  RawOffsets offsets(line.substr(raw.begin, raw.size()));
  std::size_t at = 0;
  std::size_t escaped_begin = 0;
  for (std::size_t i = 0; i < edits.size(); ++i) {
    const std::size_t begin = raw.begin + offsets.begin_of(edits[i].span.begin);
    const std::size_t end = raw.begin + offsets.end_of(edits[i].span.end);
    assert(at <= begin && begin < end);
    keep(line.substr(at, std::max(at, begin) - at));
    put(std::string_view(escaped_).substr(escaped_begin + 1, escaped_ends_[i] - escaped_begin - 2));
    escaped_begin = escaped_ends_[i];
    at = std::max(at, end);
  }
  keep(line.substr(at));
  return pieces_;
}

JsonPieces JsonLine::with_member(std::string_view line, const JsonSlot& slot, std::string_view key,
                                 std::string_view value, Span cut) {
  pieces_.clear();
  escaped_.clear();
  if (slot.comma_before) escaped_ += ',';
  if (!slot.value_only) {
    append_json_string(escaped_, key);
    escaped_ += ':';
  }
  append_json_string(escaped_, value);
  if (slot.comma_after) escaped_ += ',';

  std::size_t at = 0;
  const auto leave_out = [&](Span span) {
    put(line.substr(at, span.begin - at));
    at = span.end;
  };
  const bool cut_first = cut.begin < slot.replaces.begin;
  if (!cut.empty() && cut_first) leave_out(cut);
  leave_out(slot.replaces);
  put(escaped_);
  if (!cut.empty() && !cut_first) leave_out(cut);
  put(line.substr(at));
  return pieces_;
}

}  // namespace pith
