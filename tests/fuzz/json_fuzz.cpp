// Any bytes as a line of JSONL: it is read the same whoever reads it and whatever was read before; it comes out as it
// went in, or with what was to be changed, and nothing else.
#include <simdjson.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "../json_twin.h"
#include "input/json_record.h"
#include "output/json_line.h"
#include "pith.h"
#include "text/unicode.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

std::string joined(pith::JsonPieces pieces) {
  std::string all;
  for (const std::string_view piece : pieces) all += piece;
  return all;
}

void check_same(const pith::JsonRecord& a, const pith::JsonRecord& b) {
  check(a.kind == b.kind && a.content == b.content && a.raw == b.raw);
  check(a.url == b.url && a.id == b.id && a.lang == b.lang && a.date == b.date);
  check(a.problem == b.problem && a.problem_at == b.problem_at);
}

// What simdjson takes is no broken line, and of a plain member it says the same. `kind` is what automatic keys find.
void check_against_simdjson(std::string_view line, pith::JsonKind kind) {
  static pith::JsonRecordReader reader = [] {
    pith::JsonKeys keys;
    keys.set_paths(pith::JsonField::text, {"text"});
    return pith::JsonRecordReader(keys);
  }();
  const pith::JsonRecord record = reader.read(line);
  static simdjson::dom::parser parser;
  simdjson::dom::element root;
  simdjson::dom::object object;
  if (parser.parse(line.data(), line.size()).get(root) != simdjson::SUCCESS) return;
  check(record.kind != pith::JsonKind::broken && kind != pith::JsonKind::broken);
  if (root.get(object) != simdjson::SUCCESS) return check(record.kind == pith::JsonKind::not_object);
  std::string_view text;
  bool has_text = false;
  for (const auto& [key, value] : object) {
    if (key == "text") has_text = value.get(text) == simdjson::SUCCESS;
  }
  check(record.kind == (has_text ? pith::JsonKind::text : pith::JsonKind::no_text));
  check(!has_text || record.content == text);
}

// Changes at borders of characters, by the bytes of the line.
std::vector<pith::Edit> edits_of(std::string_view text, std::string_view line) {
  std::vector<pith::Edit> edits;
  std::size_t dice = 0;
  std::uint32_t begin = 0;
  for (std::size_t i = 0; i < text.size();) {
    i += pith::decode(text, i).size;
    const auto here = static_cast<std::uint32_t>(i);
    const auto roll = static_cast<unsigned char>(line[dice++ % line.size()]);
    if (roll % 4 == 0) edits.push_back({{begin, here}, 0, line.substr(0, roll % 3)});
    if (roll % 2 == 0) begin = here;
  }
  return edits;
}

// A line without what is in `edits` of the text must be the same beside the text, and its text the edited one.
void check_edits(std::string_view line, const pith::JsonRecord& record) {
  static pith::JsonLine writer;
  check(joined(writer.with_edits(line, record.raw, {})) == line);
  const std::string_view raw = line.substr(record.raw.begin, record.raw.size());
  check(pith::twin::unescaped(raw) == record.content);

  std::vector<pith::Edit> edits = edits_of(record.content, line);
  std::uint32_t end = 0;
  std::erase_if(edits, [&](const pith::Edit& edit) {
    const bool overlaps = edit.span.begin < end;
    if (!overlaps) end = edit.span.end;
    return overlaps;
  });
  // What is put in is made UTF-8.
  std::string expected;
  std::uint32_t at = 0;
  for (const pith::Edit& edit : edits) {
    expected += record.content.substr(at, edit.span.begin - at);
    for (std::size_t i = 0; i < edit.with.size();) {
      const pith::Decoded d = pith::decode(edit.with, i);
      expected += pith::Encoded(d.code_point).text();
      i += d.size;
    }
    at = edit.span.end;
  }
  expected += record.content.substr(at);

  const std::string out = joined(writer.with_edits(line, record.raw, edits));
  const std::string_view before = line.substr(0, record.raw.begin);
  const std::string_view behind = line.substr(record.raw.end);
  check(out.starts_with(before) && out.ends_with(behind) && out.size() >= before.size() + behind.size());
  static pith::JsonRecordReader reader(pith::JsonKeys::automatic());
  const pith::JsonRecord reread = reader.read(out);
  check(reread.kind == record.kind && reread.content == expected);
}

void check_members(std::string_view line, pith::JsonRecordReader& reader) {
  pith::JsonLine writer;
  pith::JsonRecord record = reader.read(line);
  if (record.kind == pith::JsonKind::broken || record.kind == pith::JsonKind::not_object) return;
  const std::string text(record.content);
  if (record.kind == pith::JsonKind::page) {
    const std::string out = joined(writer.with_member(line, record.text_slot, "text", "clean", record.page_cut));
    record = reader.read(out);
    check(record.kind == pith::JsonKind::text && record.content == "clean");
    record = reader.read(line);
  }
  const pith::JsonKind kind = record.kind;
  const std::string once = joined(writer.with_member(line, record.error_slot, pith::kJsonErrorKey, "why"));
  record = reader.read(once);
  check(record.kind == kind && record.content == text);
  check(joined(writer.with_member(once, record.error_slot, pith::kJsonErrorKey, "why")) == once);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  // One has read all lines before, which must not matter.
  static pith::JsonRecordReader used(pith::JsonKeys::automatic());
  static pith::JsonRecordReader keeping(pith::JsonKeys::automatic(), pith::PageField::keep);
  pith::JsonRecordReader reader(pith::JsonKeys::automatic());
  const pith::JsonRecord record = reader.read(line);
  check_same(record, used.read(line));
  check(record.problem.empty() == (record.kind != pith::JsonKind::broken) && record.problem_at <= size);
  check_against_simdjson(line, record.kind);
  if (record.kind == pith::JsonKind::text || record.kind == pith::JsonKind::page) check_edits(line, record);
  check_members(line, used);
  check_members(line, keeping);
  return 0;
}
