#include "measure/quality.h"

#include <xxhash.h>

#include <algorithm>
#include <array>

#include "text/unicode.h"

namespace pith {
namespace {

constexpr std::size_t kRun = 4;

bool is_in_word(char32_t c) {
  if (c < 0x80) return c == '_' || is_word(c);
  return is_word(c) && !is_mark(c);
}

std::vector<std::uint64_t> words_of(std::string_view text) {
  std::vector<std::uint64_t> words;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size();) {
    std::uint32_t size = 1;
    if (i < text.size()) {
      const Decoded d = decode(text, i);
      size = d.size;
      if (d.valid && is_in_word(d.code_point)) {
        i += size;
        continue;
      }
    }
    if (begin < i) words.push_back(XXH3_64bits(text.data() + begin, i - begin));
    i += size;
    begin = i;
  }
  return words;
}

std::uint64_t hash_of(std::span<const std::uint64_t> words) {
  return XXH3_64bits(words.data(), words.size_bytes());
}

}  // namespace

double Overlap::precision() const {
  if (surplus == 0 && missing == 0) return 1;
  return both + surplus > 0 ? both / (both + surplus) : 0;
}

double Overlap::recall() const {
  if (surplus == 0 && missing == 0) return 1;
  return both + missing > 0 ? both / (both + missing) : 0;
}

Shingles shingles_of(std::string_view text) {
  const std::vector<std::uint64_t> words = words_of(text);
  Shingles shingles;
  if (!words.empty() && words.size() < kRun) shingles.push_back(hash_of(words));
  for (std::size_t i = 0; i + kRun <= words.size(); ++i) shingles.push_back(hash_of(std::span(words).subspan(i, kRun)));
  std::ranges::sort(shingles);
  return shingles;
}

Overlap overlap_of(std::span<const std::uint64_t> text, std::span<const std::uint64_t> right) {
  std::size_t both = 0;
  for (std::size_t i = 0, j = 0; i < text.size() && j < right.size();) {
    if (text[i] == right[j]) {
      ++both;
      ++i;
      ++j;
    } else {
      ++(text[i] < right[j] ? i : j);
    }
  }
  const std::size_t all = text.size() + right.size() - both;
  if (all == 0) return {};
  const auto share = [&](std::size_t count) { return static_cast<double>(count) / static_cast<double>(all); };
  return {share(both), share(text.size() - both), share(right.size() - both)};
}

Quality quality_of(std::span<const Overlap> overlaps) {
  double precision = 0;
  double recall = 0;
  double texts = 0;
  double rights = 0;
  for (const Overlap& overlap : overlaps) {
    if (overlap.both + overlap.surplus > 0) {
      precision += overlap.precision();
      ++texts;
    }
    if (overlap.both + overlap.missing > 0) {
      recall += overlap.recall();
      ++rights;
    }
  }
  Quality quality;
  if (texts > 0) quality.precision = precision / texts;
  if (rights > 0) quality.recall = recall / rights;
  const double sum = quality.precision + quality.recall;
  if (sum > 0) quality.f1 = 2 * quality.precision * quality.recall / sum;
  return quality;
}

}  // namespace pith
