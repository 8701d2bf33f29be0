#include "html/attributes.h"

#include <algorithm>

#include "html/ascii.h"

namespace pith {
namespace {

constexpr std::string_view kSpaces = "\t\n\f\r ";
constexpr std::string_view kBetween = "\t\n\f\r /";
constexpr std::string_view kNameEnds = "\t\n\f\r /=";

}  // namespace

bool AttributeReader::next(Attribute& attribute) {
  at_ = std::min(content_.find_first_not_of(kBetween, at_), content_.size());
  if (at_ == content_.size()) return false;
  const std::size_t name_end = std::min(content_.find_first_of(kNameEnds, at_ + 1), content_.size());
  attribute = {content_.substr(at_, name_end - at_), {}};
  at_ = std::min(content_.find_first_not_of(kSpaces, name_end), content_.size());
  if (at_ == content_.size() || content_[at_] != '=') return true;
  at_ = std::min(content_.find_first_not_of(kSpaces, at_ + 1), content_.size());
  if (at_ == content_.size()) return true;
  const char quote = content_[at_];
  const bool is_quoted = quote == '"' || quote == '\'';
  const std::size_t begin = is_quoted ? at_ + 1 : at_;
  const std::size_t end = is_quoted ? content_.find(quote, begin) : content_.find_first_of(kSpaces, begin);
  attribute.value = content_.substr(begin, end - begin);
  at_ = std::min(content_.size(), begin + attribute.value.size() + (is_quoted ? 1 : 0));
  return true;
}

std::optional<std::string_view> find_attribute(const Token& tag, std::string_view name) {
  if ((tag.attribute_names & name_set_of(name)) == 0) return std::nullopt;
  AttributeReader reader(tag.content);
  for (Attribute attribute; reader.next(attribute);) {
    if (equals_without_case(attribute.name, name)) return attribute.value;
  }
  return std::nullopt;
}

}  // namespace pith
