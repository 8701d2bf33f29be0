// One line of a JSONL file: where in it the text is, what the text says, and what is known about it.
//
// What is checked of the line as JSON: see input/json_tokens.h; and the escapes of the strings that are handed out.
// Bytes that are not UTF-8 stay as they are, in the text too. Of members with the same key the last one counts, as it
// does for Python's reader. Time and memory grow with the line alone, whatever is in it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "input/json_keys.h"
#include "input/json_path_tree.h"
#include "input/json_tokens.h"
#include "text/json_slot.h"
#include "types.h"

namespace pith {

enum class JsonKind : std::uint8_t {
  text,        // a record with a text
  page,        // a record with a page, and without a text
  no_text,     // an object with neither
  not_object,  // another JSON value, or a blank line
  broken,      // no JSON, or a line that is too long
};

// What becomes of the page when the text that was made of it is written.
enum class PageField : std::uint8_t { drop, keep };

// Views point into the line, or into the reader until its next call. What belongs to another kind is empty.
struct JsonRecord {
  JsonKind kind = JsonKind::broken;

  // Of a text or page: the string itself, and between which bytes of the line it is written, escaped (without the
  // quotation marks): see RawOffsets in text/json_string.h.
  std::string_view content;
  Span raw;

  // Of every object; empty when not there.
  std::string_view url;
  std::string_view id;  // of a number its digits as they are written
  std::string_view lang;
  std::string_view date;
  std::string_view title;
  std::string_view source;  // what Dolma calls so: the corpus it is from
  // For kJsonErrorKey: at the record's end, or where such a member already has its value.
  JsonSlot error_slot;

  // Of a page: where its text goes, and what has to go beside what the slot replaces; then the page is gone from the
  // line, or stays when it is to be kept. The text has the page's place, under the name of JsonKeys::text_key(); when
  // the first path of texts leads to something that is no string (null) and does not hold the page, it has its place.
  JsonSlot text_slot;
  Span page_cut;

  // Of a broken line: what is wrong, and at which byte of the line.
  std::string_view problem;
  std::uint32_t problem_at = 0;
};

// Reads line after line; keeps its memory between them. Not safe to share between threads.
class JsonRecordReader {
 public:
  static constexpr std::size_t kMostBytes = std::size_t{1} << 30;  // of a line

  explicit JsonRecordReader(const JsonKeys& keys, PageField page = PageField::drop);

  // `line` may begin with a byte-order mark and have a line end; it must outlive the record.
  //
  // What is known about a document is also looked for in objects that are written as a string: `metadata.url` in
  // {"metadata":"{\"url\":…}"}. Texts and pages are not.
  JsonRecord read(std::string_view line);

 private:
  using Node = JsonPathTree::Node;

  // The last value that was seen where a node's path leads.
  struct Found {
    std::uint64_t serial = 0;         // which sight of this node it was
    std::uint64_t parent_serial = 0;  // and below which sight of its parent: an older one does not count any more
    JsonToken kind = JsonToken::end;  // of the value: its first token
    bool in_string = false;           // not in the line itself, but in an object that is written as a string
    std::string_view source;          // the line or that string, in which these are, with their quotation marks:
    Span key;
    Span value;
    std::size_t unescaped_size = 0;  // of a string that may be a text or page: it is unescaped when it is seen
  };

  // What is wrong with a line; `what` is empty when nothing is.
  struct Problem {
    std::string_view what;
    std::uint32_t at = 0;
  };

  Problem walk(std::string_view source, std::size_t begin, Node root);
  Node see_key(Span key, std::string_view source, Node root);
  void see_value(JsonTokens& tokens, JsonToken token, Node node);
  void look_into_strings();
  bool is_there(Node node) const;
  bool can_be(JsonField field, const Found& found) const;
  void choose_places();
  Node place_of(JsonField field) const { return places_[static_cast<std::size_t>(field)]; }
  std::string_view value_of(Node node);
  void describe_object(std::string_view line, JsonRecord& record);
  void describe_page(std::string_view line, Node page, JsonRecord& record) const;

  JsonPathTree tree_;
  PageField page_field_;
  std::uint64_t serial_ = 0;
  std::vector<Found> found_;                // by node
  std::vector<Node> seen_;                  // of this line: each once
  std::array<Node, kJsonFields> places_{};  // of this line, kNone for what is not there
  std::vector<std::vector<char>> strings_;  // by node: its value unescaped
  std::vector<Node> open_;                  // the objects that are open: only those on a path are gone into
  std::vector<char> key_;
  Problem problem_;  // the first of this line
};

}  // namespace pith
