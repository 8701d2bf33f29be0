// One JSON object a document, on a line of its own. A name that is not UTF-8 stands there twice: readable, and exact in
// "id_base64" ("document_base64" in the ledger).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "pith.h"
#include "types.h"

namespace pith {

// What a record is made of. `text` is the input's.
struct Cleaned {
  std::string_view id;
  std::string_view text;
  const Outcome& outcome;
  const Program& program;
};

// `{"id":…,"site":…,"text":…}` with the text that is left, and "notices" when there are any.
std::string text_record(const Cleaned& cleaned);

// `{"id":…,"site":…,"edits":[{"start":…,"end":…,"rule":…}]}`, offsets in bytes of the input; "with" where text is
// rewritten.
std::string spans_record(const Cleaned& cleaned);

// All that `pith explain --json` says: the above, how the site was found, the rule files, and where each rule stands.
std::string explain_record(const Cleaned& cleaned);

// `{"id":…,"rule":…,"file":…,"line":…,"why":[…]}`: what Cleaner::why() says.
std::string why_record(std::string_view id, const RuleView& rule, std::span<const std::string> why);

// The removed-text ledger, a line an edit: document, bytes, rule with its file and line, the text, and what stands
// there now. What is not UTF-8 is in "base64" or "with_base64" instead of "text" or "with", so nothing is lost: going
// through a document's lines in order, copy its output up to `start`, put "text", and skip "with".
std::string ledger_lines(const Cleaned& cleaned);

}  // namespace pith
