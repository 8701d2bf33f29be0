#include "html/entities.h"

#include <algorithm>
#include <array>

#include "html/ascii.h"
#include "html/entity_table.h"
#include "text/unicode.h"

namespace pith {
namespace {

constexpr std::size_t kLongestName = 31;  // without semicolon
constexpr std::size_t kLongestBare = 6;   // of those that stand without one

// What numbers 0x80 to 0x9F stand for: windows-1252's characters where it has any (13.2.5.80).
constexpr std::array<char16_t, 32> kWindows1252 = {0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                                   0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

char32_t character_of(std::uint32_t number) {
  constexpr char32_t kReplacement = 0xFFFD;
  if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number < 0xE000)) return kReplacement;
  if (number >= 0x80 && number < 0xA0) return kWindows1252[number - 0x80];
  return number;
}

Reference make(std::size_t size, std::string_view text) {
  Reference reference;
  reference.size = size;
  reference.text_size = static_cast<std::uint8_t>(text.size());
  std::ranges::copy(text, reference.text);
  return reference;
}

// The value of a digit, or `base` when it is none.
std::uint32_t digit_value(char c, std::uint32_t base) {
  if (is_ascii_digit(c)) return static_cast<std::uint32_t>(c - '0');
  const char lower = static_cast<char>(c | 0x20);
  return base == 16 && lower >= 'a' && lower <= 'f' ? static_cast<std::uint32_t>(lower - 'a' + 10) : base;
}

// `source` begins with "&#".
Reference read_number(std::string_view source) {
  const bool is_hex = source.size() > 2 && (source[2] == 'x' || source[2] == 'X');
  const std::uint32_t base = is_hex ? 16 : 10;
  const std::size_t first = is_hex ? 3 : 2;
  std::uint32_t number = 0;
  std::size_t i = first;
  for (; i < source.size(); ++i) {
    const std::uint32_t value = digit_value(source[i], base);
    if (value == base) break;
    number = std::min<std::uint32_t>(number * base + value, 0x110000);
  }
  if (i == first) return {};
  if (i < source.size() && source[i] == ';') ++i;
  return make(i, Encoded(character_of(number)).text());
}

// make_entities.py has the same.
std::size_t hash_of(std::string_view name) {
  std::uint32_t hash = 0;
  for (const char c : name) hash = hash * 33 + static_cast<unsigned char>(c);
  return (hash ^ hash >> 12) % kEntityBucketCount;
}

const Entity* find_entity(std::string_view name) {
  const std::size_t hash = hash_of(name);
  for (std::size_t i = kEntityBuckets[hash]; i < kEntityBuckets[hash + 1]; ++i) {
    const Entity& entity = kEntities[i];
    if (std::string_view(kEntityNames + entity.name, entity.name_size) == name) return &entity;
  }
  return nullptr;
}

// `source` begins with "&". The longest name counts: the one with a semicolon, for it holds every other.
Reference read_name(std::string_view source, ReferencePlace place) {
  const std::size_t limit = std::min(source.size(), kLongestName + 1);
  std::size_t end = 1;
  while (end < limit && (is_ascii_letter(source[end]) || is_ascii_digit(source[end]))) ++end;
  const std::string_view name = source.substr(1, end - 1);
  if (end < source.size() && source[end] == ';') {
    const Entity* entity = find_entity(name);
    if (entity != nullptr) return make(end + 1, {entity->text, entity->text_size});
  }
  for (std::size_t size = std::min(name.size(), kLongestBare); size >= 2; --size) {
    const Entity* entity = find_entity(name.substr(0, size));
    if (entity == nullptr || !entity->bare) continue;
    const char behind = size + 1 < source.size() ? source[size + 1] : ' ';
    const bool is_plain =
        place == ReferencePlace::attribute && (behind == '=' || is_ascii_letter(behind) || is_ascii_digit(behind));
    if (is_plain) return {};
    return make(size + 1, {entity->text, entity->text_size});
  }
  return {};
}

}  // namespace

Reference read_reference(std::string_view source, std::size_t at, ReferencePlace place) {
  const std::string_view rest = source.substr(at);
  if (rest.size() < 2) return {};
  return rest[1] == '#' ? read_number(rest) : read_name(rest, place);
}

}  // namespace pith
