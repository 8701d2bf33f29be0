// Any bytes as a WARC file, plain and in members, some of them damaged: records, parts and reports cover what was read,
// and reading in other pieces says the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "../input/warc_pieces.h"
#include "input/warc_reader.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

// A member ends at "#|", a damaged one at "#!", so that a fuzzer moves the ends with the bytes.
std::vector<pith::test::Member> split_members(std::string_view file) {
  std::vector<pith::test::Member> members;
  while (true) {
    std::size_t end = file.find('#');
    while (end != std::string_view::npos && file.substr(end + 1, 1) != "|" && file.substr(end + 1, 1) != "!") {
      end = file.find('#', end + 1);
    }
    members.push_back({std::string(file.substr(0, end)), false});
    if (end == std::string_view::npos) return members;
    members.back().damaged = file[end + 1] == '!';
    file.remove_prefix(end + 2);
  }
}

void check_file(const std::vector<pith::test::Member>& members, bool has_members, std::uint64_t limit) {
  const pith::test::Told told = pith::test::read_all(members, has_members, 1 << 20, limit);
  check(told.bytes_add_up && told.parts_are_in_order);
  for (const pith::test::Said& said : told.said) {
    check(said.step != pith::WarcStep::record || said.bytes.starts_with("WARC/"));
    check(said.step != pith::WarcStep::damage || !said.message.empty());
  }
  for (const std::size_t read_size : {std::size_t{1}, std::size_t{13}}) {
    const pith::test::Told other = pith::test::read_all(members, has_members, read_size, limit);
    check(other.said == told.said && other.bytes_add_up && other.parts_are_in_order);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view file(reinterpret_cast<const char*>(data), size);
  for (const std::uint64_t limit : {std::uint64_t{200}, pith::WarcReader::kLimit}) {
    check_file({{std::string(file), false}}, false, limit);
    check_file(split_members(file), true, limit);
  }
  return 0;
}
