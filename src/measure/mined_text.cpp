#include "measure/mined_text.h"

#include <algorithm>

#include "text/lines.h"
#include "text/unicode.h"

namespace pith {
namespace {

constexpr std::uint32_t kProseWords = 15;  // rule-language, section 3

// What a line is worth to the article that it would stand in, in words.
constexpr std::int64_t kNoSentence = -4;
constexpr std::int64_t kRecurs = -12;

std::int64_t worth_of(const MinedLine& line) {
  if (line.blank) return 0;
  if (line.gone || line.recurs) return kRecurs;
  return kNoSentence + (line.sentence && !line.shared ? static_cast<std::int64_t>(line.words) : 0);
}

// The part with the largest sum (Kadane's algorithm).
LineRange richest_run(std::span<const MinedLine> lines) {
  LineRange best;
  std::int64_t most = 0;
  std::int64_t sum = 0;
  std::uint32_t begin = 0;
  for (std::uint32_t i = 0; i < lines.size(); ++i) {
    if (sum <= 0) {
      sum = 0;
      begin = i;
    }
    sum += worth_of(lines[i]);
    if (sum > most) {
      most = sum;
      best = {begin, i + 1};
    }
  }
  return best;
}

}  // namespace

void mine_lines(std::string_view text, std::span<const Edit> edits, GoldLines* gold, LineKeys& keys,
                std::vector<MinedLine>& lines) {
  std::vector<Line> split;
  split_lines(text, split);
  lines.clear();
  lines.reserve(split.size());
  auto edit = edits.begin();
  for (const Line& line : split) {
    MinedLine& mined = lines.emplace_back();
    while (edit != edits.end() && edit->span.end < line.end) ++edit;
    mined.gone = edit != edits.end() && edit->with.empty() && edit->span.begin <= line.begin;
    const std::string_view written = trim(line.text(text));
    mined.text.begin = static_cast<std::uint32_t>(written.data() - text.data());
    mined.text.end = mined.text.begin + static_cast<std::uint32_t>(written.size());
    mined.blank = line.blank;
    if (line.blank) continue;
    keys.read(written);
    mined.whole = keys.whole();
    mined.words = keys.words();
    mined.chars = count_visible(written);
    mined.sentence = keys.has_sentence();
    mined.prose = mined.words >= kProseWords && mined.sentence;
    if (gold != nullptr) mined.in_gold = gold->take(written) ? InGold::yes : InGold::no;
  }
}

LineRange find_article(std::span<const MinedLine> lines) {
  LineRange gold;
  bool known = false;
  for (std::uint32_t i = 0; i < lines.size(); ++i) {
    known = known || lines[i].in_gold != InGold::unknown;
    if (lines[i].in_gold != InGold::yes) continue;
    if (gold.end == 0) gold.begin = i;
    gold.end = i + 1;
  }
  return known ? gold : richest_run(lines);
}

}  // namespace pith
