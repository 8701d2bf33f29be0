// Sums that were written as JSON, read again: numbers and groups of numbers by name.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace pith {

struct Sums {
  std::map<std::string, std::uint64_t, std::less<>> numbers;
  std::map<std::string, Sums, std::less<>> groups;

  // 0 when there is none.
  std::uint64_t number(std::string_view name) const;
  // An empty one when there is none.
  const Sums& group(std::string_view name) const;
};

}  // namespace pith
