#include "input/sums.h"

namespace pith {

std::uint64_t Sums::number(std::string_view name) const {
  const auto found = numbers.find(name);
  return found == numbers.end() ? 0 : found->second;
}

const Sums& Sums::group(std::string_view name) const {
  static const Sums kNothing;
  const auto found = groups.find(name);
  return found == groups.end() ? kNothing : found->second;
}

}  // namespace pith
