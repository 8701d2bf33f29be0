// Any bytes as a line: what is told of it raw is what its match form says.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "text/line_words.h"
#include "text/match_form.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

void check_line(std::string_view text, std::size_t begin, std::size_t end) {
  const pith::Span line{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  std::string form;
  pith::build_match_form(text.substr(line.begin, line.size()), form);
  const std::uint32_t words = pith::count_words(form);
  const bool ends = pith::has_sentence_end(form);
  check(pith::raw_sentence_end(text, line).value_or(ends) == ends);
  constexpr std::uint32_t kAll = std::numeric_limits<std::uint32_t>::max();
  for (const std::uint32_t most : std::array{0U, 1U, 15U, words, words + 1, kAll}) {
    const std::optional<std::uint32_t> raw = pith::raw_words(text, line, most);
    check(raw.value_or(std::min(words, most)) == std::min(words, most));
    const bool prose = words >= most && ends;
    check(pith::raw_prose(text, line, most).value_or(prose) == prose);
    // What is known of all words is known of some.
    check(raw.has_value() || !pith::raw_words(text, line, kAll).has_value());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_line(text, 0, size);
  // A part of it, and the whole where blocks begin elsewhere.
  check_line(text, size / 4, size - size / 3);
  check_line(std::string(61, 'x') + std::string(text), 0, size + 61);
  return 0;
}
