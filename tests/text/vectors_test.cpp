// Every kind of vectors that this machine has gives the answers of the plain loops.
#include "text/vectors.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "engine/gram_scan.h"
#include "text/each_target.h"
#include "text/lines.h"
#include "text/odd.h"
#include "text/plain.h"
#include "text/unicode.h"

namespace pith {
namespace {

std::string utf8(char32_t c) {
  return std::string(Encoded(c).text());
}

class EachTarget : public testing::TestWithParam<VectorTarget> {
 protected:
  void SetUp() override {
    const std::vector<VectorTarget> targets = vector_targets();
    if (std::ranges::find(targets, GetParam()) == targets.end()) GTEST_SKIP() << "not on this machine";
    set_vector_target(GetParam());
  }
  void TearDown() override { set_vector_target(vector_targets().back()); }
};

TEST_P(EachTarget, FindsEveryOddCharacterAndNoOther) {
  std::vector<std::uint32_t> places;
  for (char32_t c = 0x80; c < 0x110000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    const std::string text = std::string(c % 70, 'x') + utf8(c) + std::string(c / 70 % 70, 'y');
    places.clear();
    find_odd(text, places);
    const bool is_odd = is_kind(plain_entry(c), PlainKind::odd);
    ASSERT_EQ(places, is_odd ? std::vector<std::uint32_t>{c % 70} : std::vector<std::uint32_t>{}) << std::hex << +c;
  }
}

TEST_P(EachTarget, CountsEveryVisibleCharacter) {
  for (char32_t c = 0x80; c < 0x110000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    const std::string text = std::string(c % 70, 'x') + utf8(c) + std::string(c / 70 % 70, ' ');
    ASSERT_EQ(count_visible(text), c % 70 + (is_white_space(c) ? 0 : 1)) << std::hex << +c;
  }
}

// Texts of all lengths about the size of vectors, of few bytes, so that much is found; each in a buffer that ends with
// it.
class RandomTexts {
 public:
  explicit RandomTexts(std::string_view bytes) : bytes_(bytes) {}

  template <class See>
  void for_each(See see) {
    for (std::size_t round = 0; round < 600; ++round) {
      const std::size_t size = round < 300 ? round : 4096 - 150 + round % 300;
      std::vector<char> text(size);
      for (char& c : text) c = bytes_[dice_() % bytes_.size()];
      see(std::string_view(text.data(), text.size()));
    }
  }

 private:
  std::string_view bytes_;
  std::mt19937 dice_{1};
};

bool is_valid_one_by_one(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const Decoded d = decode(text, i);
    if (!d.valid) return false;
    i += d.size;
  }
  return true;
}

TEST_P(EachTarget, TellsValidUtf8AtTheEdgesOfWhatIsAllowed) {
  constexpr std::string_view kEdges =
      "a\x7F\x80\x8F\x90\x9F\xA0\xBF\xC1\xC2\xDF\xE0\xE1\xED\xEE\xEF\xF0\xF1\xF4\xF5\xFF";
  constexpr std::size_t kAll = kEdges.size() * kEdges.size() * kEdges.size() * kEdges.size();
  for (std::size_t k = 0; k < kAll; ++k) {
    std::string text(k % 131, 'x');
    for (std::size_t rest = k, digit = 0; digit < 4; ++digit, rest /= kEdges.size())
      text += kEdges[rest % kEdges.size()];
    const std::string_view four = std::string_view(text).substr(k % 131);
    const bool good = is_valid_one_by_one(four);
    if (k % 2 == 0) text += std::string(k / 131 % 131, 'y');
    ASSERT_EQ(is_valid_utf8(text), good) << k;
  }
}

TEST_P(EachTarget, TellsValidUtf8InTextsOfAllLengths) {
  constexpr std::array<std::uint32_t, 4> kLimits = {0x80, 0x80, 0x800, 0x110000};
  std::mt19937 dice(2);
  for (std::size_t round = 0; round < 3000; ++round) {
    std::string text;
    while (text.size() < 1 + round % 700) {
      const auto c = static_cast<char32_t>(dice() % kLimits[dice() % kLimits.size()]);
      if (c < 0xD800 || c >= 0xE000) text += utf8(c);
    }
    ASSERT_TRUE(is_valid_utf8(text));
    const std::vector<char> cut(text.begin(), text.end() - 1);
    ASSERT_EQ(is_valid_utf8({cut.data(), cut.size()}), is_valid_one_by_one({cut.data(), cut.size()}));
    text[dice() % text.size()] = static_cast<char>(dice());
    ASSERT_EQ(is_valid_utf8(text), is_valid_one_by_one(text));
  }
}

TEST_P(EachTarget, SplitsLinesEverywhere) {
  std::vector<Line> lines;
  RandomTexts("a\n\r \xC2\xA0").for_each([&](std::string_view text) {
    split_lines(text, lines);
    std::size_t begin = 0;
    for (const Line& line : lines) {
      ASSERT_EQ(line.begin, begin);
      const std::size_t newline = text.find('\n', begin);
      ASSERT_EQ(line.next, newline == std::string_view::npos ? text.size() : newline + 1);
      begin = line.next;
    }
    ASSERT_EQ(begin, text.size());
  });
}

std::uint32_t gram_at(std::string_view text, std::size_t at) {
  std::uint32_t gram = 0;
  __builtin_memcpy(&gram, text.data() + at, std::min<std::size_t>(4, text.size() - at));
  return gram | 0x20202020;
}

void expect_all_grams(std::size_t how_many, Stride stride) {
  std::mt19937 dice(2);
  std::vector<std::uint32_t> grams;
  constexpr std::string_view kBytes = "abcAZ \xC3\xA9";
  for (std::size_t i = 0; i < how_many; ++i) {
    std::uint32_t gram = 0;
    for (int k = 0; k < 4; ++k) gram = gram << 8 | static_cast<unsigned char>(kBytes[dice() % kBytes.size()]);
    grams.push_back(gram | 0x20202020);
  }
  GramBits known;
  known.build(grams, stride);
  ScanPlaces places;
  RandomTexts(kBytes).for_each([&](std::string_view text) {
    for (std::size_t from = 0; from < text.size(); from += kScanChunk) {
      const auto found = find_grams(text, from, known, places);
      const std::set<std::uint32_t> all(found.begin(), found.end());
      ASSERT_EQ(all.size(), found.size()) << "a place was found twice";
      for (std::size_t at = from; at < std::min(text.size(), from + kScanChunk);
           at += static_cast<std::size_t>(stride)) {
        const bool is_found = all.contains(static_cast<std::uint32_t>(at));
        const bool is_gram = std::ranges::find(grams, gram_at(text, at)) != grams.end();
        ASSERT_TRUE(is_found || !is_gram) << at << " of " << text.size();
        ASSERT_TRUE(!is_found || known.has(gram_at(text, at))) << at << " of " << text.size();
      }
    }
  });
}

TEST_P(EachTarget, FindsFewGrams) {
  for (const Stride stride : {Stride::two, Stride::four}) expect_all_grams(20, stride);
}
TEST_P(EachTarget, FindsManyGrams) {
  for (const Stride stride : {Stride::two, Stride::four}) expect_all_grams(500, stride);
}

TEST_P(EachTarget, FindsPairs) {
  const std::vector<std::uint16_t> pairs = {0x6161, 0x6261, 0xE9E3};
  ScanPlaces places;
  RandomTexts("aAb \xC3\xA9").for_each([&](std::string_view text) {
    for (std::size_t from = 0; from < text.size(); from += kScanChunk) {
      std::vector<std::uint32_t> expected;
      for (std::size_t at = from; at < std::min(text.size(), from + kScanChunk); ++at) {
        if (std::ranges::binary_search(pairs, static_cast<std::uint16_t>(gram_at(text, at)))) {
          expected.push_back(static_cast<std::uint32_t>(at));
        }
      }
      const auto found = find_pairs(text, from, pairs, places);
      ASSERT_EQ(std::vector<std::uint32_t>(found.begin(), found.end()), expected) << text.size();
    }
  });
}

INSTANTIATE_TEST_SUITE_P(All, EachTarget, every_vector_target(), test_name_of);

}  // namespace
}  // namespace pith
