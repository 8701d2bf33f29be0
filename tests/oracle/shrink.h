// Makes a disagreement small enough to be read.
#pragma once

#include <functional>
#include <vector>

#include "oracle/twins.h"

namespace pith::oracle {

struct Scene {
  std::vector<RuleFile> files;
  Paper paper;
};

// Takes away files, rules, properties and lines, one at a time, as long as `still_fails` says yes to what is left.
Scene shrink(Scene scene, const std::function<bool(const Scene&)>& still_fails);

// True when engine and oracle differ or the engine breaks a law. False for rules with a mistake.
bool disagree(const Scene& scene);

// For people: rules, document and both results.
std::string described(const Scene& scene);

}  // namespace pith::oracle
