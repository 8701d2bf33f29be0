// The choices of rule files that were made, by what was known of a document: corpora hold many documents of one site.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/select.h"
#include "rules/program.h"
#include "types.h"

namespace pith {

// One thread's.
class Choices {
 public:
  explicit Choices(const ProgramData& program) : has_paths_(program.sites.has_paths()) {}

  struct Made {
    Choice choice;
    std::weak_ptr<const Stack> stack;  // who keeps stacks says how many there are
  };

  // The choice that was made for a document to be cleaned as carefully, with the same site, host (and path, where a
  // rule file asks for one) and language, whose stack is still there; else null. Lives until keep().
  const Made* find(const Document& document, Keep keep);

  // Keeps what was chosen for the document that find() was asked for last.
  const Made* keep(Choice choice, std::shared_ptr<const Stack> stack);

 private:
  static constexpr std::size_t kMost = 4096;

  const bool has_paths_;
  std::string key_;  // of the document that find() was asked for last
  std::unordered_map<std::string, Made> made_;
};

}  // namespace pith
