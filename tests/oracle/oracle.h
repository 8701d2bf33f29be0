// The engine's slow twin: the rule language applied rule by rule and line by line, straight from what was parsed.
//
// No index, no sets of rules, no sums kept, nothing remembered but compiled regexes: every question is asked anew.
// Where the two disagree, this is the one to read first. Shares with the library only what src/text, src/sites and
// src/rules say about one line, one host and one regex; nothing of src/engine and nothing of the compiler.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "oracle/regexes.h"
#include "rules/ast.h"
#include "types.h"

namespace pith::oracle {

struct NamedEdit {
  Span span;
  std::string rule;  // NAME:ID
  std::string with;

  friend bool operator==(const NamedEdit&, const NamedEdit&) = default;
};

// What was reported, by kind and full name of the rule; the name is empty where the notice is about no rule.
using Notices = std::set<std::pair<NoticeKind, std::string>>;

struct Result {
  std::vector<NamedEdit> edits;  // sorted, disjoint, none empty; one a line at least
  Notices notices;

  friend bool operator==(const Result&, const Result&) = default;
};

// Cleans one document as carefully as asked. The rules of `files` must have their ids (make_ids) and hold no mistake.
// Never notices `gave_up` or `too_large`: it has no budget.
Result clean(const std::vector<ast::File>& files, const Document& document, Keep keep, Regexes& regexes);

}  // namespace pith::oracle
