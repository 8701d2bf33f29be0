#include "fixtures.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace pith::bench {

Program compile(std::string_view rules) {
  RuleSet set;
  set.add(rules, "bench.rules");
  Compiled program = std::move(set).compile();
  if (!program) {
    const Diagnostic& first = program.error().front();
    fmt::print(stderr, "bench.rules:{}: {}\n{}\n", first.at.line, first.message, first.source_line);
    std::exit(2);
  }
  return *std::move(program);
}

std::size_t size_of(std::span<const Sample> samples) {
  std::size_t bytes = 0;
  for (const Sample& sample : samples) bytes += sample.text.size();
  return bytes;
}

std::span<const Sample> first_bytes(std::span<const Sample> samples, std::size_t bytes) {
  std::size_t count = 0;
  std::size_t sum = 0;
  do {
    sum += samples[count++].text.size();
  } while (count < samples.size() && sum < bytes);
  return samples.first(count);
}

const RuleTexts& Fixtures::rules(std::size_t count) {
  const auto [at, is_new] = rules_.try_emplace(count);
  if (is_new) at->second = corpus_.rules(count);
  return at->second;
}

const Program& Fixtures::program(std::size_t rules) {
  const auto at = programs_.find(rules);
  if (at != programs_.end()) return at->second;
  return programs_.emplace(rules, compile(this->rules(rules).pith)).first->second;
}

const std::vector<Sample>& Fixtures::texts(std::size_t total, const TextOptions& options, std::size_t rules) {
  std::string key =
      fmt::format("{} {} {} {} {} {} {} {}", total, options.bytes, options.hit_rate, static_cast<int>(options.shape),
                  options.typographic, options.odd, options.language.value_or(Language::kCount), rules);
  if (key != texts_key_) {
    texts_.clear();
    texts_ = corpus_.documents(total, options, rules);
    texts_key_ = std::move(key);
  }
  return texts_;
}

const Peer* Fixtures::peer(const PeerMaker& maker, std::size_t rules, std::span<const Sample> samples) {
  std::string key = fmt::format("{} {} {}", maker.name, rules, texts_key_);
  if (key != peer_key_) {
    peer_.reset();
    peer_ = maker.make(this->rules(rules).patterns);
    if (peer_) peer_->load(samples);
    peer_key_ = std::move(key);
  }
  return peer_.get();
}

}  // namespace pith::bench
