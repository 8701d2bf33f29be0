// Rows for Dolma's tools: which parts of a text have to go (AI2's Dolma, "attributes" beside "documents").
#pragma once

#include <string>
#include <string_view>

#include "pith.h"
#include "types.h"

namespace pith {

// One row: {"id":…,"source":…,"attributes":{"NAME__pith__remove":[[start,end,1.0],…],"NAME__pith__RULE":[…]}}, offsets
// in code points of the text, end exclusive. `id` and `source` are JSON values as they stand in the document, empty
// when there are none. The spans of `remove` are sorted, disjoint, not empty, and never touch: an empty or overlapping
// one makes Dolma's mixer leave text behind. What a rule rewrites cannot be said in spans and is left out. Without a
// span the attributes are {}.
std::string attribute_row(std::string_view id, std::string_view source, std::string_view name, std::string_view text,
                          const Outcome& outcome, const Program& program);

}  // namespace pith
