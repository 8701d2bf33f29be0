#include "text/lines.h"

#include <algorithm>
#include <array>
#include <bit>

#include "text/byte_masks.h"
#include "text/unicode.h"

namespace pith {
namespace {

constexpr std::size_t kBlocks = 64;  // that are marked at a time

Line line_of(std::string_view document, std::size_t begin, std::size_t newline, std::size_t next) {
  const std::size_t end = next > newline && newline > begin && document[newline - 1] == '\r' ? newline - 1 : newline;
  Line line{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), static_cast<std::uint32_t>(next),
            false};
  line.blank = is_blank(line.text(document));
  return line;
}

}  // namespace

void split_lines(std::string_view document, std::vector<Line>& lines) {
  lines.clear();
  std::array<std::uint64_t, kBlocks> masks;
  std::size_t begin = 0;
  for (std::size_t from = 0; from < document.size(); from += kBlocks * kMaskBlock) {
    const std::string_view chunk = document.substr(from, kBlocks * kMaskBlock);
    mark_newlines(chunk, masks.data());
    for (std::size_t block = 0; block * kMaskBlock < chunk.size(); ++block) {
      for (std::uint64_t mask = masks[block]; mask != 0; mask &= mask - 1) {
        const std::size_t newline = from + block * kMaskBlock + static_cast<std::size_t>(std::countr_zero(mask));
        lines.push_back(line_of(document, begin, newline, newline + 1));
        begin = newline + 1;
      }
    }
  }
  if (begin < document.size()) lines.push_back(line_of(document, begin, document.size(), document.size()));
}

}  // namespace pith
