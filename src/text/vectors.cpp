#include "text/vectors.h"

#include <atomic>

namespace pith {
namespace {

// What a target needs of the processor is Highway's HWY_TARGET_STR, but for the parts that the build leaves out.
VectorTarget best_target() {
#if defined(__x86_64__)
  if (!__builtin_cpu_supports("ssse3")) return VectorTarget::baseline;
  if (!__builtin_cpu_supports("sse4.1") || !__builtin_cpu_supports("sse4.2")) return VectorTarget::ssse3;
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi") || !__builtin_cpu_supports("bmi2") ||
      !__builtin_cpu_supports("fma")) {
    return VectorTarget::sse4;
  }
  if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512vl") ||
      !__builtin_cpu_supports("avx512dq") || !__builtin_cpu_supports("avx512bw")) {
    return VectorTarget::avx2;
  }
  return VectorTarget::avx512;
#else
  return VectorTarget::baseline;
#endif
}

std::atomic<VectorTarget>& target_in_use() {
  static std::atomic<VectorTarget> target = best_target();
  return target;
}

}  // namespace

VectorTarget vector_target() {
  return target_in_use().load(std::memory_order_relaxed);
}

std::vector<VectorTarget> vector_targets() {
  std::vector<VectorTarget> targets;
  for (std::uint8_t k = 0; k <= static_cast<std::uint8_t>(best_target()); ++k)
    targets.push_back(static_cast<VectorTarget>(k));
  return targets;
}

void set_vector_target(VectorTarget target) {
  target_in_use().store(target, std::memory_order_relaxed);
}

const char* name_of(VectorTarget target) {
  switch (target) {
    case VectorTarget::baseline:
      return "baseline";
    case VectorTarget::ssse3:
      return "SSSE3";
    case VectorTarget::sse4:
      return "SSE4";
    case VectorTarget::avx2:
      return "AVX2";
    case VectorTarget::avx512:
      return "AVX-512";
  }
  return "";
}

}  // namespace pith
