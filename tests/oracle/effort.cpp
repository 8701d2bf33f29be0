#include "oracle/effort.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>

namespace pith::oracle {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || defined(PITH_SLOW)
constexpr std::uint64_t kSlower = 4;
#else
constexpr std::uint64_t kSlower = 1;
#endif

std::optional<std::uint64_t> number_from(const char* variable) {
  const char* const value = std::getenv(variable);
  if (value == nullptr || *value == '\0') return std::nullopt;
  return std::strtoull(value, nullptr, 10);
}

}  // namespace

std::uint64_t seed() {
  return number_from("PITH_SEED").value_or(20261120);
}

std::uint64_t rounds(std::uint64_t usual) {
  return number_from("PITH_ROUNDS").value_or(std::max<std::uint64_t>(1, usual / kSlower));
}

}  // namespace pith::oracle
