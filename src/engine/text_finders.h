// Where the text rules find something, each rule for itself.
#pragma once

#include <vector>

#include "engine/shortcodes.h"
#include "engine/text_edits.h"

namespace pith {

// The places that one `cut text` or `replace text` rule would change, line by line, on lines that are neither cut nor
// protected from it. Places of one rule may overlap.
void find_text(Run& run, RuleIndex rule, std::vector<TextEdit>& edits);

// The same for `cut shortcode`; `tags` are the document's, in order.
void find_shortcodes(Run& run, RuleIndex rule, const std::vector<ShortcodeTag>& tags, std::vector<TextEdit>& edits);

// The tags of all lines that are not blank, in order; spans are offsets into the document.
std::vector<ShortcodeTag> shortcodes_of(const LineTable& table);

}  // namespace pith
