// Other regex libraries at pith's work: the lines stay in which no pattern finds anything.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus.h"

namespace pith::bench {

class Peer {
 public:
  virtual ~Peer() = default;

  // Brings the texts into the form that the library reads best; what that takes is not counted.
  virtual void load(std::span<const Sample> samples) = 0;

  // Appends what is left of a sample.
  virtual void clean(std::size_t sample, std::string& kept) const = 0;
};

struct PeerMaker {
  std::string_view name;
  std::string_view what;
  // How many bytes of text times rules it does in about a second.
  std::size_t work_a_second;
  // Null when the library refuses the patterns.
  std::unique_ptr<Peer> (*make)(const std::vector<std::string>& patterns);
};

const std::vector<PeerMaker>& peers();

}  // namespace pith::bench
