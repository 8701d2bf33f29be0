#include "input/large_buffer.h"

#include <sys/mman.h>

#include <cstdint>

namespace pith {

void reserve_large(std::string& buffer, std::size_t size) {
  if (size <= buffer.capacity()) return;
  buffer.reserve(size);
#ifdef MADV_HUGEPAGE
  constexpr std::uintptr_t kLargePage = std::uintptr_t{1} << 21;
  const auto begin = (reinterpret_cast<std::uintptr_t>(buffer.data()) + kLargePage - 1) / kLargePage * kLargePage;
  const auto end = (reinterpret_cast<std::uintptr_t>(buffer.data()) + buffer.capacity()) / kLargePage * kLargePage;
  // It is a wish; a system that does not know it goes on as before.
  if (begin < end) static_cast<void>(::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE));
#endif
}

}  // namespace pith
