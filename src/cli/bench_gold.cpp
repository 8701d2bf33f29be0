#include "cli/bench_gold.h"

#include <xxhash.h>

#include <algorithm>

#include "cli/gold_text.h"
#include "measure/quality.h"

namespace pith {
namespace {

constexpr std::size_t kMostLosses = 5;

}  // namespace

GoldTexts read_gold(const std::string& folder, const Corpus& corpus, Console& console) {
  GoldTexts gold;
  gold.texts.resize(corpus.files.size());
  for (std::size_t i = 0; i < corpus.files.size(); ++i) {
    auto text = read_gold_text(folder, corpus.files[i]);
    if (!text) {
      console.error(text.error().message);
      ++gold.failed;
    } else if (!*text) {
      gold.missing.emplace_back(corpus.files[i].name());
    } else {
      gold.texts[i] = **std::move(text);
    }
  }
  return gold;
}

GoldReport score_gold(const Program& program, const Corpus& corpus, const GoldTexts& gold) {
  GoldReport report;
  std::vector<Overlap> before;
  std::vector<Overlap> after;
  Cleaner cleaner(program);
  std::string out;
  for (std::size_t i = 0; i < gold.texts.size(); ++i) {
    if (!gold.texts[i]) continue;
    const std::string& text = *gold.texts[i];
    report.scores.hash = XXH3_64bits_withSeed(text.data(), text.size(), report.scores.hash + i);
    const Document& document = corpus.documents[i];
    out.clear();
    apply(document.text, cleaner.clean(document).edits, out);
    const Shingles right = shingles_of(text);
    before.push_back(overlap_of(shingles_of(document.text), right));
    after.push_back(overlap_of(shingles_of(out), right));
    const double lost = before.back().recall() - after.back().recall();
    if (lost > 0) {
      report.losses.push_back({std::string(corpus.files[i].name()), before.back().recall(), after.back().recall()});
    }
  }
  report.scores.documents = after.size();
  report.scores.before = quality_of(before);
  report.scores.after = quality_of(after);
  std::ranges::stable_sort(report.losses, std::ranges::greater(),
                           [](const Loss& loss) { return loss.before - loss.after; });
  if (report.losses.size() > kMostLosses) report.losses.resize(kMostLosses);
  return report;
}

}  // namespace pith
