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

// True when the file is no pack, knows its documents by nothing, or knows this one by a line.
bool is_for(const ast::File& file, const Text& text);

// The rules in force: those of the chosen files that are for the document, that nothing switches off, whose time it is
// and whose risk is taken. `files` must outlive them.
std::vector<Active> select(const std::vector<ast::File>& files, const Document& document, Keep keep, const Text& text,
                           Notices& notices);

}  // namespace pith::oracle
