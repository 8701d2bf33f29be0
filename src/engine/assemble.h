// Cut lines and edits inside lines to the edits that a caller sees.
#pragma once

#include <span>
#include <vector>

#include "engine/run.h"
#include "engine/text_edits.h"

namespace pith {

// Where cuts bring blank runs together the longer stays, the first of two equals, and the other belongs to the cut; at
// an edge of the document the blank run goes with the cut. Adds these blank lines to run.cut.
void join_blank_runs(Run& run);

// Appends the edits of the document in order: whole lines by run.cut, joined where one rule takes neighbours, and
// `text_edits`, whose replacements must outlive the result.
void assemble(const Run& run, std::span<const TextEdit> text_edits, std::vector<Edit>& edits);

}  // namespace pith
