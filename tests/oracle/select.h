// Which rules a document gets.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "oracle/oracle.h"
#include "oracle/text.h"
#include "rules/ast.h"
#include "types.h"

namespace pith::oracle {

// Who wins: packs, then imported files, then site files, then the user's own.
enum class Level : std::uint8_t { pack, imported, site, user };

// A rule that is in force for the document.
struct Active {
  const ast::Rule* rule = nullptr;
  const ast::File* file = nullptr;
  Level level = Level::pack;
  std::string name;  // NAME:ID
};

// True when `a` is the one to be named where both take the same: the higher level, then the smaller id, then name.
bool outranks(const Active& a, const Active& b);

// The rules in force: those of the chosen files that nothing switches off and whose time it is. `files` must outlive
// them.
std::vector<Active> select(const std::vector<ast::File>& files, const Document& document, const Text& text,
                           Notices& notices);

}  // namespace pith::oracle
