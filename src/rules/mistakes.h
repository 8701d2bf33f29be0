// Collects what is wrong with rule files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/ast.h"
#include "rules/codes.h"
#include "types.h"

namespace pith {

class Mistakes {
 public:
  void add(const ast::File& file, const Code& code, SourcePos at, std::string message, std::string label = {},
           std::string help = {});

  // For a second place that belongs to a mistake, or a near word: "did you mean `word`?", empty when `word` is.
  static std::string did_you_mean(std::string_view word);

  // By file, then by place.
  void sort();

  bool any_error() const;
  const std::vector<Diagnostic>& list() const { return list_; }
  std::vector<Diagnostic> take() && { return std::move(list_); }

 private:
  std::vector<Diagnostic> list_;
};

}  // namespace pith
