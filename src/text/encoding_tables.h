// What the bytes of legacy encodings mean: the indexes of the WHATWG Encoding Standard (section 5), written at build
// time (make_encoding_tables.cpp) from ICU's converters.
#pragma once

#include <cstddef>
#include <cstdint>

#include "text/encoding.h"

namespace pith {

constexpr std::size_t kSingleByteEncodings = static_cast<std::size_t>(Encoding::x_mac_cyrillic);
constexpr bool is_single_byte(Encoding encoding) {
  return encoding >= Encoding::ibm866 && encoding <= Encoding::x_mac_cyrillic;
}

// Bytes 0x80 to 0xFF of the encodings from ibm866 to x_mac_cyrillic; U+FFFD where there is nothing.
extern const std::uint16_t kSingleByte[kSingleByteEncodings][128];

inline const std::uint16_t* single_byte_table(Encoding encoding) {
  return kSingleByte[static_cast<std::size_t>(encoding) - static_cast<std::size_t>(Encoding::ibm866)];
}

// By the standard's pointers; 0 where there is nothing.
constexpr std::size_t kGbSize = 126 * 190;
constexpr std::size_t kBig5Size = 126 * 157;
constexpr std::size_t kEucKrSize = 126 * 190;
constexpr std::size_t kJis0208Size = 60 * 188;  // with rows 95 to 120, which only Shift_JIS reaches
constexpr std::size_t kJis0212Size = 94 * 94;
extern const std::uint16_t kGb[kGbSize];
extern const std::uint16_t kBig5[kBig5Size];  // the low 16 bits
extern const std::uint16_t kEucKr[kEucKrSize];
extern const std::uint16_t kJis0208[kJis0208Size];
extern const std::uint16_t kJis0212[kJis0212Size];

// A bit for each pointer of Big5 whose character is in plane 2.
extern const std::uint32_t kBig5Plane2[kBig5Size / 32 + 1];

// Four bytes of gb18030 below U+10000: from `pointer` on they mean `code_point` and what follows it. Ascending; the
// last one opens what means nothing.
struct GbRange {
  std::uint16_t pointer;
  std::uint16_t code_point;
};
extern const GbRange kGbRanges[];
extern const std::size_t kGbRangeCount;

}  // namespace pith
