// Highway's code for each kind of vectors, chosen at run time. Highway's own choice is not used: its library measures
// the clock when it is loaded, which takes longer than reading all rules.
//
// A source file with vector code includes <hwy/foreach_target.h>, <hwy/highway.h> and this, and calls
// PITH_VECTORS(function)(arguments) behind HWY_ONCE.
#pragma once

#include <cstdint>
#include <vector>

namespace pith {

enum class VectorTarget : std::uint8_t { baseline, ssse3, sse4, avx2, avx512 };

// The target that calls go to: the best that this machine has.
VectorTarget vector_target();

// For tests: all that this machine has, and one of them to be used from now on. Every one gives the same answers.
std::vector<VectorTarget> vector_targets();
void set_vector_target(VectorTarget target);

const char* name_of(VectorTarget target);

}  // namespace pith

#if defined(HWY_TARGETS) && (HWY_TARGETS & HWY_SSSE3)
#define PITH_CASE_SSSE3(FUNCTION) \
  case VectorTarget::ssse3:       \
    return &N_SSSE3::FUNCTION;
#else
#define PITH_CASE_SSSE3(FUNCTION)
#endif
#if defined(HWY_TARGETS) && (HWY_TARGETS & HWY_SSE4)
#define PITH_CASE_SSE4(FUNCTION) \
  case VectorTarget::sse4:       \
    return &N_SSE4::FUNCTION;
#else
#define PITH_CASE_SSE4(FUNCTION)
#endif
#if defined(HWY_TARGETS) && (HWY_TARGETS & HWY_AVX2)
#define PITH_CASE_AVX2(FUNCTION) \
  case VectorTarget::avx2:       \
    return &N_AVX2::FUNCTION;
#else
#define PITH_CASE_AVX2(FUNCTION)
#endif
#if defined(HWY_TARGETS) && (HWY_TARGETS & HWY_AVX3)
#define PITH_CASE_AVX512(FUNCTION) \
  case VectorTarget::avx512:       \
    return &N_AVX3::FUNCTION;
#else
#define PITH_CASE_AVX512(FUNCTION)
#endif

// The address of a function for the target in use.
#define PITH_VECTORS(FUNCTION)                 \
  ([] {                                        \
    switch (vector_target()) {                 \
      PITH_CASE_SSSE3(FUNCTION)                \
      PITH_CASE_SSE4(FUNCTION)                 \
      PITH_CASE_AVX2(FUNCTION)                 \
      PITH_CASE_AVX512(FUNCTION)               \
      default:                                 \
        return &HWY_STATIC_DISPATCH(FUNCTION); \
    }                                          \
  }())
