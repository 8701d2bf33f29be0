// One JSON object a document, on a line of its own. A name that is not UTF-8 stands there twice: readable, and exact in
// "id_base64" ("document_base64" in the ledger).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "pith.h"
#include "types.h"

namespace pith {

// What a record is made of.
struct Cleaned {
  std::string_view input;    // the name of its file
  std::uint64_t record = 0;  // its number in there, from 1 on; 0: the input is the document
  const Document& document;
  const Outcome& outcome;
  const Program& program;
  std::string_view encoding;  // what the text was decoded from; empty: UTF-8

  // What the document calls itself, else INPUT:RECORD, else the input.
  std::string id() const;
};

// `{"id":…,"url":…,"date":…,"lang":…,"site":…,"encoding":…,"text":…}` with the text that is left, and "notices" when
// there are any. What is not known of a document, or UTF-8, is left out.
std::string text_record(const Cleaned& cleaned);

// `{"id":…,"site":…,"edits":[{"start":…,"end":…,"rule":…}]}`, offsets in bytes of the document's text; "with" where
// text is rewritten.
std::string spans_record(const Cleaned& cleaned);

// The row of a record that cannot be read, so that there is one for each: `{"id":null,"record":…,"error":…}`.
std::string failed_record(std::uint64_t record, std::string_view problem);

// All that `pith explain --json` says: the above, how the site was found, the rule files, and where each rule stands.
std::string explain_record(const Cleaned& cleaned);

// `{"id":…,"rule":…,"file":…,"line":…,"why":[…]}`: what Cleaner::why() says.
std::string why_record(std::string_view id, const RuleView& rule, std::span<const std::string> why);

// The removed-text ledger, a line an edit: document (and "record", its number, in an input of many), bytes, rule with
// its file and line, the text, and what stands there now. A line with "encoding" alone says what a document was decoded
// from. What is not UTF-8 is in "base64" or "with_base64" instead of "text" or "with", so nothing is lost: going
// through a document's lines in order, copy its output up to `start`, put "text", and skip "with".
std::string ledger_lines(const Cleaned& cleaned);

}  // namespace pith
