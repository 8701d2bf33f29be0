#include "output/numbers.h"

#include <fmt/format.h>

#include <array>

namespace pith {

std::string with_commas(std::uint64_t number) {
  constexpr std::size_t kGroup = 3;
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > kGroup;) {
    at -= kGroup;
    digits.insert(at, 1, ',');
  }
  return digits;
}

std::string human_bytes(std::uint64_t bytes) {
  constexpr std::array<std::string_view, 4> kUnits = {"KB", "MB", "GB", "TB"};
  constexpr double kStep = 1000;
  if (bytes < 1000) return counted(bytes, "byte", "bytes");
  double size = static_cast<double>(bytes) / kStep;
  std::size_t unit = 0;
  // 999.95 would be printed as 1000.0.
  for (; size >= 999.95 && unit + 1 < kUnits.size(); ++unit) size /= kStep;
  return fmt::format("{:.1f} {}", size, kUnits[unit]);
}

std::string counted(std::uint64_t number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", with_commas(number), number == 1 ? one : many);
}

}  // namespace pith
