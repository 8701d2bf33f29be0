// Texts and rules made to be slow.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus.h"

namespace pith::bench {

struct WorstCase {
  RuleTexts rules;  // without patterns where plain regexes do not say the same
  std::vector<Sample> samples;
};

struct WorstCaseMaker {
  std::string_view name;
  std::string_view what;  // a phrase for people
  // The peers get so many bytes of it: few where they would not end in seconds, none where no plain regexes say the
  // same.
  std::size_t peer_bytes;
  std::function<WorstCase(const Corpus& corpus, std::size_t bytes)> make;
};

const std::vector<WorstCaseMaker>& worst_cases();

}  // namespace pith::bench
