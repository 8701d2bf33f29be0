#pragma once
#include <string_view>
namespace pith {
inline bool is_caps(std::string_view) {
  return false;
}
inline bool is_date(std::string_view) {
  return false;
}
inline bool is_number(std::string_view) {
  return false;
}
inline bool is_address(std::string_view) {
  return false;
}
}  // namespace pith
