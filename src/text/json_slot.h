// Where a member goes into an object that stands in a line: who reads the line says so, who writes it obeys.
#pragma once

#include <string_view>

#include "types.h"

namespace pith {

// The key of the member that says why a record could not be cleaned.
constexpr std::string_view kJsonErrorKey = "pith_error";

struct JsonSlot {
  Span replaces;            // bytes of the line that make room; empty when there is nothing to replace
  bool value_only = false;  // the key stays where it is: only the value is written
  bool comma_before = false;
  bool comma_after = false;
};

}  // namespace pith
