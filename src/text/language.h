// Codes of languages.
#pragma once

#include <string>
#include <string_view>

namespace pith {

// The language subtag of BCP 47 for a code of ISO 639-1, 639-2 or 639-3 in any case, by the tables and aliases of CLDR:
// "deu" and "ger" are "de", "cmn" is "zh", "fil" stays. Empty for what has not the shape of a code, or says that the
// language is unknown.
std::string bcp47_language(std::string_view code);

}  // namespace pith
