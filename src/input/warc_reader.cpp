#include "input/warc_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <utility>

#include "text/header_fields.h"

namespace pith {
namespace {

constexpr std::array<std::string_view, 4> kVersions = {"WARC/1.0", "WARC/1.1", "WARC/0.18", "WARC/0.17"};
constexpr std::size_t kLongestVersionLine = 11;  // with CRLF
constexpr std::string_view kLineBefore = "\nWARC/";

constexpr std::string_view kNoEnd = "the two empty lines behind it are missing";
constexpr std::string_view kEndsWithMember =
    "its Content-Length is wrong or missing: it was taken to the end of its member";

// True when the first line of `text` is a version line.
bool begins_record(std::string_view text) {
  for (const std::string_view version : kVersions) {
    if (!text.starts_with(version)) continue;
    const std::string_view rest = text.substr(version.size());
    return rest.starts_with('\n') || rest.starts_with("\r\n");
  }
  return false;
}

// True when a line of `text` behind its first one is a version line.
bool holds_version_line(std::string_view text) {
  for (std::size_t at = text.find(kLineBefore); at != std::string_view::npos; at = text.find(kLineBefore, at + 1)) {
    if (begins_record(text.substr(at + 1))) return true;
  }
  return false;
}

std::string_view behind_first_line(std::string_view header) {
  take_line(header);
  return header;
}

// Nothing when it is no number of bytes that a file can have.
std::optional<std::uint64_t> parse_length(std::string_view text) {
  std::uint64_t length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max() / 2;
  if (error != std::errc() || end != text.data() + text.size() || length > kMost) return std::nullopt;
  return length;
}

// The size of the end of a line that `text` begins with, 0 for none.
std::size_t line_end_at(std::string_view text) {
  if (text.starts_with('\n')) return 1;
  return text.starts_with("\r\n") ? 2 : 0;
}

// The size of `text` without two ends of lines at most.
std::size_t without_line_ends(std::string_view text) {
  for (int i = 0; i < 2; ++i) {
    if (text.ends_with('\n')) text = without_line_end(text);
  }
  return text.size();
}

}  // namespace

std::string_view WarcRecord::fields() const {
  return behind_first_line(header);
}

std::optional<std::string> WarcRecord::field(std::string_view name) const {
  return find_field(fields(), name);
}

std::string WarcDamage::message(std::string_view file) const {
  if (is_of_file)
    return bytes == 0 ? reason : fmt::format("{}; {} bytes before that are no whole record", reason, bytes);
  const std::string where = place.inside == 0
                                ? fmt::format("offset {}", place.offset)
                                : fmt::format("byte {} of the member at offset {}", place.inside, place.offset);
  if (bytes == 0) return fmt::format("'{}' has a damaged WARC record at {}: {}", file, where, reason);
  return fmt::format("'{}' has {} bytes at {} that are skipped: {}", file, bytes, where, reason);
}

WarcStep WarcReader::next() {
  window_.skip(std::exchange(handed_out_, 0));
  if (note_) {
    damage_ = *std::exchange(note_, std::nullopt);
    return WarcStep::damage;
  }
  if (large_) return next_part();
  while (true) {
    const Found found = look();
    if (window_.interrupted()) return WarcStep::interrupted;
    switch (found) {
      case Found::record:
        return lost_ ? report_lost() : hand_out();
      case Found::large:
        if (lost_) return report_lost();
        large_ = Large{window_.place(), large_size_, false};
        return next_part();
      case Found::no_record:
        // Only what made it look like a record: the end of this line may be what the next version line stands behind.
        lose(window_.bytes().find_first_of("\r\n"), reason_);
        scanning_ = true;
        break;
      case Found::garbage:
        skip_garbage();
        break;
      case Found::nothing:
        if (const auto step = cross_edge()) return *step;
        break;
    }
  }
}

// What stands at the window's beginning. Changes nothing but what the window holds, so it can be asked again.
WarcReader::Found WarcReader::look() {
  if (scanning_) return Found::garbage;
  if (!window_.has(1)) return Found::nothing;
  has_joined(kLongestVersionLine);
  return begins_record(window_.bytes()) ? look_for_frame() : Found::garbage;
}

WarcReader::Found WarcReader::look_for_frame() {
  const std::optional<std::size_t> header = header_size();
  if (!header) return Found::no_record;
  const auto value = find_field(behind_first_line(window_.bytes().substr(0, *header)), "Content-Length");
  const std::optional<std::uint64_t> length = value ? parse_length(*value) : std::nullopt;
  if (!length) {
    reason_ = value ? "its Content-Length is no number of bytes" : "it has no Content-Length";
    return look_at_member(*header) == Member::record ? Found::record : Found::no_record;
  }
  const std::uint64_t size = *header + *length;
  if (size > limit_ && has_joined(limit_ + 1)) {
    large_size_ = size;
    return Found::large;
  }
  if (!has_joined(size)) {
    reason_ = fmt::format("its Content-Length of {} leads beyond the end of the {}", *length,
                          window_.edge() == WarcWindow::Edge::end ? "file" : "member");
    return look_at_member(*header) == Member::record ? Found::record : Found::no_record;
  }
  Frame frame = {*header, static_cast<std::size_t>(size), 0, {}};
  const Fit fits = fit(frame);
  if (fits != Fit::whole) {
    reason_ = fmt::format("its Content-Length of {} does not lead to the end of a record", *length);
    const Member member = look_at_member(*header);
    if (member == Member::record) return Found::record;
    if (member == Member::damaged || fits == Fit::no) return Found::no_record;
  }
  frame_ = frame;
  return Found::record;
}

// The size of the header with the empty line that ends it.
std::optional<std::size_t> WarcReader::header_size() {
  std::size_t line = 0;
  for (std::size_t from = 0;;) {
    const std::size_t end = window_.bytes().find('\n', from);
    if (std::min(end, window_.bytes().size()) >= kLargestHeader) {
      reason_ = fmt::format("its header does not end within {} bytes", kLargestHeader);
      return std::nullopt;
    }
    if (end == std::string_view::npos) {
      from = window_.bytes().size();
      if (has_joined(from + 1)) continue;
      reason_ =
          fmt::format("the {} ends inside its header", window_.edge() == WarcWindow::Edge::end ? "file" : "member");
      return std::nullopt;
    }
    const std::string_view text = window_.bytes().substr(line, end + 1 - line);
    if (without_line_end(text).empty()) return end + 1;
    if (line > 0 && begins_record(text)) {
      reason_ = "another record begins inside its header";
      return std::nullopt;
    }
    line = from = end + 1;
  }
}

// Whether a record ends where the frame's block does; completes the frame.
WarcReader::Fit WarcReader::fit(Frame& frame) {
  const LineEnds ends = line_ends(frame.block);
  frame.end = frame.block + ends.size;
  // What was decoded before a member's damage showed may be wrong.
  const bool more = window_.has(frame.end + 1);
  if (!more && window_.edge() == WarcWindow::Edge::damaged && window_.has_members()) return Fit::no;
  if (more) has_joined(frame.end + kLongestVersionLine);
  const bool alone = !more || begins_record(window_.bytes().substr(frame.end));
  if (ends.count < 2) {
    frame.note = kNoEnd;
    return alone ? Fit::whole : Fit::no;
  }
  return alone || !window_.has_members() ? Fit::whole : Fit::whole_but_not_the_member;
}

// The record with its member as its end, where that is how the file is made: as its last records show, or because no
// other record is in the member.
WarcReader::Member WarcReader::look_at_member(std::size_t header) {
  if (!window_.has_members() || !window_.at_segment_start() || window_.joined()) return Member::no_record;
  std::size_t looked_at = header - 1;
  do {
    const std::string_view bytes = window_.bytes();
    if (bytes.size() > limit_) return Member::no_record;
    if (!one_a_member_ && holds_version_line(bytes.substr(looked_at))) return Member::no_record;
    looked_at = std::max(looked_at, bytes.size() - std::min(bytes.size(), kLongestVersionLine));
  } while (window_.grow());
  if (window_.edge() == WarcWindow::Edge::damaged) return Member::damaged;
  const std::string_view bytes = window_.bytes();
  frame_ = {header, header + without_line_ends(bytes.substr(header)), bytes.size(), kEndsWithMember};
  return Member::record;
}

// Two ends of lines at most.
WarcReader::LineEnds WarcReader::line_ends(std::size_t at) {
  LineEnds ends;
  while (ends.count < 2) {
    const std::size_t from = at + ends.size;
    if (has_joined(from + 1) && window_.bytes()[from] == '\r') has_joined(from + 2);
    const std::string_view rest = window_.bytes().substr(from);
    const std::size_t size = line_end_at(rest);
    if (size == 0) {
      // A file that was cut inside it.
      if (rest == "\r") ++ends.size;
      break;
    }
    ends.size += size;
    ++ends.count;
  }
  return ends;
}

// Whether the unfinished record at the window's beginning has that many bytes. It goes on in the next member when no
// record begins there: some programs compress in blocks.
bool WarcReader::has_joined(std::uint64_t size) {
  while (!window_.has(size)) {
    if (window_.edge() != WarcWindow::Edge::member) return false;
    const std::string_view behind = window_.look_behind(kLongestVersionLine);
    if (window_.interrupted() || begins_record(behind) || window_.nothing_behind()) return false;
    window_.join();
  }
  return true;
}

WarcStep WarcReader::hand_out() {
  const std::string_view bytes = window_.bytes().substr(0, frame_.end);
  record_ = {bytes.substr(0, frame_.header), bytes.substr(frame_.header, frame_.block - frame_.header),
             bytes.substr(frame_.block), window_.place()};
  handed_out_ = frame_.end;
  if (!frame_.note.empty()) note_ = WarcDamage{record_.place, 0, std::string(frame_.note), false};
  const bool ends_member = window_.bytes().size() == frame_.end && window_.edge() != WarcWindow::Edge::open;
  if (!window_.at_segment_start()) {
    one_a_member_ = false;
  } else if (ends_member && !window_.joined()) {
    one_a_member_ = true;
  }
  return WarcStep::record;
}

WarcStep WarcReader::next_part() {
  const bool more = has_joined(1);
  const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(large_->left, window_.bytes().size()));
  const bool last = !more || size == large_->left;
  const LineEnds ends = more && last ? line_ends(size) : LineEnds{};
  if (window_.interrupted()) return WarcStep::interrupted;
  if (!more && window_.edge() != WarcWindow::Edge::damaged) {
    note_ = WarcDamage{large_->place, 0, fmt::format("{} bytes of it are missing at its end", large_->left), false};
  } else if (more && last && ends.count < 2) {
    note_ = WarcDamage{large_->place, 0, std::string(kNoEnd), false};
  }
  handed_out_ = size + ends.size;
  part_ = {window_.bytes().substr(0, handed_out_), !large_->started, last, large_->place};
  large_->left -= size;
  large_->started = true;
  if (last) large_.reset();
  return WarcStep::part;
}

// At an edge with nothing before it; a step when there is something to say.
std::optional<WarcStep> WarcReader::cross_edge() {
  switch (window_.edge()) {
    case WarcWindow::Edge::open:
      break;
    case WarcWindow::Edge::member:
      window_.next_segment();
      break;
    case WarcWindow::Edge::damaged:
      // It is why the record before it is not whole.
      if (!lost_) lost_ = WarcDamage{{window_.damage().offset, 0}, 0, {}, true};
      lost_->reason = window_.damage().message;
      lost_->is_of_file = true;
      window_.next_segment();
      return report_lost();
    case WarcWindow::Edge::end:
      return lost_ ? report_lost() : WarcStep::end;
  }
  return std::nullopt;
}

WarcStep WarcReader::report_lost() {
  damage_ = *std::exchange(lost_, std::nullopt);
  return WarcStep::damage;
}

// Skips bytes that belong to no record. Those that follow each other are one report, with the first reason.
void WarcReader::lose(std::size_t size, std::string_view why) {
  if (!lost_) lost_ = WarcDamage{window_.place(), 0, std::string(why), false};
  lost_->bytes += size;
  window_.skip(size);
}

// Skips to the next version line, or as far as the window shows.
void WarcReader::skip_garbage() {
  constexpr std::string_view kWhy = "no record begins here";
  scanning_ = true;
  const std::size_t found = window_.bytes().find(kLineBefore);
  if (found != std::string_view::npos) {
    window_.has(found + 1 + kLongestVersionLine);
    if (window_.interrupted()) return;
    scanning_ = !begins_record(window_.bytes().substr(found + 1));
    lose(found + 1, kWhy);
    return;
  }
  // The beginning of a version line may stand at the end.
  lose(window_.bytes().size() - std::min(window_.bytes().size(), kLineBefore.size() - 1), kWhy);
  if (window_.grow() || window_.interrupted()) return;
  lose(window_.bytes().size(), kWhy);
  scanning_ = false;
}

}  // namespace pith
