// Reads WARC files (ISO 28500:2017, WARC 1.1; 1.0, and the drafts 0.17 and 0.18 that old crawlers wrote) record by
// record, and finds its way through damaged ones.
//
// A record is found by its version line and ends where its Content-Length says. When no record's end is there, the
// bytes up to the next line that is a version line are lost and reported. In a file that has one member a record, the
// member's end ends the record whatever its Content-Length says; that is reported, too. Nothing is dropped without a
// word: the bytes of all records and parts and the bytes that damage reports count are the decoded bytes of the file.
//
// Time is linear in the file, memory some four times `limit` at most.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "input/warc_window.h"

namespace pith {

// A whole record. The views live until the reader's next(); they stand one behind the other.
struct WarcRecord {
  std::string_view header;  // the version line, the fields and the empty line behind them, as they are
  std::string_view block;
  std::string_view end;  // the two ends of lines behind the block, as far as they are there
  WarcPlace place;

  std::string_view bytes() const { return {header.data(), header.size() + block.size() + end.size()}; }
  // The header without its version line, for text/header_fields.h.
  std::string_view fields() const;
  // The first field of that name in any case, its folds made spaces.
  std::optional<std::string> field(std::string_view name) const;
};

// A part of a record that is too large to be held: all parts together are the record, to be copied through.
struct WarcPart {
  std::string_view bytes;  // until the reader's next(); may be empty in the last part
  bool first = false;      // it holds the whole header
  bool last = false;
  WarcPlace place;  // of the record
};

struct WarcDamage {
  WarcPlace place;          // of the first byte that is lost, else of what the reason is about
  std::uint64_t bytes = 0;  // decoded bytes that belong to no record
  std::string reason;       // for people: what is wrong with the record, or what the source says
  bool is_of_file = false;  // the source says it: the file cannot be read or decoded there

  // One line that says what is wrong and where.
  std::string message(std::string_view file) const;
};

enum class WarcStep : std::uint8_t {
  record,       // see record()
  part,         // see part(): a record of more than the limit, in the order of the file
  damage,       // see damage(); next() goes on behind it
  interrupted,  // the source was interrupted: nothing more comes
  end,
};

class WarcReader {
 public:
  static constexpr std::uint64_t kLimit = std::uint64_t{1} << 30;
  static constexpr std::size_t kLargestHeader = std::size_t{1} << 20;

  // Header and block of a record are held when they are not more than `limit` bytes. The source must outlive the
  // reader.
  explicit WarcReader(WarcSource& source, std::uint64_t limit = kLimit) : window_(source), limit_(limit) {}

  WarcStep next();

  const WarcRecord& record() const { return record_; }
  const WarcPart& part() const { return part_; }
  const WarcDamage& damage() const { return damage_; }

 private:
  // Where a record's pieces end, in bytes from its beginning.
  struct Frame {
    std::size_t header = 0;
    std::size_t block = 0;
    std::size_t end = 0;
    std::string_view note;  // what is wrong with it although it can be used; empty: nothing
  };
  // A record that is being handed out in parts.
  struct Large {
    WarcPlace place;
    std::uint64_t left = 0;  // to the end of its block
    bool started = false;
  };
  struct LineEnds {
    std::size_t size = 0;
    int count = 0;
  };
  enum class Found : std::uint8_t { nothing, record, large, no_record, garbage };
  enum class Fit : std::uint8_t { whole, no, whole_but_not_the_member };
  enum class Member : std::uint8_t { record, damaged, no_record };

  Found look();
  Found look_for_frame();
  Member look_at_member(std::size_t header);
  Fit fit(Frame& frame);
  std::optional<std::size_t> header_size();
  LineEnds line_ends(std::size_t at);
  bool has_joined(std::uint64_t size);

  WarcStep hand_out();
  WarcStep next_part();
  WarcStep report_lost();
  std::optional<WarcStep> cross_edge();
  void lose(std::size_t size, std::string_view why);
  void skip_garbage();

  WarcWindow window_;
  std::uint64_t limit_;
  WarcRecord record_;
  WarcPart part_;
  WarcDamage damage_;

  std::size_t handed_out_ = 0;  // bytes at the window's beginning that record() or part() shows
  Frame frame_;                 // what look() found
  std::uint64_t large_size_ = 0;
  std::string reason_;              // why look() found no record
  std::optional<Large> large_;      // is being handed out
  std::optional<WarcDamage> lost_;  // goes on growing until a record begins
  std::optional<WarcDamage> note_;  // about the record that was handed out last
  bool scanning_ = false;           // for the next version line; the window may begin inside a line
  bool one_a_member_ = false;       // the last record that showed it was alone in its member
};

}  // namespace pith
