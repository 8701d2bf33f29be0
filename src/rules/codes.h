// Every kind of mistake that a rule file can hold, with the code that names it and the page that explains it.
#pragma once

#include <span>
#include <string_view>

#include "types.h"

namespace pith {

struct Code {
  std::string_view id;  // E… error, W… warning, N… note
  Severity severity;
  std::string_view title;
  std::string_view explanation;  // what it means, an example of it, and the mend
};

namespace codes {

extern const Code kNotUtf8, kFormat, kUnknownStatement, kUnknownProperty, kStray, kSyntax, kUnclosed, kUnknownMatcher,
    kUnknownWhere, kEmptyPhrase, kBadRegex, kBadNumber, kBadDate, kBadHost, kBadLang, kTwice, kNeedsId, kSameId,
    kNeedsWhy, kUnknownPack, kUnknownRule, kSameSite, kNoHtml, kBadTest, kBadGroup, kUntested, kTestFailed,
    kUntestedOwn, kShadowed, kShortHas, kMatchesEmpty, kEveryLine, kLargeRegex, kRecheck;

}  // namespace codes

// All codes in order.
std::span<const Code* const> all_codes();

// The code `id` ("E012", any case), or nullptr.
const Code* find_code(std::string_view id);

}  // namespace pith
