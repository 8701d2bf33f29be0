// The named character references (WHATWG HTML, 13.5), as make_entities.py writes them at build time.
#pragma once

#include <cstddef>
#include <cstdint>

namespace pith {

struct Entity {
  std::uint16_t name;      // where it begins in kEntityNames, without `&` and `;`
  std::uint8_t name_size;  // bytes
  bool bare;               // stands without a semicolon, too
  std::uint8_t text_size;  // bytes
  char text[7];            // UTF-8: one or two characters
};

constexpr std::size_t kEntityBucketCount = 4096;

extern const char kEntityNames[];
// Sorted by the hashes of their names: those of hash h are kEntities[kEntityBuckets[h]] to kEntities[kEntityBuckets[h +
// 1]].
extern const Entity kEntities[];
extern const std::uint16_t kEntityBuckets[kEntityBucketCount + 1];

}  // namespace pith
