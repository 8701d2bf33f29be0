#include "oracle/world.h"

#include <optional>
#include <vector>

#include "oracle/random_rules.h"
#include "oracle/shrink.h"
#include "oracle/twins.h"
#include "oracle/vocabulary.h"

namespace pith::oracle {

std::string run_world(std::uint64_t seed, std::size_t papers, WorldTally& tally) {
  WordDice dice(seed);
  const std::vector<RuleFile> files = random_rule_files(dice);
  std::optional<Twins> twins = Twins::compile(files);
  tally.rule_sets += 1;
  tally.refused_rule_sets += !twins;
  if (!twins) return "";
  for (std::size_t i = 0; i < papers; ++i) {
    const Paper paper = random_paper(dice, dice.one_in(2));
    const Result engine = twins->engine(paper);
    tally.papers += 1;
    tally.cleaned_papers += !engine.edits.empty();
    tally.edits += engine.edits.size();
    tally.notices += engine.notices.size();
    if (!twins->disagree(paper)) continue;
    const Scene scene{files, paper};
    const bool alone = disagree(scene);
    return "PITH_SEED=" + std::to_string(seed) + " PITH_ROUNDS=1, document " + std::to_string(i + 1) +
           (alone ? "\n" : ", only behind those before it\n") + described(shrink(scene, disagree));
  }
  return "";
}

std::string described(const WorldTally& tally) {
  return std::to_string(tally.rule_sets) + " rule sets (" + std::to_string(tally.refused_rule_sets) +
         " with a mistake), " + std::to_string(tally.papers) + " documents, " + std::to_string(tally.cleaned_papers) +
         " of them cleaned, " + std::to_string(tally.edits) + " edits, " + std::to_string(tally.notices) + " notices";
}

}  // namespace pith::oracle
