// Tests that run once with every kind of vectors. Those that the processor has not are for the test to skip.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "text/vectors.h"

namespace pith {

inline auto every_vector_target() {
  return testing::Values(VectorTarget::baseline, VectorTarget::ssse3, VectorTarget::sse4, VectorTarget::avx2,
                         VectorTarget::avx512);
}

// Names of tests hold no dash.
inline std::string test_name_of(const testing::TestParamInfo<VectorTarget>& target) {
  std::string name(name_of(target.param));
  std::erase(name, '-');
  return name;
}

}  // namespace pith
