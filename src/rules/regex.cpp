#include "rules/regex.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace pith {
namespace {

constexpr int kShortestLiteral = 3;

RE2::Options options(bool ignore_case) {
  RE2::Options o(RE2::Quiet);  // the library never prints
  o.set_case_sensitive(!ignore_case);
  return o;
}

// Calls `see(offset, byte)` for every byte of a regex that is neither escaped nor inside a class; an escape is seen at
// its backslash.
template <class See>
void for_each_operator(std::string_view source, See see) {
  bool in_class = false;
  for (std::size_t i = 0; i < source.size(); ++i) {
    const char c = source[i];
    if (c == '\\') {
      see(i, c);
      ++i;
    } else if (in_class) {
      in_class = c != ']';
    } else if (c == '[') {
      in_class = true;
      // A bracket right behind the opening belongs to the class.
      if (i + 1 < source.size() && source[i + 1] == '^') ++i;
      if (i + 1 < source.size() && source[i + 1] == ']') ++i;
    } else {
      see(i, c);
    }
  }
}

bool repeats_without_bound(std::string_view source) {
  bool found = false;
  for_each_operator(source, [&](std::size_t i, char c) {
    found |= c == '*' || c == '+';
    if (c == '{') {
      const std::size_t close = source.find('}', i);
      found |= close != std::string_view::npos && source[close - 1] == ',';
    }
  });
  return found;
}

// Where the mistake that RE2 names is. For a missing bracket RE2 names the whole regex; the last bracket that is open
// is of more use.
std::uint32_t error_offset(std::string_view source, const RE2& re) {
  if (re.error_code() == RE2::ErrorMissingParen) {
    std::vector<std::size_t> open;
    for_each_operator(source, [&](std::size_t i, char c) {
      if (c == '(') open.push_back(i);
      if (c == ')' && !open.empty()) open.pop_back();
    });
    if (!open.empty()) return static_cast<std::uint32_t>(open.back());
  }
  const std::size_t at = re.error_arg().empty() ? std::string_view::npos : source.find(re.error_arg());
  return at == std::string_view::npos ? 0 : static_cast<std::uint32_t>(at);
}

}  // namespace

Regex::Regex(std::unique_ptr<re2::RE2> re, bool unbounded) : re_(std::move(re)), unbounded_(unbounded) {}
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;
Regex::~Regex() = default;

tl::expected<Regex, RegexError> Regex::compile(std::string_view source, bool ignore_case) {
  std::size_t single_byte = std::string_view::npos;
  for_each_operator(source, [&](std::size_t i, char c) {
    if (c == '\\' && i + 1 < source.size() && source[i + 1] == 'C') single_byte = std::min(single_byte, i);
  });
  if (single_byte != std::string_view::npos) {
    return tl::unexpected(RegexError{"\\C could split a character", static_cast<std::uint32_t>(single_byte)});
  }
  auto re = std::make_unique<RE2>(re2::StringPiece(source.data(), source.size()), options(ignore_case));
  if (!re->ok()) return tl::unexpected(RegexError{re->error(), error_offset(source, *re)});
  return Regex(std::move(re), repeats_without_bound(source));
}

bool Regex::matches(std::string_view text) const {
  return re_->Match({text.data(), text.size()}, 0, text.size(), RE2::UNANCHORED, nullptr, 0);
}

bool Regex::find(std::string_view text, std::size_t from, std::span<Span> groups) const {
  std::array<re2::StringPiece, kMostGroups> found;
  const int wanted = static_cast<int>(
      std::min({groups.size(), kMostGroups, static_cast<std::size_t>(re_->NumberOfCapturingGroups()) + 1}));
  if (!re_->Match({text.data(), text.size()}, from, text.size(), RE2::UNANCHORED, found.data(), wanted)) return false;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (i >= static_cast<std::size_t>(wanted) || found[i].data() == nullptr) {
      groups[i] = {1, 0};
      continue;
    }
    const auto begin = static_cast<std::uint32_t>(found[i].data() - text.data());
    groups[i] = {begin, begin + static_cast<std::uint32_t>(found[i].size())};
  }
  return true;
}

int Regex::group_count() const {
  return re_->NumberOfCapturingGroups();
}

bool Regex::has_literal() const {
  re2::FilteredRE2 filter(kShortestLiteral);
  int id = 0;
  if (filter.Add(re_->pattern(), re_->options(), &id) != RE2::NoError) return false;
  std::vector<std::string> atoms;
  filter.Compile(&atoms);
  return !atoms.empty();
}

}  // namespace pith
