// What the benchmarks share: texts, rules and programs, each made when first asked for.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus.h"
#include "peers.h"
#include "pith.h"

namespace pith::bench {

// Compiles or ends the program: the benchmarks' rules hold no mistake.
Program compile(std::string_view rules);

std::size_t size_of(std::span<const Sample> samples);

// The first samples: of that many bytes, rounded up to whole samples, and at least one.
std::span<const Sample> first_bytes(std::span<const Sample> samples, std::size_t bytes);

class Fixtures {
 public:
  const Corpus& corpus() const { return corpus_; }
  const RuleTexts& rules(std::size_t count);
  const Program& program(std::size_t rules);

  // The texts that were asked for last are kept, no others: the reference lives until other texts are asked for.
  const std::vector<Sample>& texts(std::size_t total, const TextOptions& options, std::size_t rules);

  // The same for peers; `samples` are of the texts that were asked for last. Null when the peer refuses the rules.
  const Peer* peer(const PeerMaker& maker, std::size_t rules, std::span<const Sample> samples);

 private:
  Corpus corpus_;
  std::map<std::size_t, RuleTexts> rules_;
  std::map<std::size_t, Program> programs_;
  std::string texts_key_;
  std::vector<Sample> texts_;
  std::string peer_key_;
  std::unique_ptr<Peer> peer_;
};

}  // namespace pith::bench
