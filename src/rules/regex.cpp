#include "rules/regex.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>
#include <utility>

namespace pith {

struct Regex::Lazy {
  std::string source;
  bool ignore_case = false;
  std::once_flag once;
  std::optional<RE2> re;

  const RE2& compiled() {
    std::call_once(once, [this] {
      RE2::Options options(RE2::Quiet);  // the library never prints
      options.set_case_sensitive(!ignore_case);
      re.emplace(source, options);
    });
    return *re;
  }
};

Regex::Regex(std::string source, bool ignore_case, RegexFacts facts)
    : facts_(std::move(facts)), lazy_(std::make_unique<Lazy>()) {
  lazy_->source = std::move(source);
  lazy_->ignore_case = ignore_case;
}
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;
Regex::~Regex() = default;

bool Regex::matches(std::string_view text) const {
  if (!facts_.most.empty() && (text < facts_.least || text > facts_.most)) return false;
  return lazy_->compiled().Match({text.data(), text.size()}, 0, text.size(), RE2::UNANCHORED, nullptr, 0);
}

int Regex::size() const {
  return lazy_->compiled().ProgramSize();
}

bool Regex::find(std::string_view text, std::size_t from, std::span<Span> groups) const {
  std::array<re2::StringPiece, kMostGroups> found;
  const std::size_t wanted = std::min({groups.size(), kMostGroups, std::size_t{facts_.groups} + 1});
  if (!lazy_->compiled().Match({text.data(), text.size()}, from, text.size(), RE2::UNANCHORED, found.data(),
                               static_cast<int>(wanted))) {
    return false;
  }
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (i >= wanted || found[i].data() == nullptr) {
      groups[i] = {1, 0};
      continue;
    }
    const auto begin = static_cast<std::uint32_t>(found[i].data() - text.data());
    groups[i] = {begin, begin + static_cast<std::uint32_t>(found[i].size())};
  }
  return true;
}

}  // namespace pith
