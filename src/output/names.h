// The words that reports and JSON use for what the library counts with enums.
#pragma once

#include <string>
#include <string_view>

#include "pith.h"
#include "types.h"

namespace pith {

// "capped", "no-end", …: for JSON and tables.
std::string_view name_of(NoticeKind kind);
// "none", "named", "address", "known-by".
std::string_view name_of(SiteSource source);
// "error", "warning", "note".
std::string_view name_of(Severity severity);

// True when Notice::rule says something.
bool concerns_a_rule(NoticeKind kind);

// One line for people: "capped: line 12: lang/de:jobs: takes 61% of the text, its limit is 40%".
std::string describe(const Notice& notice, const Program& program);

// One line for people: "smartdroid.de, named by the user".
std::string describe_site(const Choice& choice);

}  // namespace pith
