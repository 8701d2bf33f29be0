// What a sample of random worlds has in it: how often each thing of the rule language came out one way and the other.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "oracle/regexes.h"
#include "oracle/select.h"
#include "oracle/twins.h"

namespace pith::oracle {

class Coverage {
 public:
  // Looks at a document and at what the engine made of it.
  void see(Twins& twins, const Paper& paper);

  // Everything that a sample must have, "cut line: fires" among them, with how often it was seen.
  const std::map<std::string, std::size_t>& counts() const { return counts_; }

  Coverage();

 private:
  using Rules = std::vector<Active>;

  void count(const std::string& what);
  void see_shape(const Text& text);
  void see_choice(Twins& twins, const Paper& paper, const Rules& rules, const Text& text);
  void see_known_by(const Twins& twins, const Text& text);
  void see_rule(const Active& rule, const Result& result, const Text& text);
  void see_matchers(const ast::Rule& rule, const Text& text);
  void see_matcher(const ast::Matcher& matcher, const std::string& place, const Text& text);
  void see_keeps(const Rules& rules, const Text& text);
  void see_overlaps(const Rules& rules, const Text& text);

  std::map<std::string, std::size_t> counts_;
};

}  // namespace pith::oracle
