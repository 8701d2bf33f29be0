// The regexes of rules, compiled once: nearly all of the oracle's time would go into compiling them again and again.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "rules/ast.h"
#include "rules/regex.h"

namespace pith::oracle {

class Regexes {
 public:
  // Valid as long as this.
  const Regex& of(const ast::Pattern& pattern);

 private:
  std::map<std::pair<bool, std::string>, Regex> known_;
};

}  // namespace pith::oracle
