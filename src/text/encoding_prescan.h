// What a page's first bytes declare its encoding to be.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "text/encoding.h"

namespace pith {

constexpr std::size_t kPrescanBytes = 1024;

// The encoding that a <meta> or an XML declaration in the first kPrescanBytes of the page names: WHATWG HTML,
// section 13.2.3.2. Nothing when none does, or when what it names is no label.
std::optional<Encoding> prescan_page(std::string_view bytes);

}  // namespace pith
